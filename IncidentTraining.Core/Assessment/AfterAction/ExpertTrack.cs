using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>A point of a run that is compared.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Own">When, in the run; null when it never did.</param>
/// <param name="Expert">When, in the expert's run on the same seed; null when it never did.</param>
public sealed record TrackPoint(string Title, TimeSpan? Own, TimeSpan? Expert)
{
    /// <summary>How much later than the expert's it was; null when either is missing.</summary>
    public TimeSpan? Behind => Own - Expert;
}

/// <summary>
/// The expert's run on the same seed: the same shop, worked at the scenario's par times with the cause's expert run, by the same engine.
/// It is no recording of a person: it is what the scenario's author holds to be good, measured.
/// </summary>
/// <param name="Points">The points of both runs in their order.</param>
/// <param name="Parting">The first point at which the two part ways; null when they never do.</param>
/// <param name="PartingText">The same in a sentence; empty when they never do.</param>
/// <param name="FailedOrders">Orders that the expert lost.</param>
public sealed record ExpertTrack(IReadOnlyList<TrackPoint> Points, TrackPoint? Parting, string PartingText, long FailedOrders)
{
    private static readonly TimeSpan Stride = TimeSpan.FromSeconds(5);

    /// <summary>Less than this behind is the same way.</summary>
    private static readonly TimeSpan SameWay = TimeSpan.FromMinutes(1);

    /// <summary>Works the run's shop as an expert would, and sets both runs beside each other. Takes up to half a second of computing.</summary>
    internal static ExpertTrack Of(Scenario scenario, LabRun run, Incident incident, SealedShop sealedShop, IReadOnlyList<RunInput> inputs)
    {
        var cause = scenario.RootCauses.Single(c => c.Id == sealedShop.Truth.RootCause);
        var expert = Work(scenario, run.Seed, cause, run.Limit, inputs.FirstOrDefault(i => i.Action == ShopInputs.EnableExperiment && i.Accepted == true));
        var truth = sealedShop.Truth;
        IReadOnlyList<TrackPoint> points =
        [
            new("Detected", RunMeasures.Detected(incident, truth), expert.Detected),
            new("Acknowledged", incident.AcknowledgedAt, expert.Acknowledged),
            new("Cause declared", incident.CauseDeclaredAt, expert.Declared),
            new("Cause removed", truth.CauseRemovedAt, expert.Truth.CauseRemovedAt),
            new("Recovered", truth.RecoveredAt, expert.Truth.RecoveredAt),
            new("Resolved", truth.ResolvedAt, expert.Truth.ResolvedAt),
        ];
        var wrongCause = incident.DeclaredCause is { } declared && declared != cause.Id;
        var parting = points.FirstOrDefault(point => point.Expert is not null
            && (point.Own is null || point.Behind > SameWay || (wrongCause && point.Title == "Cause declared")));
        return new ExpertTrack(points, parting, Words(parting, wrongCause), expert.Cost.FailedOrders);
    }

    private static string Words(TrackPoint? parting, bool wrongCause) => parting switch
    {
        null => "",
        { Title: "Cause declared" } when wrongCause => $"The two runs part ways at {VirtualTime.Clock(parting.Own!.Value)}, where another cause was declared than the true one.",
        { Own: null } => $"The two runs part ways at {VirtualTime.Clock(parting.Expert!.Value)}: there the expert's run comes to “{parting.Title.ToLowerInvariant()}”, and this one never does.",
        _ => $"The two runs part ways on the way to “{parting.Title.ToLowerInvariant()}”: the expert's comes there at {VirtualTime.Clock(parting.Expert!.Value)}, this one {VirtualTime.Words(parting.Behind!.Value)} later.",
    };

    private static Worked Work(Scenario scenario, long seed, RootCause cause, TimeSpan limit, RunInput? experiment)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        var sequence = 0L;
        if (experiment is not null)
        {
            shop.AdvanceTo(experiment.At);
            shop.Apply(new ShopInput(++sequence, shop.Now, experiment.Action, experiment.ToShop().Arguments));
        }

        while (shop.Now < limit && shop.Truth().DetectedAt is null)
        {
            shop.AdvanceTo(shop.Now + Stride);
        }

        if (shop.Truth().DetectedAt is not { } detected)
        {
            return new Worked(null, null, null, shop.Truth(), shop.Cost());
        }

        var acknowledged = detected + Par("acknowledge");
        var declared = acknowledged + Par("investigate");
        var repair = declared + Par("mitigate");
        var player = new ExpertPlayer(shop, Repairs(shop, cause, repair > shop.Now ? repair : shop.Now), sequence);
        while (shop.Now < limit && shop.Truth().ResolvedAt is null)
        {
            player.PlayTo(shop.Now + Stride);
        }

        return new Worked(detected, acknowledged, declared, shop.Truth(), shop.Cost());

        TimeSpan Par(string phase) => scenario.ParTimes.GetValueOrDefault(phase);
    }

    /// <summary>The cause's expert run, as its author timed it, from its first step on; and every experiment off that it leaves on.</summary>
    private static IReadOnlyList<TimedStep> Repairs(ShopSimulation shop, RootCause cause, TimeSpan from)
    {
        var first = cause.ExpertRun.Count > 0 ? cause.ExpertRun.Min(step => step.At) : TimeSpan.Zero;
        IReadOnlyList<TimedStep> steps = cause.ExpertRun.Count > 0
            ? [.. cause.ExpertRun.Select(step => step with { At = from + (step.At - first) })]
            : [.. cause.Mitigations.Select(step => new TimedStep(from, step.Action, step.Arguments))];
        var leftOn = shop.Experiments().Where(experiment => experiment.Enabled && !steps.Any(step => step.Action == ShopInputs.DisableExperiment && step.Arguments.Values.Contains(experiment.Id)));
        return [.. leftOn.Select(on => new TimedStep(from, ShopInputs.DisableExperiment, new Dictionary<string, string> { ["experiment"] = on.Id })), .. steps];
    }

    private sealed record Worked(TimeSpan? Detected, TimeSpan? Acknowledged, TimeSpan? Declared, ShopTruth Truth, IncidentCost Cost);
}
