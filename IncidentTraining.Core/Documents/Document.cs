using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Documents;

/// <summary>
/// A document that a trainee writes and submits. One state machine: draft → submitted → in review → returned or accepted; a returned
/// document is edited and submitted again. Steps that the state does not allow are refused.
/// </summary>
public sealed class Document
{
    private Document() { }

    /// <summary>Creates a draft.</summary>
    /// <param name="ownerId">The author.</param>
    /// <param name="cohortId">The class it is written for.</param>
    /// <param name="kindId">The kind under <c>content/document-kinds</c>.</param>
    /// <param name="sourceRunId">The lab run it is about; null without one.</param>
    /// <param name="body">The initial text, tidied.</param>
    /// <param name="now">Now, UTC.</param>
    public Document(Guid id, Guid ownerId, Guid cohortId, string kindId, Guid? sourceRunId, DocumentBody body, DateTime now)
    {
        (Id, OwnerId, CohortId, KindId, SourceRunId, CreatedAt) = (id, ownerId, cohortId, kindId, sourceRunId, now);
        Version = 1;
        Put(body, now);
    }

    /// <summary>Identifies the document in addresses and rows.</summary>
    public Guid Id { get; private set; }

    /// <summary>The author.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>The class it is written for, whose instructors review it.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The kind under <c>content/document-kinds</c>.</summary>
    public string KindId { get; private set; } = "";

    /// <summary>The lab run it is about; null without one.</summary>
    public Guid? SourceRunId { get; private set; }

    /// <summary>The title, as in the body; stored separately so that lists need not read the whole text.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The lifecycle state.</summary>
    public DocumentState State { get; private set; }

    /// <summary>Incremented by every change; a writer must name the version they saw.</summary>
    public int Version { get; private set; }

    /// <summary>The number of submissions.</summary>
    public int Submissions { get; private set; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When its text last changed, UTC.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>When it was last submitted, UTC; null for a draft.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>When it was last returned or accepted, UTC; null before.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The body as JSON.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>Whether its author can edit it now.</summary>
    public bool IsOpen => State.IsOpen();

    /// <summary>The contents.</summary>
    public DocumentBody ReadBody() => DocumentBody.FromJson(BodyJson);

    /// <summary>Replaces the text; allowed only while the author can edit it.</summary>
    /// <param name="body">The new text, tidied.</param>
    /// <param name="now">Now, UTC.</param>
    public Outcome Write(DocumentBody body, DateTime now)
    {
        if (!IsOpen)
        {
            return Refusal.TooLate(
                State is DocumentState.Accepted
                    ? "This document has been accepted and can no longer be changed."
                    : "This document has been submitted. You can change it again if it is returned."
            );
        }

        Version++;
        Put(body, now);
        return Outcome.Done;
    }

    /// <summary>Submits it.</summary>
    public Outcome Submit(DateTime now)
    {
        if (!IsOpen)
        {
            return Wrong("submitted");
        }

        MoveTo(DocumentState.Submitted);
        Submissions++;
        SubmittedAt = now;
        return Outcome.Done;
    }

    /// <summary>Starts the review of the submitted text.</summary>
    public Outcome BeginReview()
    {
        if (State is not DocumentState.Submitted)
        {
            return Wrong("taken into review");
        }

        MoveTo(DocumentState.InReview);
        return Outcome.Done;
    }

    /// <summary>Returns it to the author for changes.</summary>
    public Outcome Return(DateTime now)
    {
        if (State is not DocumentState.InReview)
        {
            return Wrong("returned");
        }

        MoveTo(DocumentState.Returned);
        DecidedAt = now;
        return Outcome.Done;
    }

    /// <summary>Accepts it.</summary>
    public Outcome Accept(DateTime now)
    {
        if (State is not DocumentState.InReview)
        {
            return Wrong("accepted");
        }

        MoveTo(DocumentState.Accepted);
        DecidedAt = now;
        return Outcome.Done;
    }

    /// <summary>Takes an accepted document back into review to correct its grade.</summary>
    public Outcome Reopen()
    {
        if (State is not DocumentState.Accepted)
        {
            return Wrong("taken back into review");
        }

        MoveTo(DocumentState.InReview);
        return Outcome.Done;
    }

    private void Put(DocumentBody body, DateTime now) => (Title, BodyJson, WrittenAt) = (body.Title, body.ToJson(), now);

    private void MoveTo(DocumentState state)
    {
        State = state;
        Version++;
    }

    private Refusal Wrong(string step) => Refusal.Conflict($"The document is {State.InWords()}, so it cannot be {step} now.");
}

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> document)
    {
        document.ToTable("Documents");
        document.Property(d => d.KindId).HasMaxLength(60);
        document.Property(d => d.Title).HasMaxLength(DocumentBody.LongestTitle);
        document.Property(d => d.State).HasConversion<string>().HasMaxLength(20);
        document.Property(d => d.Version).IsConcurrencyToken();
        document.Ignore(d => d.IsOpen);
        document.HasIndex(d => new { d.OwnerId, d.CohortId });
        document.HasIndex(d => new
        {
            d.CohortId,
            d.State,
            d.SubmittedAt,
        });
        // One document per person, kind and run, even when the button is pressed twice.
        document
            .HasIndex(d => new
            {
                d.OwnerId,
                d.SourceRunId,
                d.KindId,
            })
            .IsUnique()
            .HasFilter("\"SourceRunId\" IS NOT NULL");
        document.HasOne<Person>().WithMany().HasForeignKey(d => d.OwnerId).OnDelete(DeleteBehavior.Restrict);
        document.HasOne<Cohort>().WithMany().HasForeignKey(d => d.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
