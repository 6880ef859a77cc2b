using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>A grader's lock on a document, so that two graders do not mark the same text at once.</summary>
/// <remarks>The lock expires, so a crashed browser does not hold a document indefinitely.</remarks>
public sealed class ReviewHold
{
    /// <summary>How long a lock lasts without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private ReviewHold() { }

    internal ReviewHold(Guid documentId, Guid personId, DateTime now)
    {
        (DocumentId, PersonId) = (documentId, personId);
        Renew(now);
    }

    public Guid DocumentId { get; private set; }

    /// <summary>The grader.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>When the lock expires unless renewed, UTC.</summary>
    public DateTime Until { get; private set; }

    internal bool IsSomebodyElses(Guid personId, DateTime now) => PersonId != personId && Until > now;

    internal void Renew(DateTime now) => Until = now + Lease;

    internal void Take(Guid personId, DateTime now)
    {
        PersonId = personId;
        Renew(now);
    }
}

/// <summary>Checks that no other grader holds the lock; called inside each write of a review.</summary>
internal static class ReviewHolds
{
    /// <summary>Acquires the lock, or refuses with the name of the grader who holds it.</summary>
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
            var name = await db.Set<Person>()
                .Where(person => person.Id == hold.PersonId)
                .Select(person => person.DisplayName)
                .SingleAsync(ct);
            return Refusal.Conflict(
                $"{name} is grading this document. It unlocks within {ReviewHold.Lease.TotalMinutes:0} minutes after they leave."
            );
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
