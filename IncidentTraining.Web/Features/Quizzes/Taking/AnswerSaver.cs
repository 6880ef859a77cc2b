using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Components.Shared;

namespace IncidentTraining.Web.Features.Quizzes.Taking;

/// <summary>Stores the answers of a sheet one by one: one that is refused keeps no other from being stored.</summary>
/// <param name="entries">The answers.</param>
/// <param name="save">Stores an answer; null when the portal cannot store anything at the moment.</param>
/// <param name="onPage">Runs work on the page's own thread.</param>
public sealed class AnswerSaver(
    IReadOnlyList<AnswerEntry> entries,
    Func<SaveAnswer.Input, Task<Outcome<SaveAnswer.Answer>?>> save,
    Guid attemptId,
    TimeProvider time,
    Action<Func<Task>> onPage
) : FieldSaver(time, onPage)
{
    /// <inheritdoc />
    protected override bool IsDirty => entries.Any(entry => entry.IsDirty);

    /// <inheritdoc />
    protected override bool IsDisputed => entries.Any(entry => entry.IsDisputed);

    /// <inheritdoc />
    protected override async Task<Outcome<StoredAt>?> StoreAsync()
    {
        var refused = new Dictionary<AnswerEntry, (string, string)>();
        Refusal? reason = null;
        DateTime? at = null;
        while (entries.FirstOrDefault(entry => entry.IsDirty && refused.GetValueOrDefault(entry) != What(entry)) is { } next)
        {
            var what = What(next);
            var (response, isFlagged, done) = next.Send();
            switch (await save(new(attemptId, next.Number, next.Version, response, isFlagged)))
            {
                case null:
                    return null;
                case { Succeeded: false, Refusal: { Kind: RefusalKind.TooLate } late }:
                    return late;
                case { Succeeded: false, Refusal: { } refusal }:
                    refused[next] = what;
                    reason ??= refusal with { Message = $"Question {next.Number}: {refusal.Message}" };
                    break;
                case { Value: { Saved: true } answer }:
                    done(answer.Version);
                    at = answer.At;
                    break;
                case { Value: var other }:
                    next.Follow(other.Response, other.Flagged, other.Version);
                    break;
            }
        }

        return reason is null ? new StoredAt(at) : reason;
    }

    private static (string Choice, string Text) What(AnswerEntry entry) => (entry.Choice.ToSave, entry.Text.ToSave);
}
