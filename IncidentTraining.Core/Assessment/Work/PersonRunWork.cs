using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>What one person did in one ended run, as needed for completion.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Title">Its title and the cause.</param>
/// <param name="Cause">Scenario and cause, to distinguish incidents.</param>
/// <param name="Contributed">Whether they stated a finding before the resolution and either an action of theirs helped or the open
/// hypothesis that they believed most named a true fault; or whether they declared only actual faults, supported by evidence. Switching the
/// experiment off, a repair after two needless risky actions of theirs, and a cause that was bought as a hint do not count.</param>
/// <param name="DidTheirPart">Whether they contributed, or set the severity, published an update with content or verified.</param>
/// <param name="At">Virtual time of the first such moment; null without one.</param>
/// <param name="Resolved">Whether the resolution was measured and verified; for a false alarm, whether it was closed as one and the service
/// levels held in the end.</param>
/// <param name="HandedOver">Whether they handed a role over with a message before the end.</param>
/// <param name="Found">Whether a crew member stated a finding before the resolution, or diagnosed a true fault.</param>
/// <param name="SeverityFitted">Whether the crew's last severity matched the measured impact.</param>
/// <param name="CadenceKept">Whether the crew published updates with content and missed no cadence.</param>
/// <param name="Verified">Whether the crew verified the resolution.</param>
public sealed record PersonRunWork(
    Guid RunId,
    string Title,
    string Cause,
    bool Contributed,
    bool DidTheirPart,
    TimeSpan? At,
    bool Resolved,
    bool HandedOver,
    bool Found,
    bool SeverityFitted,
    bool CadenceKept,
    bool Verified
)
{
    /// <summary>
    /// Whether it was a false alarm: one that was handled counts as a worked incident, and none counts as a followed procedure.
    /// </summary>
    public bool IsFalseAlarm { get; init; }

    /// <summary>What each member of the crew did.</summary>
    /// <param name="record">The run.</param>
    /// <param name="corrected">An instructor's corrections: severity, communication and diagnosis count as corrected.</param>
    internal static IReadOnlyDictionary<Guid, PersonRunWork> Of(RunRecord record, CorrectedParts? corrected = null)
    {
        corrected ??= CorrectedParts.None;
        var communication = CommunicationScore.Of(record);
        var severity = SeverityRecord.Of(record);
        var helped = Helped(record);
        var found = Understanding.IsShown(record, corrected);
        return record
            .Crew.Mates.Where(mate => !mate.IsHelper)
            .ToDictionary(
                mate => mate.PersonId,
                mate =>
                {
                    List<TimeSpan> contributions =
                    [
                        .. Understanding.HasFinding(mate.PersonId, record)
                            ? Repaired(mate.PersonId, record, helped).Concat(Believed(mate.PersonId, record))
                            : [],
                        .. Understanding.Diagnosed(mate.PersonId, record, corrected) is { } diagnosed ? [diagnosed] : (TimeSpan[])[],
                    ];
                    List<TimeSpan> part = [.. contributions, .. StepsOf(mate.PersonId, record)];
                    return new PersonRunWork(
                        record.Run.Id,
                        $"{record.Scenario.Title}: {record.Cause.Title}",
                        $"{record.Scenario.Id}/{record.Cause.Id}",
                        contributions.Count > 0,
                        part.Count > 0,
                        part.Count > 0 ? part.Min() : null,
                        record.IsHealthy ? FalseAlarm.IsHandled(record) : record.Incident.ResolvedAt is not null,
                        HandedOverBy(mate.PersonId, record),
                        found,
                        corrected.Counts(ResultKind.Severity, severity.LastFits),
                        corrected.Counts(
                            ResultKind.Communication,
                            communication.Counted > 0 && communication.CadenceKept != false && communication.FirstInTime != false
                        ),
                        record.Incident.VerifiedAt is not null
                    )
                    {
                        IsFalseAlarm = record.IsHealthy,
                    };
                }
            );
    }

    // Each accepted action has one verdict, in the same order.
    private static List<RunInput> Helped(RunRecord record) =>
        [
            .. record
                .Actions.OrderBy(input => input.Sequence)
                .Zip(ActionVerdict.Of(record.Log, record.Inputs, record.Cause, record.Shop))
                .Where(pair => pair.Second.Effect == ActionEffect.Helped && pair.First.Action != ShopInputs.DisableExperiment)
                .Select(pair => pair.First),
        ];

    /// <summary>The times at which their actions helped, until the point from which they only tried.</summary>
    private static IEnumerable<TimeSpan> Repaired(Guid personId, RunRecord record, List<RunInput> helped)
    {
        var refused = record.Log.Where(e => e.Kind == IncidentEventKind.ActionRefused && e.PersonId == personId).ToList();
        List<TimeSpan> tries =
        [
            .. record
                .Actions.Where(input =>
                    input.PersonId == personId && NeedlessRisk.IsNoRepair(record.Cause, input.ToShop(), record.Shop.Truth.SecondActAt)
                )
                .Select(input => input.At),
            .. NeedlessRisk
                .Tries(record.Cause, refused.Select(e => e.Subject))
                .Select(action => refused.First(e => e.Subject == action).At),
        ];
        var tried = tries.Order().Skip(NeedlessRisk.Tolerated).Cast<TimeSpan?>().FirstOrDefault();
        return helped.Where(input => input.PersonId == personId && (tried is null || input.At < tried)).Select(input => input.At);
    }

    private static IEnumerable<TimeSpan> Believed(Guid personId, RunRecord record)
    {
        var until = Min(Understanding.BoughtAt(record), record.Shop.Truth.ResolvedAt ?? record.End);
        var authors = record
            .Log.Where(e => e.Kind == IncidentEventKind.HypothesisStated && e.PersonId == personId)
            .Select(e => e.Number)
            .ToHashSet();
        // As they stood then: a confidence that was raised once the answer was known is not a belief.
        var open = Hypothesis
            .Of([.. record.Log.Where(e => e.At <= until)])
            .Where(h => authors.Contains(h.Number) && h.State != HypothesisState.Struck)
            .ToList();
        // Naming every cause of the list is not a diagnosis: one must be believed more than all others.
        if (
            open.Count > 0
            && open.Max(h => h.Confidence) is var most
            && open.Where(h => h.Confidence == most).ToList() is [var believed]
            && believed.Claim is { } claim
            && DiagnosisVerdict.Means(claim, record.Cause, record.Shop.Truth.IsInSecondActAt(believed.LastStatedAt))
        )
        {
            yield return believed.At;
        }
    }

    private static IEnumerable<TimeSpan> StepsOf(Guid personId, RunRecord record) =>
        record
            .Log.Where(e =>
                e.PersonId == personId
                && (
                    e.Kind is IncidentEventKind.SeveritySet or IncidentEventKind.ResolutionVerified
                    || (e.Kind == IncidentEventKind.StatusUpdate && CrewWork.IsWork(e))
                )
            )
            .Select(e => e.At);

    private static bool HandedOverBy(Guid personId, RunRecord record) =>
        record.Log.Any(e =>
            e.Kind == IncidentEventKind.RoleHandedOver
            && HandOver.GiverOf(e) == personId
            && e.At >= record.Detected
            && HandOver.Of(record.Log).Any(over => over.At == e.At && over.WithWords)
        );

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
