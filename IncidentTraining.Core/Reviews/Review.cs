using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews;

/// <summary>What a review was decided to be.</summary>
public enum ReviewDecision
{
    /// <summary>Not decided yet; the author sees nothing of it.</summary>
    Open,

    /// <summary>The document went back with what to change.</summary>
    Returned,

    /// <summary>The document was accepted.</summary>
    Accepted,
}

/// <summary>The review of one submission. Every instructor of the class may go on with it; versions keep two from overwriting each other.</summary>
public sealed class Review
{
    private Review()
    {
    }

    /// <summary>Begins the review of a submission.</summary>
    public Review(Guid id, Guid documentId, int submission, Guid reviewerId, ReviewNotes notes, DateTime now)
    {
        (Id, DocumentId, Submission, BeganAt) = (id, documentId, submission, now);
        Put(reviewerId, notes, now);
    }

    /// <summary>Identifies the review.</summary>
    public Guid Id { get; private set; }

    public Guid DocumentId { get; private set; }

    /// <summary>Which submission of the document, counted from 1.</summary>
    public int Submission { get; private set; }

    /// <summary>Who wrote in it last.</summary>
    public Guid ReviewerId { get; private set; }

    /// <summary>What was decided.</summary>
    public ReviewDecision Decision { get; private set; }

    /// <summary>Rises with every change, from 1; a review that has not begun counts as version 0.</summary>
    public int Version { get; private set; }

    public string NotesJson { get; private set; } = "";

    /// <summary>The grade as JSON, once it was decided; null before.</summary>
    public string? GradeJson { get; private set; }

    /// <summary>Whether its author does not see the grade yet: it waits for the others of the class.</summary>
    public bool HeldBack { get; private set; }

    /// <summary>The points once it was accepted; null before, and where there is no rubric.</summary>
    public int? Points { get; private set; }

    /// <summary>The most points that there were; null before it was accepted.</summary>
    public int? MostPoints { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime BeganAt { get; private set; }

    /// <summary>When something was last written in it, UTC.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>When it was decided, UTC; null before.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>What was marked and written.</summary>
    public ReviewNotes ReadNotes() => ReviewNotes.FromJson(NotesJson);

    /// <summary>Replaces the notes while it is open.</summary>
    public Outcome Write(Guid reviewerId, ReviewNotes notes, DateTime now)
    {
        if (Decision is not ReviewDecision.Open)
        {
            return Refusal.TooLate("This review has been decided; it is not changed any more.");
        }

        Put(reviewerId, notes, now);
        return Outcome.Done;
    }

    /// <summary>Decides it: from now on the author sees the grade.</summary>
    /// <param name="reviewerId">Who decides.</param>
    /// <param name="decision">Returned or accepted.</param>
    /// <param name="grade">What it came to.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="heldBack">Whether the grade of an accepted document waits until it is released.</param>
    public Outcome Decide(Guid reviewerId, ReviewDecision decision, Grade grade, DateTime now, bool heldBack = false)
    {
        if (Decision is not ReviewDecision.Open)
        {
            return Refusal.Conflict("This review has been decided already.");
        }

        if (decision is ReviewDecision.Open)
        {
            return Refusal.Invalid("Choose whether to return or to accept the document.");
        }

        if (decision is ReviewDecision.Returned && string.IsNullOrWhiteSpace(grade.Summary))
        {
            return Refusal.Invalid("Say what has to change before you return the document.");
        }

        if (decision is ReviewDecision.Accepted && !grade.IsComplete)
        {
            var open = grade.Criteria.Where(criterion => criterion.Points is null).Select(criterion => criterion.Title);
            return Refusal.Invalid($"Mark every criterion before you accept the document. Still open: {string.Join(", ", open)}.");
        }

        (ReviewerId, Decision, DecidedAt, GradeJson) = (reviewerId, decision, now, grade.ToJson());
        if (decision is ReviewDecision.Accepted)
        {
            (Points, MostPoints, HeldBack) = (grade.Points, grade.MostPoints, heldBack);
        }

        Version++;
        return Outcome.Done;
    }

    /// <summary>Shows the grade to its author.</summary>
    internal void Release()
    {
        HeldBack = false;
        Version++;
    }

    /// <summary>Opens an acceptance again, to correct it; the grade that was given stays in the history.</summary>
    public Outcome Reopen()
    {
        if (Decision is not ReviewDecision.Accepted)
        {
            return Refusal.Conflict("Only a grade that was given can be corrected.");
        }

        (Decision, DecidedAt, GradeJson, Points, MostPoints, HeldBack) = (ReviewDecision.Open, null, null, null, null, false);
        Version++;
        return Outcome.Done;
    }

    private void Put(Guid reviewerId, ReviewNotes notes, DateTime now)
    {
        (ReviewerId, NotesJson, WrittenAt) = (reviewerId, notes.ToJson(), now);
        Version++;
    }
}

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("Reviews");
        review.Property(r => r.Decision).HasConversion<string>().HasMaxLength(20);
        review.Property(r => r.Version).IsConcurrencyToken();
        review.HasIndex(r => new { r.DocumentId, r.Submission }).IsUnique();
        review.HasOne<Document>().WithMany().HasForeignKey(r => r.DocumentId).OnDelete(DeleteBehavior.Cascade);
        review.HasOne<Person>().WithMany().HasForeignKey(r => r.ReviewerId).OnDelete(DeleteBehavior.Restrict);
    }
}
