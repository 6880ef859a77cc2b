using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Settings;
using MudBlazor;

namespace IncidentTraining.Web.Features.Reviews.Grading;

/// <summary>The question before a decision, with its consequences.</summary>
public static class DecisionWords
{
    /// <summary>Asks the grader to confirm the decision.</summary>
    /// <param name="most">The maximum points; null without a rubric.</param>
    public static async Task<bool> AskAsync(IDialogService dialogs, ReviewDecision decision, int points, int? most, GradingRules rules) =>
        decision is ReviewDecision.Accepted
            ? await dialogs.ShowMessageBoxAsync(
                "Accept this document?",
                Accepting(points, most, rules.ReleaseTogether),
                yesText: "Accept",
                cancelText: "Back"
            )
                is true
            : await dialogs.ShowMessageBoxAsync("Return this document for changes?", Returning, yesText: "Return", cancelText: "Back")
                is true;

    /// <summary>The consequences of returning a document.</summary>
    public const string Returning =
        "Its author sees your message, marks and comments at once, and can change the document and submit it again.";

    /// <summary>The consequences of accepting a document.</summary>
    public static string Accepting(int points, int? most, bool isReleasedTogether) =>
        $"{(most is null ? "The document gets no points." : $"{points} of {most} points become the grade.")} {(
            isReleasedTogether
                ? "Its author sees it when the grades of the class are released; the correction of a grade that they have seen is shown at once."
                : "Its author sees it at once, with your message, marks and comments."
        )}";
}
