using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>A grader's saved comment, for reuse in other reviews.</summary>
public sealed class ReusableComment
{
    /// <summary>The longest text in characters.</summary>
    public const int LongestText = 2_000;

    private ReusableComment() { }

    internal ReusableComment(Guid id, Guid ownerId, string text, DateTime now) => (Id, OwnerId, Text, SavedAt) = (id, ownerId, text, now);

    /// <summary>Identifies the comment.</summary>
    public Guid Id { get; private set; }

    /// <summary>The owner.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>The text, in Markdown.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was saved, UTC.</summary>
    public DateTime SavedAt { get; private set; }
}

/// <summary>A grader's saved comments.</summary>
public sealed class ReusableComments(IDbContextFactory<TrainingDb> databases, WriteGate gate, TimeProvider time) : IUseCase
{
    private const int Most = 200;

    /// <summary>A comment to save.</summary>
    /// <param name="Text">The text, in Markdown.</param>
    public sealed record Input(string Text);

    /// <summary>A saved comment.</summary>
    /// <param name="Id">Identifies it.</param>
    public sealed record Kept(Guid Id, string Text);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() =>
            RuleFor(input => input.Text)
                .NotEmpty()
                .WithMessage("Write the comment first, then save it.")
                .MaximumLength(ReusableComment.LongestText)
                .WithMessage($"A saved comment can have at most {ReusableComment.LongestText} characters.");
    }

    /// <summary>Returns the actor's comments, last saved first.</summary>
    public async Task<IReadOnlyList<Kept>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ReusableComment>()
            .Where(comment => comment.OwnerId == actor.PersonId)
            .OrderByDescending(comment => comment.SavedAt)
            .Select(comment => new Kept(comment.Id, comment.Text))
            .ToListAsync(ct);
    }

    /// <summary>Saves a comment; an identical one is not saved twice.</summary>
    public Task<Outcome<Kept>> SaveAsync(Actor actor, Input input, CancellationToken ct = default) =>
        gate.WriteAsync<Input, Kept>(
            input,
            async db =>
            {
                var text = input.Text.Trim().ReplaceLineEndings("\n");
                if (
                    !await db.Set<Membership>()
                        .AnyAsync(member => member.PersonId == actor.PersonId && member.Role == ClassRole.Instructor, ct)
                )
                {
                    return Refusal.NotAllowed("Only instructors can save comments for grading.");
                }

                var own = db.Set<ReusableComment>().Where(comment => comment.OwnerId == actor.PersonId);
                if (await own.FirstOrDefaultAsync(comment => comment.Text == text, ct) is { } same)
                {
                    return new Kept(same.Id, same.Text);
                }

                if (await own.CountAsync(ct) >= Most)
                {
                    return Refusal.Invalid($"You can save at most {Most} comments. Remove one first.");
                }

                var now = time.GetUtcNow();
                var comment = new ReusableComment(Guid.CreateVersion7(now), actor.PersonId, text, now.UtcDateTime);
                db.Add(comment);
                return new Kept(comment.Id, comment.Text);
            },
            ct
        );

    /// <summary>Removes a saved comment of the actor.</summary>
    public Task<Outcome> TakeOutAsync(Actor actor, Guid commentId, CancellationToken ct = default) =>
        gate.WriteAsync(
            async db =>
            {
                if (
                    await db.Set<ReusableComment>()
                        .SingleOrDefaultAsync(comment => comment.Id == commentId && comment.OwnerId == actor.PersonId, ct)
                    is not { } comment
                )
                {
                    return Refusal.NotFound("There is no such comment.");
                }

                db.Remove(comment);
                return Outcome.Done;
            },
            ct
        );
}

internal sealed class ReusableCommentConfiguration : IEntityTypeConfiguration<ReusableComment>
{
    public void Configure(EntityTypeBuilder<ReusableComment> comment)
    {
        comment.ToTable("ReusableComments");
        comment.Property(c => c.Text).HasMaxLength(ReusableComment.LongestText);
        comment.HasIndex(c => c.OwnerId);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Cascade);
    }
}
