using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Faults;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>
/// Starts the faults of a root cause at their times, and those of its second act after the first repair; reports whether any is pending or
/// present.
/// </summary>
sealed class FaultSchedule : IComponent
{
    /// <summary>Seconds for which a fault must be absent to count as repaired: some are not visible while processes restart.</summary>
    const int Settled = 15;

    const int First = 0,
        Second = 1;

    readonly ShopSystem _shop;
    readonly IFault[] _faults,
        _second;
    readonly bool[] _begun;
    readonly bool _matter;
    readonly int[] _away;
    readonly TimeSpan _after;
    readonly int _self;
    bool _isDue;

    /// <param name="shop">The shop.</param>
    /// <param name="cause">The root cause.</param>
    /// <param name="begin">The moment from which the times of its faults are counted.</param>
    public FaultSchedule(ShopSystem shop, RootCause cause, TimeSpan begin)
    {
        // The faults of a healthy system need no repair.
        (_shop, _matter) = (shop, !cause.IsHealthy);
        _faults = [.. cause.Faults.Select(FaultCatalogue.Read)];
        _second = [.. (cause.SecondAct?.Faults ?? []).Select(FaultCatalogue.Read)];
        _after = cause.SecondAct?.After ?? TimeSpan.Zero;
        (_begun, _away) = (new bool[_faults.Length], new int[_faults.Length]);
        _self = shop.Kernel.Add(this);
        for (var place = 0; place < _faults.Length; place++)
        {
            if (cause.Faults[place].After is { } after)
                shop.Kernel.Schedule(Microseconds(begin + after), _self, First, place);
            else
                Begin(place);
        }
    }

    /// <summary>When the first fault began, in microseconds; null before.</summary>
    public long? BegunAt { get; private set; }

    /// <summary>When the second act began; null before, and when there is none.</summary>
    public TimeSpan? SecondActAt { get; private set; }

    /// <summary>
    /// Whether any fault that must be repaired is pending or present. A second act that has not been triggered is pending.
    /// </summary>
    public bool Present
    {
        get
        {
            for (var place = 0; _matter && place < _faults.Length; place++)
            {
                if (!_begun[place] || _faults[place].IsPresent(_shop))
                    return true;
            }

            return _second.Length > 0 && (SecondActAt is null || Array.Exists(_second, fault => fault.IsPresent(_shop)));
        }
    }

    /// <summary>Whether all faults have begun and ended by themselves; false if one of them does not end by itself.</summary>
    public bool AreOver
    {
        get
        {
            for (var place = 0; place < _faults.Length; place++)
            {
                if (!_begun[place] || _faults[place] is not IPassingFault passing || !passing.IsOver(_shop))
                    return false;
            }

            return true;
        }
    }

    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        if (_second.Length == 0 || _isDue)
            return;
        for (var place = 0; place < _faults.Length; place++)
        {
            _away[place] = _begun[place] && !_faults[place].IsPresent(_shop) ? _away[place] + 1 : 0;
            _isDue |= _away[place] >= Settled;
        }

        if (_isDue)
            _shop.Kernel.Schedule(Microseconds(_after), _self, Second);
    }

    public void Handle(int what, long subject)
    {
        if (what == First)
            Begin((int)subject);
        else
            BeginSecondAct();
    }

    static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    void Begin(int place)
    {
        _faults[place].Break(_shop);
        _begun[place] = true;
        BegunAt ??= _shop.Kernel.Now;
    }

    void BeginSecondAct()
    {
        foreach (var fault in _second)
            fault.Break(_shop);
        SecondActAt = TimeSpan.FromMicroseconds(_shop.Kernel.Now);
    }
}
