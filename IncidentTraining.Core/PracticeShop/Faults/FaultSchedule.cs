using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>Lets the faults of a root cause begin at their times, and tells whether any is still to come or still there.</summary>
sealed class FaultSchedule : IComponent
{
    readonly ShopSystem _shop;
    readonly IFault[] _faults;
    readonly bool[] _begun;
    readonly bool _matter;

    /// <param name="shop">The shop.</param>
    /// <param name="specs">The faults.</param>
    /// <param name="begin">The moment from which their times are counted.</param>
    /// <param name="matter">Whether they are what must be repaired; in a healthy system they are not.</param>
    public FaultSchedule(ShopSystem shop, IReadOnlyList<FaultSpec> specs, TimeSpan begin, bool matter = true)
    {
        (_shop, _matter) = (shop, matter);
        _faults = [.. specs.Select(FaultCatalogue.Read)];
        _begun = new bool[_faults.Length];
        var self = shop.Kernel.Add(this);
        for (var place = 0; place < _faults.Length; place++)
        {
            if (specs[place].After is { } after)
                shop.Kernel.Schedule((begin + after).Ticks / TimeSpan.TicksPerMicrosecond, self, 0, place);
            else
                Begin(place);
        }
    }

    /// <summary>When the first fault began, in microseconds; null before.</summary>
    public long? BegunAt { get; private set; }

    /// <summary>Whether any fault that must be repaired is still to come or still there.</summary>
    public bool Present
    {
        get
        {
            for (var place = 0; _matter && place < _faults.Length; place++)
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
