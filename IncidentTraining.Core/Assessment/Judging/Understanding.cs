using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// What shows that the cause of an incident was understood. A repair alone does not: a guessed repair works as well, and sooner than one
/// based on looking.
/// </summary>
internal static class Understanding
{
    /// <summary>
    /// Whether a crew member stated a finding before the resolution or, before the solution was taken as a hint, declared a diagnosis that
    /// found a fault and claimed none that did not exist; the last declared diagnosis must meet the same conditions.
    /// </summary>
    /// <param name="record">The run.</param>
    /// <param name="corrected">An instructor's corrections; null for the measured result.</param>
    public static bool IsShown(RunRecord record, CorrectedParts? corrected = null) =>
        record.Crew.Mates.Any(mate =>
            !mate.IsHelper
            && (HasFinding(mate.PersonId, record) || Diagnosed(mate.PersonId, record, corrected ?? CorrectedParts.None) is not null)
        );

    /// <summary>Whether a person described what they saw before it was over; a repair without a finding may have been luck.</summary>
    public static bool HasFinding(Guid personId, RunRecord record) =>
        record.Log.Any(e =>
            e.Kind == IncidentEventKind.FindingStated && e.PersonId == personId && e.At <= (record.Shop.Truth.ResolvedAt ?? record.End)
        );

    /// <summary>Virtual time at which a person first declared a diagnosis that counts; null when they never did.</summary>
    public static TimeSpan? Diagnosed(Guid personId, RunRecord record, CorrectedParts corrected)
    {
        var bought = BoughtAt(record);
        var declared = DeclaredDiagnosis.Of(record.Log);
        return declared is [.., var last] && IsRight(last)
            ? declared.FirstOrDefault(one => one.PersonId == personId && one.At < bought && IsRight(one))?.At
            : null;

        // A correction to met adds the final diagnosis; it takes nothing from a person who had declared a right one before.
        bool IsRight(DeclaredDiagnosis one) =>
            corrected.Of(ResultKind.Diagnosis) switch
            {
                ResultMark.Good => one == declared[^1] || HasRightPart(one),
                ResultMark.Bad => false,
                _ => HasRightPart(one),
            };

        bool HasRightPart(DeclaredDiagnosis one) =>
            record.Judge(one) is { HasRightPart: true } && (!record.IsHealthy || FalseAlarm.IsShown(record, one));
    }

    /// <summary>Virtual time at which the solution was taken as a hint; the maximum value when it was not.</summary>
    public static TimeSpan BoughtAt(RunRecord record) =>
        record.Log.FirstOrDefault(e => e.Kind == IncidentEventKind.HintTaken && e.Subject == nameof(HintLevel.Solution))?.At
        ?? TimeSpan.MaxValue;
}
