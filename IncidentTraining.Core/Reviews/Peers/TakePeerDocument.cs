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
/// <param name="Title">Its title as it was handed in; empty while it is written on.</param>
/// <param name="AuthorName">Who wrote it, or a stand-in where names are hidden.</param>
/// <param name="IsOpen">Whether it can be commented on now.</param>
/// <param name="Comments">How many comments of the reader it has.</param>
/// <param name="Helpful">How many of them its author called helpful.</param>
public sealed record PeerDocument(Guid DocumentId, string KindId, string Title, string AuthorName, bool IsOpen, int Comments, int Helpful);

/// <summary>What a trainee was given to comment on.</summary>
/// <param name="Asked">How many documents each trainee is asked to comment on.</param>
/// <param name="Given">Those that the reader was given, the last first.</param>
/// <param name="Missing">How many more the reader is asked to take.</param>
/// <param name="IsOneReady">Whether there is one to take now.</param>
public sealed record PeerList(int Asked, IReadOnlyList<PeerDocument> Given, int Missing, bool IsOneReady);

/// <summary>
/// Gives trainees classmates' documents to comment on, where the class's instructor has switched that on. One is given when
/// somebody asks for it, so that none waits for a reader who never comes.
/// </summary>
public sealed class TakePeerDocument(IDbContextFactory<TrainingDb> databases, WriteGate gate, TimeProvider time)
{
    /// <summary>What the actor was given in a class.</summary>
    public async Task<Outcome<PeerList>> ListAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rules = await AllowedAsync(db, actor, cohortId, ct);
        if (!rules.Succeeded)
        {
            return rules.Refusal;
        }

        var cover = await HiddenNames.OfClassAsync(db, cohortId, cohortId, ct);
        var given = (await GivenAsync(db, actor, cohortId, ct)).Select(row => new PeerDocument(
            row.Id, row.KindId, cover.About(row.Id).Over(PeerAccess.ShownTitle(row.State, row.Title)), rules.Value.HideNames ? HiddenNames.Of(row.Id) : row.Author,
            row.State.IsWithPeers(), row.Comments, row.Helpful)).ToList();
        var missing = Missing(rules.Value, given.Select(document => (document.IsOpen, document.Comments)));
        return new PeerList(rules.Value.PeerDocuments, given, missing, missing > 0 && await Ready(db, actor, cohortId).AnyAsync(ct));
    }

    /// <summary>Gives the actor one more: the one with the fewest readers, of these the one that waits longest.</summary>
    public Task<Outcome<Guid>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default) => gate.WriteAsync<Guid>(async db =>
    {
        var rules = await AllowedAsync(db, actor, cohortId, ct);
        if (!rules.Succeeded)
        {
            return rules.Refusal;
        }

        var given = await GivenAsync(db, actor, cohortId, ct);
        if (Missing(rules.Value, given.Select(row => (row.State.IsWithPeers(), row.Comments))) == 0)
        {
            return Refusal.Conflict($"You were given the {rules.Value.PeerDocuments} that everybody is asked to comment on.");
        }

        var next = await Ready(db, actor, cohortId)
            .OrderBy(d => db.Set<PeerReader>().Count(reader => reader.DocumentId == d.Id)).ThenBy(d => d.SubmittedAt).ThenBy(d => d.Id)
            .Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
        if (next is not { } id)
        {
            return Refusal.NotFound("No classmate's document is ready for you now.");
        }

        db.Add(new PeerReader(id, actor.PersonId, time.GetUtcNow().UtcDateTime));
        return id;
    }, ct);

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

    /// <summary>One that was decided before its reader had said a word does not count: they could do nothing about it.</summary>
    private static int Missing(GradingRules rules, IEnumerable<(bool IsOpen, int Comments)> given) =>
        Math.Max(0, rules.PeerDocuments - given.Count(document => document.IsOpen || document.Comments > 0));

    private static async Task<IReadOnlyList<GivenRow>> GivenAsync(TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct) => await (
        from reader in db.Set<PeerReader>().AsNoTracking()
        join document in db.Set<Document>() on reader.DocumentId equals document.Id
        join author in db.Set<Person>() on document.OwnerId equals author.Id
        where reader.PersonId == actor.PersonId && document.CohortId == cohortId
            && !db.Set<DocumentWriter>().Any(writer => writer.DocumentId == document.Id && writer.PersonId == actor.PersonId)
        orderby reader.GivenAt descending, reader.DocumentId
        select new GivenRow(
            document.Id, document.KindId, document.Title, document.State, author.DisplayName,
            db.Set<PeerComment>().Count(comment => comment.DocumentId == document.Id && comment.AuthorId == actor.PersonId),
            db.Set<PeerComment>().Count(comment => comment.DocumentId == document.Id && comment.AuthorId == actor.PersonId && comment.IsHelpful))).ToListAsync(ct);

    /// <summary>
    /// What the actor may be given: handed in by another trainee of the class and not decided; of a kind that the actor has handed in
    /// too, so that nobody writes theirs from another's; and about no lab whose cause it would give away.
    /// </summary>
    private static IQueryable<Document> Ready(TrainingDb db, Actor actor, Guid cohortId)
    {
        var writers = db.Set<DocumentWriter>().Where(writer => writer.PersonId == actor.PersonId);
        var ended = db.RunsOf(actor.PersonId).Where(run => run.EndedAt != null);
        var own = db.Set<Document>().Where(d => d.CohortId == cohortId && d.Submissions > 0 && (d.OwnerId == actor.PersonId || writers.Any(w => w.DocumentId == d.Id)));
        return db.Set<Document>().Where(d => d.CohortId == cohortId
            && (d.State == DocumentState.Submitted || d.State == DocumentState.InReview)
            && d.OwnerId != actor.PersonId && !writers.Any(w => w.DocumentId == d.Id)
            && db.Set<Membership>().Any(m => m.CohortId == cohortId && m.PersonId == d.OwnerId && m.Role == ClassRole.Trainee)
            && !db.Set<PeerReader>().Any(reader => reader.DocumentId == d.Id && reader.PersonId == actor.PersonId)
            && own.Any(mine => mine.KindId == d.KindId)
            && (d.SourceRunId == null || db.Set<LabRun>().Any(run => run.Id == d.SourceRunId && ended.Any(mine => mine.ScenarioId == run.ScenarioId))));
    }

    private sealed record GivenRow(Guid Id, string KindId, string Title, DocumentState State, string Author, int Comments, int Helpful);
}
