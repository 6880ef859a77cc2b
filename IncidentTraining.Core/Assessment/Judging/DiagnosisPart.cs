using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>Diagnosis: the last declared one compared with the truth part by part, with its supporting evidence.</summary>
internal static class DiagnosisPart
{
    public static ResultPart Of(RunRecord record)
    {
        var declared = DeclaredDiagnosis.Of(record.Log);
        if (declared is not [.., var last])
        {
            return new ResultPart(ResultKind.Diagnosis, ResultMark.Bad, "no diagnosis was declared", []);
        }

        if (record.Judge(last) is not { } verdict)
        {
            return new ResultPart(
                ResultKind.Diagnosis,
                ResultMark.Neutral,
                "not judged: the scenario does not say which answers are right",
                []
            );
        }

        var bought = BoughtAt(record, HintLevel.Solution) <= last.At;
        List<ResultLine> lines =
        [
            .. verdict.Faults.SelectMany(
                (fault, i) => LinesOf(fault, verdict.Faults.Count == 1 ? "" : $"Fault {i + 1}, ", last.At, bought)
            ),
            .. verdict.Surplus.Select(claim => new ResultLine(
                "Claimed beyond that",
                $"{claim.Words}: no such fault existed",
                ResultMark.Bad,
                last.At
            )),
            .. verdict.Faults.Count + verdict.Surplus.Count == 0 ? Dismissal(record, last) : [],
            new ResultLine("In a sentence", $"“{last.Sentence}” Not judged; your instructor reads it.", ResultMark.Neutral, last.At),
            .. EvidenceOf(record, last),
            .. Candidates(record, last),
        ];
        return verdict is { Faults.Count: 0, IsRight: true } && !bought && !FalseAlarm.IsShown(record, last)
            ? new ResultPart(
                ResultKind.Diagnosis,
                ResultMark.Bad,
                "there was no incident, and none was declared, but no pinned evidence shows it",
                lines
            )
            : new ResultPart(ResultKind.Diagnosis, Mark(verdict, declared, bought), Summary(verdict, declared, bought), lines);
    }

    private static ResultLine[] Dismissal(RunRecord record, DeclaredDiagnosis last) =>
        [
            new("Declared", "no incident, which is correct", ResultMark.Good, last.At),
            FalseAlarm.IsShown(record, last)
                ? new(
                    "Shown",
                    "the evidence is from after the page and from a view that shows what customers experienced",
                    ResultMark.Good,
                    last.At
                )
                : new(
                    "Shown",
                    $"no evidence is from after the page and from a view that shows what customers experienced: {string.Join(", ", record.Cause.ShownBy)}",
                    ResultMark.Bad,
                    last.At
                ),
        ];

    private static IEnumerable<ResultLine> LinesOf(FaultVerdict fault, string prefix, TimeSpan at, bool bought)
    {
        yield return Line("what failed", fault.Where, fault.Claim?.Where.Title(), fault.Fault.Where.Select(place => place.Title()));
        yield return Line("how", fault.How, fault.Claim?.How.Title(), fault.Fault.How.Select(mode => mode.Title()));
        yield return Line(
            "what started it",
            fault.StartedBy,
            fault.Claim?.StartedBy.Words,
            fault.Fault.StartedBy.Select(origin => origin.Words)
        );

        ResultLine Line(string part, bool right, string? said, IEnumerable<string> accepted) =>
            new(
                prefix.Length > 0 ? prefix + part : char.ToUpperInvariant(part[0]) + part[1..],
                $"{(said is null ? "nothing was said" : $"“{said}”")}{(right ? (bought ? " is right, after the solution was taken as a hint" : " is right") : $"; right: {string.Join(" or ", accepted)}")}",
                right ? (bought ? ResultMark.Neutral : ResultMark.Good) : ResultMark.Bad,
                at
            );
    }

    private static IEnumerable<ResultLine> EvidenceOf(RunRecord record, DeclaredDiagnosis last)
    {
        var onset = record.Shop.Truth.OnsetAt;
        return PinnedEvidence
            .Of(record.Log)
            .Where(pin => last.Evidence.Contains(pin.Number))
            .Select(pin => new ResultLine(
                "Evidence",
                $"{pin.Text}{(onset is not null && pin.To < onset ? " (from before the incident began)" : "")}",
                ResultMark.Neutral,
                pin.To
            ));
    }

    private static IEnumerable<ResultLine> Candidates(RunRecord record, DeclaredDiagnosis last) =>
        BoughtAt(record, HintLevel.Candidates) is { } at && at <= last.At
            ? [new ResultLine("Hint", "The hint with the candidate causes was taken first.", ResultMark.Neutral, at)]
            : [];

    private static ResultMark Mark(DiagnosisVerdict verdict, IReadOnlyList<DeclaredDiagnosis> declared, bool bought) =>
        verdict switch
        {
            { IsRight: true } => bought ? ResultMark.Neutral
            : declared.Count > 1 ? ResultMark.Partly
            : ResultMark.Good,
            _ when verdict.Faults.Any(fault => fault.IsFound)
                    || (verdict.Surplus.Count == 0 && verdict.Faults.Sum(fault => fault.Right) * 2 > verdict.Faults.Count * 3) => bought
                ? ResultMark.Neutral
                : ResultMark.Partly,
            _ => ResultMark.Bad,
        };

    private static string Summary(DiagnosisVerdict verdict, IReadOnlyList<DeclaredDiagnosis> declared, bool bought)
    {
        var (right, all) = (verdict.Faults.Sum(fault => fault.Right), verdict.Faults.Count * 3);
        var surplus =
            verdict.Surplus.Count == 0 ? ""
            : verdict.Surplus.Count == 1 ? ", and one claimed fault did not exist"
            : $", and {verdict.Surplus.Count} claimed faults did not exist";
        return verdict switch
        {
            _ when bought && (verdict.Faults.Any(fault => fault.IsFound) || verdict is { Faults.Count: 0, IsRight: true }) =>
                "the solution was taken as a hint, so nothing was diagnosed",
            { Faults.Count: 0, IsRight: true } when declared.Count > 1 =>
                $"there was no incident, and none was declared in the end, after {declared.Count - 1} other {(declared.Count == 2 ? "declaration" : "declarations")}",
            { Faults.Count: 0, IsRight: true } => "there was no incident, and none was declared",
            { Faults.Count: > 0 } when declared[^1].Claims.Count == 0 => "no incident was declared, but there was one",
            { Faults.Count: 0 } => "there was no incident, and one was declared",
            { IsRight: true } when declared.Count > 1 =>
                $"right in the end, after {declared.Count - 1} other {(declared.Count == 2 ? "declaration" : "declarations")}",
            { IsRight: true } => "right in all parts",
            _ => $"{right} of {all} parts {(right == 1 ? "is" : "are")} right{surplus}",
        };
    }

    private static TimeSpan? BoughtAt(RunRecord record, HintLevel level) =>
        record.Log.FirstOrDefault(e => e.Kind == IncidentEventKind.HintTaken && e.Subject == level.ToString())?.At;
}
