using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A period in which a run's virtual clock runs at one rate. A run's consecutive segments define the virtual time of every moment since its
/// start.
/// </summary>
public sealed class ClockSegment
{
    private ClockSegment() { }

    internal ClockSegment(Guid runId, int number, DateTime wallStart, TimeSpan virtualStart, int rate)
    {
        (RunId, Number, WallStart, VirtualStart, Rate) = (runId, number, wallStart, virtualStart, rate);
    }

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The segment's number in the run, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime WallStart { get; private set; }

    /// <summary>The virtual time at which it began.</summary>
    public TimeSpan VirtualStart { get; private set; }

    /// <summary>Virtual seconds per second: 0 while paused, 1 in a graded run, up to <see cref="LabRun.FastestRate"/> in a
    /// rehearsal.</summary>
    public int Rate { get; private set; }

    /// <summary>
    /// The virtual time at a moment of this segment; a moment before it, from a clock that was set back, counts as its start.
    /// </summary>
    public TimeSpan At(DateTime wall) => wall <= WallStart ? VirtualStart : VirtualTime.Whole(VirtualStart + ((wall - WallStart) * Rate));

    /// <summary>When this segment reaches a virtual time, UTC; only while the clock is running.</summary>
    /// <param name="virtualTime">A virtual time that is not before the segment.</param>
    internal DateTime WallAt(TimeSpan virtualTime) => WallStart + ((virtualTime - VirtualStart) / Rate);
}

internal sealed class ClockSegmentConfiguration : IEntityTypeConfiguration<ClockSegment>
{
    public void Configure(EntityTypeBuilder<ClockSegment> segment)
    {
        segment.ToTable("RunClockSegments");
        segment.HasKey(s => new { s.RunId, s.Number });
        segment.Property(s => s.VirtualStart).HasConversion<VirtualTimeConverter>();
    }
}
