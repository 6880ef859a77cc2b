using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.History;

/// <summary>The comparison of two versions of a document.</summary>
/// <param name="Older">The number of the older version.</param>
/// <param name="Newer">The number of the newer version.</param>
/// <param name="Sections">The differences; empty when there are none.</param>
public sealed record Comparison(int Older, int Newer, IReadOnlyList<SectionDiff> Sections);

/// <summary>
/// Compares two versions: any two for the author; for an instructor of the class only submissions, to check a resubmission against the
/// requested changes. Unsubmitted text is private to the author.
/// </summary>
public sealed class CompareVersions(IDbContextFactory<TrainingDb> databases, DocumentKinds kinds, IAuthorNames names) : IUseCase
{
    /// <summary>Compares two versions of the actor's document, in either order.</summary>
    public async Task<Outcome<Comparison>> OwnAsync(Actor actor, Guid documentId, int one, int other, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.OwnDocumentAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (older, newer) = (Math.Min(one, other), Math.Max(one, other));
        var texts = await db.Set<DocumentVersion>()
            .AsNoTracking()
            .Where(version => version.DocumentId == documentId && (version.Number == older || version.Number == newer))
            .ToDictionaryAsync(version => version.Number, ct);
        return texts.TryGetValue(older, out var was) && texts.TryGetValue(newer, out var now)
            ? Compare(found.Value.KindId, was, now, NameCover.None)
            : Refusal.NotFound("There is no such version.");
    }

    /// <summary>Compares the last submission with the previous one; null when there was only one.</summary>
    public async Task<Outcome<Comparison?>> SubmissionsAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        var found = own.Succeeded ? own : await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var last = await db.Set<DocumentVersion>()
            .AsNoTracking()
            .Where(version => version.DocumentId == documentId && version.Reason == VersionReason.Submitted)
            .OrderByDescending(version => version.Number)
            .Take(2)
            .ToListAsync(ct);
        if (last.Count < 2)
        {
            return Outcome<Comparison?>.Done(null);
        }

        var document = found.Value;
        var cover = own.Succeeded
            ? NameCover.None
            : await names.CoverAsync(db, actor, document.CohortId, document.SourceRunId ?? document.Id, ct);
        return Compare(document.KindId, last[1], last[0], cover);
    }

    private Comparison Compare(string kindId, DocumentVersion older, DocumentVersion newer, NameCover cover)
    {
        var (was, now) = (cover.Over(older.ReadBody()), cover.Over(newer.ReadBody()));
        var both = new DocumentBody(now.Title, was.Sections.Concat(now.Sections).DistinctBy(section => section.Key).ToDictionary());
        return new Comparison(older.Number, newer.Number, BodyDiff.Of(kinds.Shape(kindId, both), was, now));
    }
}
