using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Reviews.Truth;

namespace IncidentTraining.Web.Features.Reviews.Grading;

/// <summary>What a grader reads next to a document. Each part is empty for a person without access.</summary>
/// <param name="Results">The decisions so far, as their author sees them.</param>
/// <param name="History">Every grade ever given.</param>
/// <param name="Changes">The changes since the last submission; null for a first one.</param>
/// <param name="Truth">The comparison with the run; null without a run.</param>
/// <param name="Findings">The hints of the checks.</param>
/// <param name="Rules">The grading rules of the class.</param>
public sealed record GradingFacts(
    IReadOnlyList<ReviewResult> Results,
    IReadOnlyList<GradeLine> History,
    Comparison? Changes,
    TruthView? Truth,
    IReadOnlyList<ShownFinding> Findings,
    GradingRules Rules
);

/// <summary>Reads what a grader reads next to a document.</summary>
public sealed class ReadGradingFacts(
    ReadResults readResults,
    ReopenGrade reopenGrade,
    CompareVersions compareVersions,
    CompareWithTruth compareWithTruth,
    CheckDocument checkDocument,
    ChangeGradingRules gradingRules
)
{
    /// <summary>Returns it for a document of a class.</summary>
    public async Task<GradingFacts> RunAsync(Actor actor, Guid documentId, Guid cohortId) =>
        new(
            (await readResults.RunAsync(actor, documentId)).ValueOrDefault ?? [],
            (await reopenGrade.HistoryAsync(actor, documentId)).ValueOrDefault ?? [],
            (await compareVersions.SubmissionsAsync(actor, documentId)).ValueOrDefault,
            (await compareWithTruth.RunAsync(actor, documentId)).ValueOrDefault,
            (await checkDocument.ForReviewAsync(actor, documentId)).ValueOrDefault ?? [],
            (await gradingRules.ReadAsync(actor, cohortId)).ValueOrDefault ?? new()
        );
}
