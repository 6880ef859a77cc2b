using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews;

/// <summary>The decision of a review.</summary>
public enum ReviewDecision
{
    /// <summary>Not decided; the author sees nothing of it.</summary>
    Open,

    /// <summary>The document was returned for changes.</summary>
    Returned,

    /// <summary>The document was accepted.</summary>
    Accepted,
}

/// <summary>The review of one submission. Any instructor of the class can continue it; versions prevent overwriting each other's
/// changes.</summary>
public sealed class Review
{
    private Review() { }

    /// <summary>Starts the review of a submission.</summary>
    public Review(Guid id, Guid documentId, int submission, Guid reviewerId, ReviewNotes notes, DateTime now)
    {
        (Id, DocumentId, Submission, BeganAt) = (id, documentId, submission, now);
        Put(reviewerId, notes, now);
    }

    /// <summary>Identifies the review.</summary>
    public Guid Id { get; private set; }

    public Guid DocumentId { get; private set; }

    /// <summary>The number of the submission, from 1.</summary>
    public int Submission { get; private set; }

    /// <summary>The last person who edited it.</summary>
    public Guid ReviewerId { get; private set; }

    /// <summary>The decision.</summary>
    public ReviewDecision Decision { get; private set; }

    /// <summary>Incremented by every change, from 1; a review that has not been started has version 0.</summary>
    public int Version { get; private set; }

    public string NotesJson { get; private set; } = "";

    /// <summary>The grade as JSON; null until decided.</summary>
    public string? GradeJson { get; private set; }

    /// <summary>Whether the grade is still held back from the author until it is released with the others.</summary>
    public bool HeldBack { get; private set; }

    /// <summary>The points after acceptance; null before, and without a rubric.</summary>
    public int? Points { get; private set; }

    /// <summary>The maximum points; null before acceptance.</summary>
    public int? MostPoints { get; private set; }

    /// <summary>When it was started, UTC.</summary>
    public DateTime BeganAt { get; private set; }

    /// <summary>When it was last edited, UTC.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>When it was decided, UTC; null before.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The marks and comments.</summary>
    public ReviewNotes ReadNotes() => ReviewNotes.FromJson(NotesJson);

    /// <summary>Replaces the notes while the review is open.</summary>
    public Outcome Write(Guid reviewerId, ReviewNotes notes, DateTime now)
    {
        if (Decision is not ReviewDecision.Open)
        {
            return Refusal.TooLate("This review has been decided and can no longer be changed.");
        }

        Put(reviewerId, notes, now);
        return Outcome.Done;
    }

    /// <summary>Decides the review; from now on the author sees the grade.</summary>
    /// <param name="reviewerId">The person who decides.</param>
    /// <param name="decision">Returned or accepted.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="heldBack">Whether the grade of an accepted document is held back until it is released.</param>
    public Outcome Decide(Guid reviewerId, ReviewDecision decision, Grade grade, DateTime now, bool heldBack = false)
    {
        if (Decision is not ReviewDecision.Open)
        {
            return Refusal.Conflict("This review has already been decided.");
        }

        if (decision is ReviewDecision.Open)
        {
            return Refusal.Invalid("Choose whether to return or accept the document.");
        }

        if (WhatIsMissing(decision, grade) is { } missing)
        {
            return missing;
        }

        (ReviewerId, Decision, DecidedAt, GradeJson) = (reviewerId, decision, now, grade.ToJson());
        if (decision is ReviewDecision.Accepted)
        {
            (Points, MostPoints, HeldBack) = (grade.Points, grade.MostPoints, heldBack);
        }

        Version++;
        return Outcome.Done;
    }

    /// <summary>Returns why a grade cannot be given with a decision because something in it is missing; null when it can.</summary>
    public static Refusal? WhatIsMissing(ReviewDecision decision, Grade grade)
    {
        if (decision is ReviewDecision.Returned && string.IsNullOrWhiteSpace(grade.Summary))
        {
            return Refusal.Invalid("Describe the required changes before you return the document.");
        }

        if (decision is not ReviewDecision.Accepted || grade.IsComplete)
        {
            return null;
        }

        var open = grade.Criteria.Where(criterion => criterion.Points is null).Select(criterion => criterion.Title);
        return Refusal.Invalid($"Mark every criterion before you accept the document. Still open: {string.Join(", ", open)}.");
    }

    /// <summary>Shows the grade to the author.</summary>
    internal void Release()
    {
        HeldBack = false;
        Version++;
    }

    /// <summary>Reopens an accepted review for correction; the grade stays in the history.</summary>
    public Outcome Reopen()
    {
        if (Decision is not ReviewDecision.Accepted)
        {
            return Refusal.Conflict("There is no grade to correct yet.");
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
