using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>A classmate's document in a list.</summary>
/// <param name="Title">The submitted title; empty while the document is being edited.</param>
/// <param name="AuthorName">The author's name, or a pseudonym where names are hidden.</param>
/// <param name="IsOpen">Whether comments are open.</param>
/// <param name="Comments">The number of the reader's comments.</param>
/// <param name="Helpful">How many of them the author marked as helpful.</param>
public sealed record PeerDocument(Guid DocumentId, string KindId, string Title, string AuthorName, bool IsOpen, int Comments, int Helpful);

/// <summary>The documents assigned to a trainee for comments.</summary>
/// <param name="Asked">The number of documents that each trainee is asked to comment on.</param>
/// <param name="Given">The assigned documents, last first.</param>
/// <param name="Missing">The number that the reader has yet to take.</param>
/// <param name="IsOneReady">Whether one is available now.</param>
public sealed record PeerList(int Asked, IReadOnlyList<PeerDocument> Given, int Missing, bool IsOneReady);

/// <summary>
/// Assigns classmates' documents to trainees for comments, if the class's instructor has switched this on. A document is assigned on
/// request, so that none is left with an inactive reader.
/// </summary>
public sealed class TakePeerDocument(IDbContextFactory<TrainingDb> databases, WriteGate gate, TimeProvider time) : IUseCase
{
    /// <summary>Returns the documents assigned to the actor in a class.</summary>
    public async Task<Outcome<PeerList>> ListAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rules = await AllowedAsync(db, actor, cohortId, ct);
        if (!rules.Succeeded)
        {
            return rules.Refusal;
        }

        var cover = await HiddenNames.OfClassAsync(db, cohortId, cohortId, ct);
        var given = (await GivenAsync(db, actor, cohortId, ct))
            .Select(row => new PeerDocument(
                row.Id,
                row.KindId,
                cover.About(row.Id).Over(PeerAccess.ShownTitle(row.State, row.Title)),
                rules.Value.HideNames ? HiddenNames.Of(row.Id) : row.Author,
                row.State.IsWithPeers(),
                row.Comments,
                row.Helpful
            ))
            .ToList();
        var missing = Missing(rules.Value, given.Select(document => (document.IsOpen, document.Comments)));
        return new PeerList(rules.Value.PeerDocuments, given, missing, missing > 0 && await Ready(db, actor, cohortId).AnyAsync(ct));
    }

    /// <summary>Assigns one more document: the one with the fewest readers, then the one waiting longest.</summary>
    public Task<Outcome<Guid>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default) =>
        gate.WriteAsync<Guid>(
            async db =>
            {
                var rules = await AllowedAsync(db, actor, cohortId, ct);
                if (!rules.Succeeded)
                {
                    return rules.Refusal;
                }

                var given = await GivenAsync(db, actor, cohortId, ct);
                if (Missing(rules.Value, given.Select(row => (row.State.IsWithPeers(), row.Comments))) == 0)
                {
                    return Refusal.Conflict(
                        $"You already have the {rules.Value.PeerDocuments} documents that everyone is asked to comment on."
                    );
                }

                var next = await Ready(db, actor, cohortId)
                    .OrderBy(d => db.Set<PeerReader>().Count(reader => reader.DocumentId == d.Id))
                    .ThenBy(d => d.SubmittedAt)
                    .ThenBy(d => d.Id)
                    .Select(d => (Guid?)d.Id)
                    .FirstOrDefaultAsync(ct);
                if (next is not { } id)
                {
                    return Refusal.NotFound("No classmate's document is available for you right now.");
                }

                db.Add(new PeerReader(id, actor.PersonId, time.GetUtcNow().UtcDateTime));
                return id;
            },
            ct
        );

    private static async Task<Outcome<GradingRules>> AllowedAsync(TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct)
    {
        var member = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Trainee], ct);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }

        var rules = await db.GradingRulesAsync(cohortId, ct);
        return rules.PeerComments ? rules : PeerAccess.Off;
    }

    /// <summary>A document that was decided before its reader commented does not count.</summary>
    private static int Missing(GradingRules rules, IEnumerable<(bool IsOpen, int Comments)> given) =>
        Math.Max(0, rules.PeerDocuments - given.Count(document => document.IsOpen || document.Comments > 0));

    private static async Task<IReadOnlyList<GivenRow>> GivenAsync(TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct) =>
        await (
            from reader in db.Set<PeerReader>().AsNoTracking()
            join document in db.Set<Document>() on reader.DocumentId equals document.Id
            join author in db.Set<Person>() on document.OwnerId equals author.Id
            where
                reader.PersonId == actor.PersonId
                && document.CohortId == cohortId
                && !db.Set<DocumentWriter>().Any(writer => writer.DocumentId == document.Id && writer.PersonId == actor.PersonId)
            orderby reader.GivenAt descending, reader.DocumentId
            select new GivenRow(
                document.Id,
                document.KindId,
                document.Title,
                document.State,
                author.DisplayName,
                db.Set<PeerComment>().Count(comment => comment.DocumentId == document.Id && comment.AuthorId == actor.PersonId),
                db.Set<PeerComment>()
                    .Count(comment => comment.DocumentId == document.Id && comment.AuthorId == actor.PersonId && comment.IsHelpful)
            )
        ).ToListAsync(ct);

    /// <summary>
    /// The documents that can be assigned to the actor: submitted by another trainee of the class and not decided; of a kind that the actor
    /// has submitted too, so that no one copies; and not about a lab whose cause it would give away.
    /// </summary>
    private static IQueryable<Document> Ready(TrainingDb db, Actor actor, Guid cohortId)
    {
        var writers = db.Set<DocumentWriter>().Where(writer => writer.PersonId == actor.PersonId);
        var ended = db.RunsOf(actor.PersonId).Where(run => run.EndedAt != null);
        var own = db.Set<Document>()
            .Where(d =>
                d.CohortId == cohortId && d.Submissions > 0 && (d.OwnerId == actor.PersonId || writers.Any(w => w.DocumentId == d.Id))
            );
        return db.Set<Document>()
            .Where(d =>
                d.CohortId == cohortId
                && (d.State == DocumentState.Submitted || d.State == DocumentState.InReview)
                && d.OwnerId != actor.PersonId
                && !writers.Any(w => w.DocumentId == d.Id)
                && db.Set<Membership>().Any(m => m.CohortId == cohortId && m.PersonId == d.OwnerId && m.Role == ClassRole.Trainee)
                && !db.Set<PeerReader>().Any(reader => reader.DocumentId == d.Id && reader.PersonId == actor.PersonId)
                && own.Any(mine => mine.KindId == d.KindId)
                && (
                    d.SourceRunId == null
                    || db.Set<LabRun>().Any(run => run.Id == d.SourceRunId && ended.Any(mine => mine.ScenarioId == run.ScenarioId))
                )
            );
    }

    private sealed record GivenRow(Guid Id, string KindId, string Title, DocumentState State, string Author, int Comments, int Helpful);
}
