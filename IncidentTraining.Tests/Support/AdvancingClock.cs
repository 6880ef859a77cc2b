namespace IncidentTraining.Tests.Support;

/// <summary>
/// The real clock, which a test can advance: waiting for a real server takes real time, but events that only need to be in the past need no
/// waiting.
/// </summary>
public sealed class AdvancingClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    // A stopwatch of the product has to see the same time as its calendar.
    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    private TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
