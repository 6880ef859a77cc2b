using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// The changes that a run shows. The draw does not know the root cause: the selection of changes, their words, times and ids reveal nothing
/// about it.
/// </summary>
public static class ChangeDraw
{
    const int LeastPercent = 70,
        MostPercent = 140;
    const int NearestSeconds = 20,
        FurthestSeconds = 150;

    /// <summary>Without a start time of its own, a run's trouble follows from what people do, so the change comes before the run.</summary>
    const int EarlierSeconds = 60;

    /// <summary>Draws the changes of a run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>The changes, oldest first.</returns>
    public static IReadOnlyList<DrawnChange> Of(Scenario scenario, long seed)
    {
        var stream = RandomStream.For(seed, "changes");
        List<(ChangeRecord Record, TimeSpan At)> drawn = [.. scenario.Changes.Select(record => (record, Vary(record.Ago, stream)))];
        if (scenario.Decoys is { } plan)
        {
            var pool = plan.Pool.ToList();
            var wanted = plan.Least + stream.Below(plan.Most - plan.Least + 1) - (plan.JustBefore.Count > 0 ? 1 : 0);
            while (drawn.Count < wanted && pool.Count > 0)
            {
                var place = stream.Below(pool.Count);
                drawn.Add((pool[place], Vary(pool[place].Ago, stream)));
                pool.RemoveAt(place);
            }

            if (plan.JustBefore.Count > 0)
                drawn.Add((plan.JustBefore[stream.Below(plan.JustBefore.Count)], JustBefore(scenario.BeginsAt(seed), stream)));
        }

        var number = 2000 + stream.Below(7000);
        return
        [
            .. drawn
                .OrderBy(change => change.At)
                .ThenBy(change => change.Record.Id, StringComparer.Ordinal)
                .Select(change => new DrawnChange(change.Record, $"chg-{number += 1 + stream.Below(3)}", change.At)),
        ];
    }

    /// <summary>The scenario's id of a change that a run shows.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="shownId">The id that the run shows.</param>
    /// <returns>The id; null when the change is not from the scenario, for example one that a responder made.</returns>
    public static string? KeyOf(Scenario scenario, long seed, string shownId) =>
        Of(scenario, seed).FirstOrDefault(change => change.Id == shownId)?.Record.Id;

    static TimeSpan Vary(TimeSpan ago, RandomStream stream) =>
        TimeSpan.FromSeconds(-Math.Round(ago.TotalSeconds * (LeastPercent + stream.Below(MostPercent - LeastPercent + 1)) / 100));

    static TimeSpan JustBefore(TimeSpan begin, RandomStream stream)
    {
        var before = NearestSeconds + stream.Below(FurthestSeconds - NearestSeconds + 1);
        return begin > TimeSpan.Zero ? begin - TimeSpan.FromSeconds(before) : -TimeSpan.FromSeconds(EarlierSeconds + before);
    }
}
