using System.Globalization;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Web.Components.Shared;

namespace IncidentTraining.Web.Features.Quizzes.Taking;

/// <summary>The wording of a quiz that is being taken.</summary>
internal static class SheetWords
{
    /// <summary>How much is answered, for the style sheet and the script.</summary>
    public static string Of(Answered answered) => answered.ToString().ToLowerInvariant();

    /// <summary>An answer as text.</summary>
    public static string Of(PaperQuestion question, (QuizResponse Response, bool IsFlagged) answer)
    {
        var words =
            question.Kind is QuestionKind.Short
                ? answer.Response.Text
                : string.Join(
                    "; ",
                    answer.Response.Picks.Select(pick =>
                        question.Shown.ElementAtOrDefault(pick) is { } text ? QuizMarkdown.Plain(text) : "…"
                    )
                );
        return $"{(words.Length > 0 ? words : "(no answer)")}{(answer.IsFlagged ? " (flagged)" : "")}";
    }

    /// <summary>The accessible name of a question's number; the script writes the same.</summary>
    public static string Label(AnswerEntry entry)
    {
        var answered = entry.Answered switch
        {
            Answered.Nothing => "not answered",
            Answered.Partly => "partly answered",
            _ => "answered",
        };
        return string.Create(CultureInfo.InvariantCulture, $"Question {entry.Number}, {answered}{(entry.IsFlagged ? ", flagged" : "")}");
    }

    /// <summary>The storage state of the answers.</summary>
    /// <param name="zone">The time zone of the class.</param>
    public static string Of(FieldSaver saver, TimeZoneInfo zone) =>
        saver switch
        {
            { State: SavingState.Saved, SavedAt: { } at } =>
                $"Saved {TimeZoneInfo.ConvertTimeFromUtc(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture)}",
            { State: SavingState.Saved } => "All changes saved",
            { State: SavingState.Unsaved } => "Not saved yet",
            { State: SavingState.Saving } => "Saving…",
            { State: SavingState.Conflict } => "Not saved until you choose",
            { Closed: { } closed } => closed.Message,
            _ => $"Not saved. {saver.Trouble} Your answers are kept in this browser.",
        };

    /// <summary>The remaining time in minutes and seconds, as the script writes it.</summary>
    public static string Clock(TimeSpan left) => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes}:{left.Seconds:00}");
}
