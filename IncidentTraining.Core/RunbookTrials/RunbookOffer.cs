using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>A runbook that its author lets the rest of the class run. Without it a document is its author's and its reviewers' alone.</summary>
public sealed class RunbookOffer
{
    private RunbookOffer()
    {
    }

    internal RunbookOffer(Guid documentId, DateTime now) => (DocumentId, OfferedAt) = (documentId, now);

    /// <summary>The runbook.</summary>
    public Guid DocumentId { get; private set; }

    /// <summary>Since when, UTC.</summary>
    public DateTime OfferedAt { get; private set; }
}

internal sealed class RunbookOfferConfiguration : IEntityTypeConfiguration<RunbookOffer>
{
    public void Configure(EntityTypeBuilder<RunbookOffer> offer)
    {
        offer.ToTable("RunbookOffers");
        offer.HasKey(o => o.DocumentId);
        offer.HasOne<Document>().WithOne().HasForeignKey<RunbookOffer>(o => o.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A runbook that a classmate may run.</summary>
/// <param name="DocumentId">The runbook.</param>
/// <param name="AuthorName">Who wrote it.</param>
public sealed record OfferedRunbook(Guid DocumentId, string Title, string AuthorName);

/// <summary>An author lets classmates run a runbook, or takes it back; classmates find what they may run.</summary>
public sealed class OfferRunbook(IDbContextFactory<TrainingDb> databases, WriteGate gate, TimeProvider time)
{
    /// <summary>Offers the runbook, or takes it back; runs that have begun go on with the text they began with.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid documentId, bool offered, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        if (!own.Succeeded)
        {
            return own.Refusal;
        }

        var present = await db.Set<RunbookOffer>().SingleOrDefaultAsync(offer => offer.DocumentId == documentId, ct);
        if (offered && present is null)
        {
            db.Add(new RunbookOffer(documentId, time.GetUtcNow().UtcDateTime));
        }
        else if (!offered && present is not null)
        {
            db.Remove(present);
        }

        return Outcome.Done;
    }, ct);

    /// <summary>Whether the runbook is offered; for those who may read it.</summary>
    public async Task<bool> IsOfferedAsync(Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<RunbookOffer>().AnyAsync(offer => offer.DocumentId == documentId, ct);
    }

    /// <summary>The runbooks of others in the class that a member may run, the newest first.</summary>
    public async Task<IReadOnlyList<OfferedRunbook>> OfOthersAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await db.RequireMemberAsync(actor, cohortId, ct)).Succeeded
            ? await (
                from offer in db.Set<RunbookOffer>()
                join document in db.Set<Document>() on offer.DocumentId equals document.Id
                join author in db.Set<Person>() on document.OwnerId equals author.Id
                where document.CohortId == cohortId && document.OwnerId != actor.PersonId
                orderby offer.OfferedAt descending
                select new OfferedRunbook(document.Id, document.Title, author.DisplayName)).ToListAsync(ct)
            : [];
    }
}
