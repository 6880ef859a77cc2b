namespace IncidentTraining.Tests.Support;

/// <summary>
/// The real clock, which a test can put forward: what waits for a real server still waits in real time, and what only
/// has to have happened a while ago need not be waited for.
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
