using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Desk;

/// <summary>Who has a document on their desk. Only one grader at a time: two would mark the same text without knowing.</summary>
/// <remarks>It is a lease: a browser that died must not keep a document for ever.</remarks>
public sealed class ReviewHold
{
    /// <summary>How long a document stays with a grader who gives no sign of life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private ReviewHold()
    {
    }

    internal ReviewHold(Guid documentId, Guid personId, DateTime now)
    {
        (DocumentId, PersonId) = (documentId, personId);
        Renew(now);
    }

    public Guid DocumentId { get; private set; }

    /// <summary>The grader.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Until when without a further sign of life, UTC.</summary>
    public DateTime Until { get; private set; }

    internal bool IsSomebodyElses(Guid personId, DateTime now) => PersonId != personId && Until > now;

    internal void Renew(DateTime now) => Until = now + Lease;

    internal void Take(Guid personId, DateTime now)
    {
        PersonId = personId;
        Renew(now);
    }
}

/// <summary>The check that a document is on nobody else's desk; asked inside each write of a review.</summary>
internal static class ReviewHolds
{
    /// <summary>Takes the document onto the grader's desk, or refuses with the name of whoever has it.</summary>
    public static async Task<Outcome> TakeAsync(this TrainingDb db, Guid documentId, Guid personId, DateTime now, CancellationToken ct)
    {
        var hold = await db.Set<ReviewHold>().SingleOrDefaultAsync(h => h.DocumentId == documentId, ct);
        if (hold is null)
        {
            db.Add(new ReviewHold(documentId, personId, now));
            return Outcome.Done;
        }

        if (hold.IsSomebodyElses(personId, now))
        {
            var name = await db.Set<Person>().Where(person => person.Id == hold.PersonId).Select(person => person.DisplayName).SingleAsync(ct);
            return Refusal.Conflict($"{name} has this document on their desk. It is free {ReviewHold.Lease.TotalMinutes:0} minutes after they have left it at the latest.");
        }

        hold.Take(personId, now);
        return Outcome.Done;
    }
}

internal sealed class ReviewHoldConfiguration : IEntityTypeConfiguration<ReviewHold>
{
    public void Configure(EntityTypeBuilder<ReviewHold> hold)
    {
        hold.ToTable("ReviewHolds");
        hold.HasKey(h => h.DocumentId);
        hold.HasOne<Document>().WithMany().HasForeignKey(h => h.DocumentId).OnDelete(DeleteBehavior.Cascade);
        hold.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
