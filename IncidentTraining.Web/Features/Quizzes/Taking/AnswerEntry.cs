using System.Globalization;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Web.Components.Shared;

namespace IncidentTraining.Web.Features.Quizzes.Taking;

/// <summary>The entry for one question, and the stored answer that it is based on.</summary>
public sealed class AnswerEntry
{
    private const char FlagMark = '!';

    public AnswerEntry(PaperQuestion question)
    {
        Question = question;
        Choice = new($"question-{Number}", $"Question {Number}");
        Text = new($"question-{Number}-words", $"Question {Number}: text");
        Follow(question.Response, question.Flagged, question.Version);
    }

    /// <summary>The question, without its key.</summary>
    public PaperQuestion Question { get; }

    /// <summary>The position in the quiz, from 1.</summary>
    public int Number => Question.Number;

    /// <summary>The picks and the flag as <c>2,0!</c>, which the page's script reads and writes too.</summary>
    public EnteredField Choice { get; }

    /// <summary>The text of a short answer.</summary>
    public EnteredField Text { get; }

    /// <summary>The version of the stored answer that the fields know; 0 before the first save.</summary>
    public int Version { get; private set; }

    /// <summary>What is entered.</summary>
    public QuizResponse Response => new(PicksOf(Choice.Text), Text.Text);

    /// <summary>Whether the person has flagged the question.</summary>
    public bool IsFlagged => Choice.Text.EndsWith(FlagMark);

    /// <summary>How much of the question is answered.</summary>
    public Answered Answered => Response.AnswersOf(Question.Kind);

    /// <summary>Whether the person must choose between two answers.</summary>
    public bool IsDisputed => Choice.IsDisputed || Text.IsDisputed;

    /// <summary>Whether something can be saved that is not stored.</summary>
    public bool IsDirty => Choice.ToSave != Choice.Stored || Text.ToSave != Text.Stored;

    /// <summary>Whether something is entered that is not stored.</summary>
    public bool IsChanged => Choice.IsChanged || Text.IsChanged;

    /// <summary>The stored answer, as picks, text and flag.</summary>
    public (QuizResponse Response, bool IsFlagged) Stored => (new(PicksOf(Choice.Stored), Text.Stored), Choice.Stored.EndsWith(FlagMark));

    /// <summary>Accepts the stored answer: untouched fields follow it.</summary>
    public void Follow(QuizResponse response, bool isFlagged, int version)
    {
        Version = version;
        Choice.Follow(string.Join(',', response.Picks) + (isFlagged ? FlagMark : ""));
        Text.Follow(response.Text);
    }

    /// <summary>The answer for the next save, and what to call once it is stored. Values in dispute are sent as stored.</summary>
    public (QuizResponse Response, bool IsFlagged, Action<int> Done) Send()
    {
        var (choice, text) = (Choice.ToSave, Text.ToSave);
        var (sendsChoice, sendsText) = (!Choice.IsDisputed, !Text.IsDisputed);
        return (new(PicksOf(choice), text), choice.EndsWith(FlagMark), Done);

        void Done(int version)
        {
            Version = version;
            if (sendsChoice)
            {
                Choice.WasSaved(choice);
            }

            if (sendsText)
            {
                Text.WasSaved(text);
            }
        }
    }

    /// <summary>Stores the entry over the answer of another window.</summary>
    public void KeepMine()
    {
        Choice.KeepMine();
        Text.KeepMine();
    }

    /// <summary>Shows what is stored.</summary>
    public void TakeStored()
    {
        Choice.TakeStored();
        Text.TakeStored();
    }

    private static int[] PicksOf(string choice) =>
        [
            .. choice
                .TrimEnd(FlagMark)
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                // Only a forged value has something else; the use case refuses it.
                .Select(pick => int.TryParse(pick, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue),
        ];
}
