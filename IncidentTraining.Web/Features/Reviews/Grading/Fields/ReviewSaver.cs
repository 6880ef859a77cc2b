using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Web.Components.Shared;

namespace IncidentTraining.Web.Features.Reviews.Grading.Fields;

/// <summary>Stores a grader's entries.</summary>
/// <param name="entry">The fields of the page.</param>
/// <param name="save">Stores notes that are based on a version; null when the portal cannot store anything at the moment.</param>
/// <param name="onPage">Runs work on the page's own thread.</param>
public sealed class ReviewSaver(
    ReviewEntry entry,
    Func<int, ReviewNotes, Task<Outcome<SaveReview.Answer>?>> save,
    TimeProvider time,
    Action<Func<Task>> onPage
) : FieldSaver(time, onPage)
{
    /// <summary>The person who stored the values in dispute.</summary>
    public string Other { get; set; } = "Another instructor";

    /// <inheritdoc />
    protected override bool IsDirty => entry.IsDirty;

    /// <inheritdoc />
    protected override bool IsDisputed => entry.IsDisputed;

    /// <inheritdoc />
    protected override async Task<Outcome<StoredAt>?> StoreAsync()
    {
        var (sent, done) = (entry.ToSave(), entry.Send());
        switch (await save(entry.Version, sent))
        {
            case null:
                return null;
            case { Succeeded: false, Refusal: { } refusal }:
                return refusal;
            case { Value: { Saved: true } answer }:
                done(answer.Version);
                return new StoredAt(answer.At);
            case { Value: var answer }:
                Other = answer.By;
                entry.Follow(answer.Present, answer.Version);
                return new StoredAt(null);
        }
    }
}
