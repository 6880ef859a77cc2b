using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;

namespace IncidentTraining.Web.Features.Reviews.Grading.Fields;

/// <summary>The state shared by the parts of an open grading desk.</summary>
/// <param name="view">The document as it was opened.</param>
/// <param name="entry">The fields.</param>
/// <param name="saver">Stores them.</param>
public sealed class ReviewDesk(GradingView view, ReviewEntry entry, ReviewSaver saver)
{
    /// <summary>The document.</summary>
    public GradingView View { get; private set; } = view;

    /// <summary>The fields.</summary>
    public ReviewEntry Entry { get; } = entry;

    /// <summary>Stores them.</summary>
    public ReviewSaver Saver { get; } = saver;

    /// <summary>The text field that the grader used last; a saved comment is inserted there. Null before.</summary>
    public ReviewField? Target { get; set; }

    /// <summary>Raised when fields have changed without typing.</summary>
    public event Action? Changed;

    /// <summary>The grader types.</summary>
    public void Enter(ReviewField field, string? text)
    {
        if (field.Text != (text ?? ""))
        {
            field.Enter(text);
            Saver.Touch();
        }
    }

    /// <summary>The grader chooses a level; null leaves the criterion open. A mark is stored at once.</summary>
    public Task ChooseAsync(Criterion criterion, string? level)
    {
        Entry.Level(criterion.Id).Enter(level);
        return StoreAsync();
    }

    /// <summary>Uses the mark of the earlier submission for a criterion.</summary>
    public Task TakeEarlierAsync(string criterionId)
    {
        Entry.Take(criterionId, View.Earlier!.Marks[criterionId]);
        return StoreAsync();
    }

    /// <summary>Uses the marks of the earlier submission for all open criteria, and returns their number.</summary>
    public async Task<int> TakeAllEarlierAsync()
    {
        var open = View.Rubric!.Criteria.Where(criterion =>
            Entry.LevelOf(criterion) is null && View.Earlier!.Marks.ContainsKey(criterion.Id)
        );
        List<string> taken = [.. open.Select(criterion => criterion.Id)];
        taken.ForEach(id => Entry.Take(id, View.Earlier!.Marks[id]));
        await StoreAsync();
        return taken.Count;
    }

    /// <summary>The grader has chosen between two values.</summary>
    public Task SettleAsync(Action choice)
    {
        choice();
        return StoreAsync();
    }

    /// <summary>Discards everything that is not stored.</summary>
    public void Discard()
    {
        Entry.Reset();
        Changed?.Invoke();
    }

    /// <summary>A draft from an earlier page is about to be restored to a field whose stored value has changed since.</summary>
    public void Rebase(string fieldId, string from)
    {
        Entry.Fields.FirstOrDefault(field => field.Id == fieldId)?.Rebase(from);
        Changed?.Invoke();
    }

    /// <summary>Accepts the currently stored review. The grader's entries stay.</summary>
    public void Follow(GradingView view)
    {
        if (view.Document.Submissions != View.Document.Submissions)
        {
            Entry.BeginAnew();
        }

        View = view;
        if (!Saver.IsSaving && view.Version > Entry.Version)
        {
            Saver.Other = view.ReviewerName ?? Saver.Other;
            Entry.Follow(view.Notes, view.Version);
        }

        Changed?.Invoke();
    }

    private async Task StoreAsync()
    {
        Changed?.Invoke();
        await Saver.SaveAsync();
    }
}
