using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Support;

/// <summary>
/// A test's clock for the portal: a periodic timer fires once per jump of the clock, at the times of its own period, as on a machine that
/// wakes from sleep. <see cref="FakeTimeProvider"/> would fire it once for each period that the jump covers: an hour is 3,600 rounds of
/// each loop of the portal, all at the same moment.
/// </summary>
internal sealed class CoalescingClock(FakeTimeProvider clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period > TimeSpan.Zero
            ? new Periodic(clock, callback, state, dueTime, period)
            : clock.CreateTimer(callback, state, dueTime, period);

    /// <summary>A timer that is set again after each time instead of a periodic one.</summary>
    private sealed class Periodic : ITimer
    {
        private readonly Lock _lock = new();
        private readonly FakeTimeProvider _clock;
        private readonly ITimer _next;
        private TimeSpan _period;
        private DateTimeOffset _due;

        public Periodic(FakeTimeProvider clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            _next = clock.CreateTimer(
                _ =>
                {
                    SetAgain();
                    callback(state);
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? default : _clock.GetUtcNow() + dueTime;
                return _next.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose() => _next.Dispose();

        public ValueTask DisposeAsync() => _next.DisposeAsync();

        private void SetAgain()
        {
            lock (_lock)
            {
                if (_period <= TimeSpan.Zero)
                {
                    return;
                }

                var now = _clock.GetUtcNow();
                _due += _period * (1 + Math.Floor((now - _due) / _period));
                _next.Change(_due - now, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
