using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>Sends the messages of the scenario's people at their times, and applies the effects.</summary>
sealed class Storyline(ShopSystem shop, IReadOnlyList<Inject> injects, PeopleDecisions decisions)
{
    /// <summary>A message that was sent before it was held still brings visitors for a while.</summary>
    const long Ebb = 2 * 60 * Kernel.Second;

    readonly bool[] _told = new bool[injects.Count];
    readonly bool[] _stopped = new bool[injects.Count];

    /// <summary>When an experiment was first switched on.</summary>
    public TimeSpan? ExperimentOnAt => shop.Chaos.FirstOnAt is { } at ? TimeSpan.FromMicroseconds(at) : null;

    /// <summary>Sends the messages that are due.</summary>
    public void EndSecond(TimeSpan now, TimeSpan? onset)
    {
        for (var i = 0; i < injects.Count; i++)
        {
            var inject = injects[i];
            if (decisions.IsHeld(inject.Id))
            {
                Stop(i);
                continue;
            }

            var trigger = inject.Trigger switch
            {
                InjectTrigger.Start => TimeSpan.Zero,
                InjectTrigger.ExperimentOn => ExperimentOnAt,
                _ => onset,
            };
            if (_told[i] || trigger is not { } start || now < start + inject.After)
                continue;
            _told[i] = true;
            shop.Events.Add(ShopEventKind.Message, inject.Id, inject.Text, inject.From);
            if (inject.Traffic > 0)
                shop.Customers.Rate.MoveTo(inject.Traffic, shop.Kernel.Now, inject.Over.Ticks / TimeSpan.TicksPerMicrosecond);
        }
    }

    /// <summary>A held message is not sent. Traffic that it has already brought returns to the hour's rate.</summary>
    void Stop(int i)
    {
        if (_told[i] && injects[i].Traffic > 0 && !_stopped[i])
            shop.Customers.Rate.MoveBack(shop.Kernel.Now, Ebb);
        _stopped[i] = true;
    }
}
