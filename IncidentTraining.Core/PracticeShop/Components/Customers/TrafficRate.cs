using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>Requests per second over time: the scenario's ramp, until an event in the run overrides it.</summary>
sealed class TrafficRate(IReadOnlyList<TrafficPoint> ramp)
{
    double _from,
        _to;
    long _start = -1,
        _over;
    bool _back;

    /// <summary>The rate at a time.</summary>
    public double At(long now)
    {
        if (_start < 0)
            return OnRamp(now);
        var share = _over == 0 ? 1 : Math.Min(1.0, (double)(now - _start) / _over);
        return _from + ((_back ? OnRamp(now) : _to) - _from) * share;
    }

    /// <summary>Moves the rate linearly to another one.</summary>
    public void MoveTo(double rate, long now, long over) => (_from, _to, _start, _over, _back) = (At(now), rate, now, over, false);

    /// <summary>Moves the rate back to the scenario's ramp, which it follows from then on.</summary>
    public void MoveBack(long now, long over) => (_from, _start, _over, _back) = (At(now), now, over, true);

    double OnRamp(long now)
    {
        var seconds = (double)now / Kernel.Second;
        for (var i = 1; i < ramp.Count; i++)
        {
            var (before, after) = (ramp[i - 1], ramp[i]);
            if (seconds < after.At.TotalSeconds)
            {
                var share = (seconds - before.At.TotalSeconds) / (after.At - before.At).TotalSeconds;
                return before.PerSecond + (after.PerSecond - before.PerSecond) * share;
            }
        }
        return ramp[^1].PerSecond;
    }
}
