using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>
/// Lets a document's author mark comments as helpful, and its instructors hide inappropriate ones. Neither changes the comment's text.
/// </summary>
public sealed class AnswerPeerComment(WriteGate gate) : IUseCase
{
    /// <summary>The comment to hide, and the reason.</summary>
    /// <param name="Reason">The reason; shown to the writer.</param>
    public sealed record HideInput(Guid CommentId, string Reason);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<HideInput>
    {
        public Rules() =>
            RuleFor(input => input.Reason)
                .NotEmpty()
                .WithMessage("Explain why you hide the comment. Its writer will see the reason.")
                .MaximumLength(PeerComment.LongestReason)
                .WithMessage($"A reason can have at most {PeerComment.LongestReason} characters. It is still in the form. Shorten it.");
    }

    /// <summary>Marks a comment as helpful, or removes the mark; for the document's author.</summary>
    public Task<Outcome> HelpfulAsync(Actor actor, Guid commentId, bool helpful, CancellationToken ct = default) =>
        gate.WriteAsync(
            async db =>
            {
                if (
                    await db.Set<PeerComment>().SingleOrDefaultAsync(c => c.Id == commentId && c.HiddenById == null, ct) is not { } comment
                    || !(await db.OwnDocumentAsync(actor, comment.DocumentId, ct)).Succeeded
                )
                {
                    return PeerAccess.NoComment;
                }

                comment.Answer(helpful);
                return Outcome.Done;
            },
            ct
        );

    /// <summary>Hides a comment from the document's author. Its writer sees it with the reason.</summary>
    public Task<Outcome> HideAsync(Actor actor, HideInput input, CancellationToken ct = default)
    {
        input = input with { Reason = input.Reason.Trim() };
        return gate.WriteAsync(
            input,
            db => ModerateAsync(db, actor, input.CommentId, comment => comment.Hide(actor.PersonId, input.Reason), ct),
            ct
        );
    }

    /// <summary>Shows a hidden comment again.</summary>
    public Task<Outcome> ShowAsync(Actor actor, Guid commentId, CancellationToken ct = default) =>
        gate.WriteAsync(
            db =>
                ModerateAsync(
                    db,
                    actor,
                    commentId,
                    comment =>
                    {
                        comment.Show();
                        return Outcome.Done;
                    },
                    ct
                ),
            ct
        );

    private static async Task<Outcome> ModerateAsync(
        TrainingDb db,
        Actor actor,
        Guid commentId,
        Func<PeerComment, Outcome> change,
        CancellationToken ct
    ) =>
        await db.Set<PeerComment>().SingleOrDefaultAsync(c => c.Id == commentId, ct) is { } comment
        && (await db.DocumentForReviewAsync(actor, comment.DocumentId, ct)).Succeeded
            ? change(comment)
            : PeerAccess.NoComment;
}
