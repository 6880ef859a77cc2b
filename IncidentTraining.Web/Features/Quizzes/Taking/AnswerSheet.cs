using System.Globalization;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Components.Shared;

namespace IncidentTraining.Web.Features.Quizzes.Taking;

/// <summary>The answers of a running attempt, and what stores them.</summary>
/// <param name="paper">The questions as they were opened.</param>
/// <param name="save">Stores an answer; null when the portal cannot store anything at the moment.</param>
/// <param name="onPage">Runs work on the page's own thread.</param>
public sealed class AnswerSheet(
    QuizPaper paper,
    Func<SaveAnswer.Input, Task<Outcome<SaveAnswer.Answer>?>> save,
    TimeProvider time,
    Action<Func<Task>> onPage
)
{
    private AnswerSaver? _saver;

    /// <summary>The questions.</summary>
    public QuizPaper Paper { get; } = paper;

    /// <summary>The answers, one for each question.</summary>
    public IReadOnlyList<AnswerEntry> Entries { get; } = [.. paper.Questions.Select(question => new AnswerEntry(question))];

    /// <summary>Stores them.</summary>
    public AnswerSaver Saver => _saver ??= new(Entries, save, Paper.AttemptId, time, onPage);

    /// <summary>Whether the time is up: nothing more is entered, only chosen between two answers.</summary>
    public bool IsLocked { get; set; }

    /// <summary>The questions with something that is not stored.</summary>
    public IEnumerable<int> Unsaved => Entries.Where(entry => entry.IsChanged || entry.IsDisputed).Select(entry => entry.Number);

    /// <summary>The person chooses, moves an item, or flags: it is stored at once.</summary>
    public Task ChooseAsync(AnswerEntry entry, string? choice)
    {
        entry.Choice.Enter(choice);
        return Saver.SaveAsync();
    }

    /// <summary>The person is typing.</summary>
    public void Type(AnswerEntry entry, string? text)
    {
        entry.Text.Enter(text);
        Saver.Touch();
    }

    /// <summary>The person has chosen one of two answers.</summary>
    public Task SettleAsync(Action choice)
    {
        choice();
        return Saver.SaveAsync();
    }

    /// <summary>A draft of an earlier page is about to be restored to a field whose stored value has changed since.</summary>
    public void Rebase(DraftApart draft) =>
        Entries
            .SelectMany(entry => (EnteredField[])[entry.Choice, entry.Text])
            .FirstOrDefault(field => field.Id == draft.Name)
            ?.Rebase(draft.From);

    /// <summary>Discards the entries that are not stored.</summary>
    public void Discard()
    {
        foreach (var entry in Entries)
        {
            entry.TakeStored();
        }
    }

    /// <summary>Joins adjacent numbers: 1, 2, 3, 5 becomes 1 to 3, and 5 to 5.</summary>
    public static IReadOnlyList<(int First, int Last)> Ranges(IEnumerable<int> numbers)
    {
        var found = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (found.Count > 0 && found[^1].Last == number - 1)
            {
                found[^1] = (found[^1].First, number);
            }
            else
            {
                found.Add((number, number));
            }
        }

        return found;
    }

    /// <summary>Why the quiz was not submitted, or what came too late; null when everything is stored.</summary>
    /// <param name="unsaved">The questions with something that is not stored, here or in the browser.</param>
    public string? Hindrance(IReadOnlyCollection<int> unsaved)
    {
        var numbers = string.Join(", ", unsaved.Order().Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return unsaved.Count == 0 ? null
            : Saver.Closed is null
                ? $"Not submitted: question {numbers} could not be saved yet. Your answers are kept in this browser; try again."
            : $"The time was up before question {numbers} could be saved. Your saved answers have been submitted.";
    }
}
