using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>
/// Lets a document's author mark comments as helpful, and its instructors hide inappropriate ones. Neither changes the comment's text.
/// </summary>
public sealed class AnswerPeerComment(WriteGate gate, LiveEvents events) : IUseCase
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
    public async Task<Outcome> HelpfulAsync(Actor actor, Guid commentId, bool helpful, CancellationToken ct = default)
    {
        Document? commented = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (
                    await db.Set<PeerComment>().SingleOrDefaultAsync(c => c.Id == commentId && c.HiddenById == null, ct) is not { } comment
                    || await db.OwnDocumentAsync(actor, comment.DocumentId, ct) is not { Succeeded: true } own
                )
                {
                    return PeerAccess.NoComment;
                }

                commented = own.Value;
                comment.Answer(helpful);
                return Outcome.Done;
            },
            ct
        );
        return await ToldAsync(outcome, commented);
    }

    /// <summary>Hides a comment from the document's author. Its writer sees it with the reason.</summary>
    public async Task<Outcome> HideAsync(Actor actor, HideInput input, CancellationToken ct = default)
    {
        input = input with { Reason = input.Reason.Trim() };
        Document? commented = null;
        var outcome = await gate.WriteAsync(
            input,
            async db =>
            {
                var found = await FindAsync(db, actor, input.CommentId, ct);
                commented = found?.Document;
                return found?.Comment.Hide(actor.PersonId, input.Reason) ?? PeerAccess.NoComment;
            },
            ct
        );
        return await ToldAsync(outcome, commented);
    }

    /// <summary>Shows a hidden comment again.</summary>
    public async Task<Outcome> ShowAsync(Actor actor, Guid commentId, CancellationToken ct = default)
    {
        Document? commented = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var found = await FindAsync(db, actor, commentId, ct);
                commented = found?.Document;
                found?.Comment.Show();
                return found is null ? PeerAccess.NoComment : Outcome.Done;
            },
            ct
        );
        return await ToldAsync(outcome, commented);
    }

    private async Task<Outcome> ToldAsync(Outcome outcome, Document? commented)
    {
        if (outcome.Succeeded && commented is not null)
        {
            await events.TellOfCommentsAsync(commented);
        }

        return outcome;
    }

    /// <summary>A comment that the actor may moderate; null for everyone else.</summary>
    private static async Task<(PeerComment Comment, Document Document)?> FindAsync(
        TrainingDb db,
        Actor actor,
        Guid commentId,
        CancellationToken ct
    ) =>
        await db.Set<PeerComment>().SingleOrDefaultAsync(c => c.Id == commentId, ct) is { } comment
        && await db.DocumentForReviewAsync(actor, comment.DocumentId, ct) is { Succeeded: true } document
            ? (comment, document.Value)
            : null;
}
