using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Assessment;

/// <summary>The measures of an ended run in one row, so that a class can be compared without opening every archive.</summary>
public sealed class RunResult
{
    private RunResult() { }

    /// <param name="incident">The incident.</param>
    /// <param name="shop">The measurements of its shop.</param>
    /// <param name="cause">The true cause; null when it is unknown.</param>
    /// <param name="isShown">Whether "no incident" is supported by evidence that shows it, for a healthy shop.</param>
    internal RunResult(Incident incident, SealedShop shop, RootCause? cause, bool isShown = true)
    {
        var measures = RunMeasures.Of(incident, shop.Truth);
        (RunId, Detect, Acknowledge, Assess) = (incident.RunId, measures.Detect, measures.Acknowledge, measures.Assess);
        (FirstUpdate, Mitigate, Resolve) = (measures.FirstUpdate, measures.Mitigate, measures.Resolve);
        CauseWasRight =
            cause is not null
            && DiagnosisVerdict.Of(FaultClaim.Parse(incident.DeclaredCause), cause, shop.Truth.IsInSecondActAt(incident.CauseDeclaredAt))
                is { IsRight: true }
            && (isShown || !cause.IsHealthy);
        (FailedOrders, LostRevenueCents, HintCost) = (shop.Cost.FailedOrders, shop.Cost.LostRevenueCents, incident.HintCost);
    }

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <inheritdoc cref="RunMeasures.Detect"/>
    public TimeSpan? Detect { get; private set; }

    /// <inheritdoc cref="RunMeasures.Acknowledge"/>
    public TimeSpan? Acknowledge { get; private set; }

    /// <inheritdoc cref="RunMeasures.Assess"/>
    public TimeSpan? Assess { get; private set; }

    /// <inheritdoc cref="RunMeasures.FirstUpdate"/>
    public TimeSpan? FirstUpdate { get; private set; }

    /// <inheritdoc cref="RunMeasures.Mitigate"/>
    public TimeSpan? Mitigate { get; private set; }

    /// <inheritdoc cref="RunMeasures.Resolve"/>
    public TimeSpan? Resolve { get; private set; }

    /// <summary>Whether the declared diagnosis was right in all parts.</summary>
    public bool CauseWasRight { get; private set; }

    /// <summary>Orders lost.</summary>
    public long FailedOrders { get; private set; }

    /// <summary>Revenue lost, in cents of USD.</summary>
    public long LostRevenueCents { get; private set; }

    /// <summary>The price of the hints taken.</summary>
    public int HintCost { get; private set; }

    /// <summary>The measures.</summary>
    public RunMeasures Measures => new(Detect, Acknowledge, Assess, FirstUpdate, Mitigate, Resolve);
}

internal sealed class RunResultConfiguration : IEntityTypeConfiguration<RunResult>
{
    public void Configure(EntityTypeBuilder<RunResult> result)
    {
        result.ToTable("RunResults");
        result.HasKey(r => r.RunId);
        result.Ignore(r => r.Measures);
        result.Property(r => r.Detect).HasConversion<VirtualTimeConverter>();
        result.Property(r => r.Acknowledge).HasConversion<VirtualTimeConverter>();
        result.Property(r => r.Assess).HasConversion<VirtualTimeConverter>();
        result.Property(r => r.FirstUpdate).HasConversion<VirtualTimeConverter>();
        result.Property(r => r.Mitigate).HasConversion<VirtualTimeConverter>();
        result.Property(r => r.Resolve).HasConversion<VirtualTimeConverter>();
        result.HasOne<LabRun>().WithOne().HasForeignKey<RunResult>(r => r.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
