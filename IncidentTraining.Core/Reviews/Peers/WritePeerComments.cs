using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>Writes, changes and removes comments on the sections of a classmate's document, all in one transaction.</summary>
public sealed class WritePeerComments(WriteGate gate, DocumentKinds kinds, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The comments in the form.</summary>
    /// <param name="Submission">The submission that the writer has read.</param>
    /// <param name="Texts">The comment by section; an empty text removes a comment. Sections that are not listed are unchanged.</param>
    public sealed record Input(Guid DocumentId, int Submission, IReadOnlyDictionary<string, Said> Texts);

    /// <summary>A comment on a section.</summary>
    /// <param name="Text">The text, in Markdown.</param>
    /// <param name="SeenVersion">The version that the writer saw; 0 when there was none.</param>
    public sealed record Said(string Text, int SeenVersion);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() =>
            RuleForEach(input => input.Texts)
                .Must(said => said.Value.Text.Length <= PeerComment.LongestText)
                .WithMessage(
                    (_, said) =>
                        $"A comment can have at most {PeerComment.LongestText} characters; one of yours has {said.Value.Text.Length}. Nothing was saved; your text is still in the form."
                );
    }

    /// <summary>Saves the comments. If anything is refused, nothing is changed.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        input = input with
        {
            Texts = input.Texts.ToDictionary(
                said => said.Key,
                said => said.Value with { Text = said.Value.Text.Trim().ReplaceLineEndings("\n") }
            ),
        };
        Document? commented = null;
        var saved = await gate.WriteAsync(
            input,
            async db =>
            {
                var found = await db.DocumentForPeerAsync(actor, input.DocumentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var document = commented = found.Value;
                if (!document.State.IsWithPeers())
                {
                    return Refusal.TooLate(
                        "The document has been decided in the meantime, so comments are closed. Your saved comments remain visible to its author."
                    );
                }

                if (document.Submissions != input.Submission)
                {
                    return Refusal.Conflict(
                        "The document has been resubmitted since you opened it. Check whether your comments still apply, then save again."
                    );
                }

                var present = await db.Set<PeerComment>()
                    .Where(comment =>
                        comment.DocumentId == document.Id
                        && comment.Submission == document.Submissions
                        && comment.AuthorId == actor.PersonId
                    )
                    .ToDictionaryAsync(comment => comment.SectionId, ct);
                if (present.Count == 0 && input.Texts.Values.All(said => said.Text.Length == 0))
                {
                    return Refusal.Invalid("Comment on at least one section first.");
                }

                return Put(db, actor, document, present, input.Texts);
            },
            ct
        );
        if (saved.Succeeded && commented is not null)
        {
            await events.TellOfCommentsAsync(commented);
        }

        return saved;
    }

    private Outcome Put(
        TrainingDb db,
        Actor actor,
        Document document,
        Dictionary<string, PeerComment> present,
        IReadOnlyDictionary<string, Said> texts
    )
    {
        var shape = kinds.Shape(document.KindId, document.ReadBody());
        var now = time.GetUtcNow();
        foreach (var (sectionId, said) in texts)
        {
            var comment = present.GetValueOrDefault(sectionId);
            if (said.Text == (comment?.Text ?? ""))
            {
                continue;
            }

            if (shape.Section(sectionId) is not { } section)
            {
                return Refusal.Conflict("A section that you have commented on is no longer in the document.");
            }

            if (comment is { IsHidden: true })
            {
                return Refusal.Conflict($"An instructor has hidden your comment on “{section.Title}”; it can no longer be changed.");
            }

            if ((comment?.Version ?? 0) != said.SeenVersion)
            {
                // A tab in which this field was always empty does not know about the comment, so it does not remove it.
                if (said is { Text: "", SeenVersion: 0 })
                {
                    continue;
                }

                return Refusal.Conflict(
                    $"Your comment on “{section.Title}” was changed in another window. Both texts are shown there: merge them, then save."
                );
            }

            switch (comment, said.Text)
            {
                case (null, var text):
                    db.Add(new PeerComment(Guid.CreateVersion7(now), document, sectionId, actor.PersonId, text, now.UtcDateTime));
                    break;
                case ({ } own, ""):
                    db.Remove(own);
                    break;
                case ({ } own, var text):
                    own.Rewrite(text, now.UtcDateTime);
                    break;
            }
        }

        return Outcome.Done;
    }
}
