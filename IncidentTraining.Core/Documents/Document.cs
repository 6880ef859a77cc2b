using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Documents;

/// <summary>
/// Something a trainee writes and hands in. One state machine: draft → submitted → in review → returned or accepted;
/// what was returned is written on and submitted again. Every step that the state does not permit is refused.
/// </summary>
public sealed class Document
{
    private Document()
    {
    }

    /// <summary>Begins a draft.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="ownerId">Its author.</param>
    /// <param name="cohortId">The class for which it is written.</param>
    /// <param name="kindId">Its kind under <c>content/document-kinds</c>.</param>
    /// <param name="sourceRunId">The lab run that it is about; null without one.</param>
    /// <param name="body">What stands in it at the beginning, tidied.</param>
    /// <param name="now">Now, UTC.</param>
    public Document(Guid id, Guid ownerId, Guid cohortId, string kindId, Guid? sourceRunId, DocumentBody body, DateTime now)
    {
        (Id, OwnerId, CohortId, KindId, SourceRunId, CreatedAt) = (id, ownerId, cohortId, kindId, sourceRunId, now);
        Version = 1;
        Put(body, now);
    }

    /// <summary>Identifies the document in addresses and rows.</summary>
    public Guid Id { get; private set; }

    /// <summary>Its author.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>The class for which it is written, whose instructors review it.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>Its kind under <c>content/document-kinds</c>.</summary>
    public string KindId { get; private set; } = "";

    /// <summary>The lab run that it is about; null without one.</summary>
    public Guid? SourceRunId { get; private set; }

    /// <summary>Its title, as in the body; kept apart so that lists need not read whole texts.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Where it is on its way.</summary>
    public DocumentState State { get; private set; }

    /// <summary>Rises with every change; whoever writes says which version they saw.</summary>
    public int Version { get; private set; }

    /// <summary>How often it was submitted.</summary>
    public int Submissions { get; private set; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When its text last changed, UTC.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>When it was last submitted, UTC; null for a draft.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>When it was returned or accepted last, UTC; null before.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The body as JSON.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>Whether its author may write in it now.</summary>
    public bool IsOpen => State.IsOpen();

    /// <summary>What stands in it.</summary>
    public DocumentBody ReadBody() => DocumentBody.FromJson(BodyJson);

    /// <summary>Replaces the text; only while it is with its author.</summary>
    /// <param name="body">The new text, tidied.</param>
    /// <param name="now">Now, UTC.</param>
    public Outcome Write(DocumentBody body, DateTime now)
    {
        if (!IsOpen)
        {
            return Refusal.TooLate(State is DocumentState.Accepted
                ? "This document has been accepted; it is not changed any more."
                : "This document has been submitted. It can be changed again when it is returned.");
        }

        Version++;
        Put(body, now);
        return Outcome.Done;
    }

    /// <summary>Hands it in.</summary>
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

    /// <summary>An instructor begins to review what was handed in.</summary>
    public Outcome BeginReview()
    {
        if (State is not DocumentState.Submitted)
        {
            return Wrong("taken into review");
        }

        MoveTo(DocumentState.InReview);
        return Outcome.Done;
    }

    /// <summary>Gives it back to its author with what to change.</summary>
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

    /// <summary>Accepts it as it is.</summary>
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

    /// <summary>Takes an accepted document back into review, to correct its grade.</summary>
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
        document.Property(d => d.Title).HasMaxLength(SaveDraft.LongestTitle);
        document.Property(d => d.State).HasConversion<string>().HasMaxLength(20);
        document.Property(d => d.Version).IsConcurrencyToken();
        document.Ignore(d => d.IsOpen);
        document.HasIndex(d => new { d.OwnerId, d.CohortId });
        document.HasIndex(d => new { d.CohortId, d.State, d.SubmittedAt });
        // One person writes one document of a kind about a run, also when the button was pressed twice.
        document.HasIndex(d => new { d.OwnerId, d.SourceRunId, d.KindId }).IsUnique().HasFilter("\"SourceRunId\" IS NOT NULL");
        document.HasOne<Person>().WithMany().HasForeignKey(d => d.OwnerId).OnDelete(DeleteBehavior.Restrict);
        document.HasOne<Cohort>().WithMany().HasForeignKey(d => d.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
