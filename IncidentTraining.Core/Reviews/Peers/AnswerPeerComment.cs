using FluentValidation;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>The author of a document says which comments help; its instructors hide what hurts. Neither changes a word of the comment.</summary>
public sealed class AnswerPeerComment(WriteGate gate, IValidator<AnswerPeerComment.HideInput> validator)
{
    /// <summary>What is hidden, and why.</summary>
    /// <param name="Reason">Why; its writer reads it.</param>
    public sealed record HideInput(Guid CommentId, string Reason);

    /// <summary>The rules for what was typed.</summary>
    public sealed class Rules : AbstractValidator<HideInput>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() => RuleFor(input => input.Reason)
            .NotEmpty().WithMessage("Say why you hide the comment; its writer reads it and learns from it.")
            .MaximumLength(PeerComment.LongestReason).WithMessage($"A reason has at most {PeerComment.LongestReason} characters. It still stands in its field: shorten it.");
    }

    /// <summary>The document's author says that a comment helps, or takes that back.</summary>
    public Task<Outcome> HelpfulAsync(Actor actor, Guid commentId, bool helpful, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        if (await db.Set<PeerComment>().SingleOrDefaultAsync(c => c.Id == commentId && c.HiddenById == null, ct) is not { } comment
            || !(await db.OwnDocumentAsync(actor, comment.DocumentId, ct)).Succeeded)
        {
            return PeerAccess.NoComment;
        }

        comment.Answer(helpful);
        return Outcome.Done;
    }, ct);

    /// <summary>An instructor hides a comment from the document's author. Its writer sees it with the reason.</summary>
    public async Task<Outcome> HideAsync(Actor actor, HideInput input, CancellationToken ct = default)
    {
        input = input with { Reason = input.Reason.Trim() };
        return await validator.ValidateAsync(input, ct) is { IsValid: false } invalid
            ? Refusal.Invalid(invalid)
            : await ModerateAsync(actor, input.CommentId, comment => comment.Hide(actor.PersonId, input.Reason), ct);
    }

    /// <summary>An instructor shows a hidden comment again.</summary>
    public Task<Outcome> ShowAsync(Actor actor, Guid commentId, CancellationToken ct = default) => ModerateAsync(actor, commentId, comment =>
    {
        comment.Show();
        return Outcome.Done;
    }, ct);

    private Task<Outcome> ModerateAsync(Actor actor, Guid commentId, Func<PeerComment, Outcome> change, CancellationToken ct) => gate.WriteAsync(async db =>
        await db.Set<PeerComment>().SingleOrDefaultAsync(c => c.Id == commentId, ct) is { } comment
            && (await db.DocumentForReviewAsync(actor, comment.DocumentId, ct)).Succeeded
                ? change(comment)
                : PeerAccess.NoComment, ct);
}
