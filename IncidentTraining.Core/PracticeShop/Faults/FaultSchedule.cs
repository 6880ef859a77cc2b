using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>Lets the faults of a root cause begin at their times, and tells whether any is still to come or still there.</summary>
sealed class FaultSchedule : IComponent
{
    readonly ShopSystem _shop;
    readonly IFault[] _faults;
    readonly bool[] _begun;

    public FaultSchedule(ShopSystem shop, IReadOnlyList<FaultSpec> specs)
    {
        _shop = shop;
        _faults = [.. specs.Select(FaultCatalogue.Read)];
        _begun = new bool[_faults.Length];
        var self = shop.Kernel.Add(this);
        for (var place = 0; place < _faults.Length; place++)
        {
            if (specs[place].After == TimeSpan.Zero)
                Begin(place);
            else
                shop.Kernel.Schedule(specs[place].After.Ticks / TimeSpan.TicksPerMicrosecond, self, 0, place);
        }
    }

    /// <summary>When the first fault began, in microseconds; null before.</summary>
    public long? BegunAt { get; private set; }

    /// <summary>Whether any fault is still to come or still there.</summary>
    public bool Present
    {
        get
        {
            for (var place = 0; place < _faults.Length; place++)
            {
                if (!_begun[place] || _faults[place].IsPresent(_shop))
                    return true;
            }

            return false;
        }
    }

    public void Handle(int what, long subject) => Begin((int)subject);

    void Begin(int place)
    {
        _faults[place].Break(_shop);
        _begun[place] = true;
        BegunAt ??= _shop.Kernel.Now;
    }
}
