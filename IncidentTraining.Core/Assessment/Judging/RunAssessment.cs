using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The result of an ended run in parts that are never added up: each has its own evidence, and one does not compensate for another. A run
/// in which no crew member worked (<see cref="CrewWork"/>) has no result.
/// </summary>
/// <param name="HasResult">Whether there is a result.</param>
/// <param name="Headline">The outcome in a sentence or two; if it was never resolved, that comes first.</param>
/// <param name="Parts">The parts; empty without a result.</param>
/// <param name="Hints">The hints that were taken, each with its price.</param>
/// <param name="People">What each member of the crew saw, said and did.</param>
/// <param name="HandOvers">The roles that changed hands.</param>
/// <param name="IsComplete">Whether the archive contains everything that is judged. An archive of an older version of the portal may lack
/// some of it.</param>
public sealed record RunAssessment(
    bool HasResult,
    string Headline,
    IReadOnlyList<ResultPart> Parts,
    IReadOnlyList<PricedHint> Hints,
    IReadOnlyList<PersonRecord> People,
    IReadOnlyList<HandOver> HandOvers,
    bool IsComplete
)
{
    /// <summary>A part of the result; null without a result.</summary>
    public ResultPart? Part(ResultKind kind) => Parts.FirstOrDefault(part => part.Kind == kind);

    /// <summary>The result with an instructor's corrections.</summary>
    internal RunAssessment With(IReadOnlyList<PartCorrection> corrections) =>
        this with
        {
            Parts = [.. Parts.Select(part => part with { Corrections = [.. corrections.Where(one => one.Part == part.Kind)] })],
        };

    internal static RunAssessment Of(
        RunRecord record,
        IReadOnlyList<ActionVerdict> verdicts,
        CommunicationScore communication,
        SeverityRecord severity,
        StoredAccount? account
    )
    {
        var hasResult = CrewWork.IsIn(record.Log, record.Inputs, record.Crew);
        return new RunAssessment(
            hasResult,
            hasResult
                ? record.IsHealthy
                    ? FalseAlarm.Headline(record)
                    : FalseAlarm.Dismissed(record) + Worked(record) + Understood(record, account?.Open())
                : Untouched(record),
            hasResult
                ? record.IsHealthy
                    ? FalseAlarmParts.Of(record, communication, severity, account)
                    :
                    [
                        ResponsePart.Of(record, communication, account?.Open(), isComing: account is null),
                        Begun(record, SeverityPart.Of(severity)),
                        Begun(record, DiagnosisPart.Of(record)),
                        CommunicationPart.Of(communication, record.Clock),
                        SafetyPart.Of(record, verdicts, account),
                    ]
                : [],
            PricedHint.Of(record.Log),
            PersonRecord.Of(record),
            HandOver.Of(record),
            record.IsComplete
        );
    }

    private static string Worked(RunRecord record)
    {
        var truth = record.Shop.Truth;
        return truth switch
        {
            { OnsetAt: null } => "No incident began in this run: no service level was violated.",
            { ResolvedAt: { } at } => record.Incident.VerifiedAt is null
                ? $"The shop was resolved at {record.Clock.Told(at)}, but the resolution was not verified."
                : $"Resolved at {record.Clock.Time(at)} and verified at {record.Clock.Told(record.Incident.VerifiedAt.Value)}.",
            { MitigatedAt: { } at } =>
                $"Never resolved: the impact was mitigated at {record.Clock.Told(at)}, but the cause was still there when the run ended.",
            _ => "Never resolved: the incident was still ongoing when the run ended.",
        };
    }

    /// <summary>What a reader must know in addition to a recovery: that nothing shows why, or that it was found by trial.</summary>
    private static string Understood(RunRecord record, RunAccount? account) =>
        record.Shop.Truth.OnsetAt is null
            ? ""
            : string.Concat(
                Understanding.IsShown(record) ? "" : Unshown(record),
                account switch
                {
                    { IsByTrial: true, NeedlessRisks: 1 } => " One unnecessary risky action was taken.",
                    { IsByTrial: true, NeedlessRisks: var tried } =>
                        $" It was worked by trial and error: {tried} risky actions were unnecessary.",
                    _ => "",
                }
            );

    /// <summary>Why nothing shows that the cause was understood: what was stated and declared, and why it does not count.</summary>
    private static string Unshown(RunRecord record)
    {
        var own = record
            .Log.Where(e => record.Crew.Mates.Any(mate => mate.PersonId == e.PersonId && !mate.IsHelper))
            .Select(e => e.Kind)
            .ToHashSet();
        var finding = own.Contains(IncidentEventKind.FindingStated)
            ? "No finding was stated before the incident was resolved"
            : "No finding was stated";
        var diagnosis =
            !own.Contains(IncidentEventKind.CauseDeclared) ? "no diagnosis declared"
            : DeclaredDiagnosis.Of(record.Log) is not [.., var last] || record.Judge(last) is not { IsFound: true } verdict
                ? "the declared diagnosis did not find the cause"
            : verdict.HasRightPart ? "the diagnosis that found the cause came from a hint or a helper"
            : "the declared diagnosis named the cause along with a fault that did not exist";
        return $" {finding} and {diagnosis}, so nothing shows that the cause was understood.";
    }

    private static string Untouched(RunRecord record) =>
        (
            record.Shop.Truth is { OnsetAt: not null, ResolvedAt: null }
                ? "Never resolved: the incident was still ongoing when the run ended. "
                : ""
        ) + "This run has no result: nothing was done to the shop, and no severity, cause, hypothesis or update was declared.";

    /// <summary>A missing severity or diagnosis is not judged if the run ended before the incident began.</summary>
    private static ResultPart Begun(RunRecord record, ResultPart part) =>
        record.Shop.Truth.OnsetAt is null && part is { Mark: ResultMark.Bad, Lines.Count: 0 }
            ? part with
            {
                Mark = ResultMark.Neutral,
                Summary = $"{part.Summary}, and no incident began",
            }
            : part;
}
