using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>A runbook that its author lets the rest of the class run. Without an offer, only its author and reviewers can read a
/// document.</summary>
public sealed class RunbookOffer
{
    private RunbookOffer() { }

    internal RunbookOffer(Guid documentId, DateTime now) => (DocumentId, OfferedAt) = (documentId, now);

    public Guid DocumentId { get; private set; }

    /// <summary>The start time, UTC.</summary>
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
/// <param name="AuthorName">The author.</param>
public sealed record OfferedRunbook(Guid DocumentId, string Title, string AuthorName);

/// <summary>Lets an author offer a runbook to classmates or withdraw it; lists offered runbooks.</summary>
public sealed class OfferRunbook(IDbContextFactory<TrainingDb> databases, WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Offers the runbook or withdraws it; runs in progress continue with the text they started with.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid documentId, bool offered, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(
            async db =>
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
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(documentId, new RunbookRunsChanged(documentId));
        }

        return outcome;
    }

    /// <summary>Whether the runbook is offered; for people who may read it.</summary>
    public async Task<bool> IsOfferedAsync(Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<RunbookOffer>().AnyAsync(offer => offer.DocumentId == documentId, ct);
    }

    /// <summary>Returns the runbooks of others in the class that a member may run, newest first.</summary>
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
                select new OfferedRunbook(document.Id, document.Title, author.DisplayName)
            ).ToListAsync(ct)
            : [];
    }
}
