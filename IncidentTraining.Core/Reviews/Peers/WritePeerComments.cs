using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>A trainee comments on the sections of a classmate's document: writes, changes and takes back, all with one saving or none of it.</summary>
public sealed class WritePeerComments(WriteGate gate, DocumentKinds kinds, TimeProvider time, IValidator<WritePeerComments.Input> validator)
{
    /// <summary>The comments as they stand in the form.</summary>
    /// <param name="Submission">Which submission the writer has read.</param>
    /// <param name="Texts">By section: what is said; an empty text takes a comment back. Sections that are missing stay as they are.</param>
    public sealed record Input(Guid DocumentId, int Submission, IReadOnlyDictionary<string, Said> Texts);

    /// <summary>What is said about a section.</summary>
    /// <param name="Text">The words; markdown.</param>
    /// <param name="SeenVersion">The version that the writer saw; 0 when there was none.</param>
    public sealed record Said(string Text, int SeenVersion);

    /// <summary>The rules for what was typed.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() => RuleForEach(input => input.Texts).Must(said => said.Value.Text.Length <= PeerComment.LongestText)
            .WithMessage((_, said) => $"A comment has at most {PeerComment.LongestText} characters; one of yours has {said.Value.Text.Length}. Nothing was saved; your words stand in their fields as you typed them.");
    }

    /// <summary>Saves the comments. Whatever is refused, nothing of it is changed.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        input = input with { Texts = input.Texts.ToDictionary(said => said.Key, said => said.Value with { Text = said.Value.Text.Trim().ReplaceLineEndings("\n") }) };
        if (await validator.ValidateAsync(input, ct) is { IsValid: false } invalid)
        {
            return Refusal.Invalid(invalid);
        }

        return await gate.WriteAsync(async db =>
        {
            var found = await db.DocumentForPeerAsync(actor, input.DocumentId, ct);
            if (!found.Succeeded)
            {
                return found.Refusal;
            }

            var document = found.Value;
            if (!document.State.IsWithPeers())
            {
                return Refusal.TooLate("The document has been decided meanwhile, so comments on it are closed. Those that you had saved stay with its author.");
            }

            if (document.Submissions != input.Submission)
            {
                return Refusal.Conflict("The document has been handed in anew since you opened it. Look whether what you say still applies, then save again.");
            }

            var present = await db.Set<PeerComment>()
                .Where(comment => comment.DocumentId == document.Id && comment.Submission == document.Submissions && comment.AuthorId == actor.PersonId)
                .ToDictionaryAsync(comment => comment.SectionId, ct);
            if (present.Count == 0 && input.Texts.Values.All(said => said.Text.Length == 0))
            {
                return Refusal.Invalid("Write something about one of the sections first.");
            }

            return Put(db, actor, document, present, input.Texts);
        }, ct);
    }

    private Outcome Put(TrainingDb db, Actor actor, Document document, Dictionary<string, PeerComment> present, IReadOnlyDictionary<string, Said> texts)
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
                return Refusal.Conflict("A section that you have commented on is not in the document any more.");
            }

            if (comment is { IsHidden: true })
            {
                return Refusal.Conflict($"An instructor has hidden your comment on “{section.Title}”; it is not changed any more.");
            }

            if ((comment?.Version ?? 0) != said.SeenVersion)
            {
                // A tab in which this field has always been empty knows nothing of the comment, and takes nothing back.
                if (said is { Text: "", SeenVersion: 0 })
                {
                    continue;
                }

                return Refusal.Conflict($"Your comment on “{section.Title}” was changed in another window. Both texts are shown there: put together what you want to say, then save.");
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
