using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A line of the audit log for display: names are looked up now, and those of erased people are missing.</summary>
/// <param name="Id">The line.</param>
/// <param name="At">When it was done, UTC.</param>
/// <param name="Action">What was done.</param>
/// <param name="ById">The actor; null for the server and for visitors.</param>
/// <param name="By">Their name; null for the server, for visitors and after an erasure.</param>
/// <param name="PersonId">The affected person; null for none.</param>
/// <param name="Person">Their name; null for no person and after an erasure.</param>
/// <param name="CohortId">The class; null for the whole site.</param>
/// <param name="Cohort">Its name; null for the whole site and after its deletion.</param>
/// <param name="SubjectId">The document, run or other object; null for none.</param>
/// <param name="Address">The network address.</param>
/// <param name="Note">Roles, counts and similar data.</param>
public sealed record AuditLine(
    Guid Id,
    DateTime At,
    AuditAction Action,
    Guid? ById,
    string? By,
    Guid? PersonId,
    string? Person,
    Guid? CohortId,
    string? Cohort,
    Guid? SubjectId,
    string Address,
    string Note
);

/// <summary>Reads the audit log: all of it for administrators, a class's own part for its facilitators and instructors.</summary>
public sealed class ReadAudit(IDbContextFactory<TrainingDb> databases, WriteGate gate, TimeProvider time) : IUseCase
{
    /// <summary>The most lines on a page.</summary>
    public const int MostShown = 1000;

    /// <summary>The lines, latest first.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="cohortId">The class; null for all, which only administrators read.</param>
    /// <param name="most">Maximum number of lines; null for all.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Outcome<IReadOnlyList<AuditLine>>> RunAsync(
        Actor actor,
        Guid? cohortId,
        int? most = MostShown,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await MayReadAsync(db, actor, cohortId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var lines =
            from entry in db.Set<AuditEntry>().AsNoTracking()
            where cohortId == null || entry.CohortId == cohortId
            orderby entry.At descending, entry.Id descending
            select new AuditLine(
                entry.Id,
                entry.At,
                entry.Action,
                entry.ById,
                db.Set<Person>().Where(person => person.Id == entry.ById).Select(person => person.DisplayName).FirstOrDefault(),
                entry.PersonId,
                db.Set<Person>().Where(person => person.Id == entry.PersonId).Select(person => person.DisplayName).FirstOrDefault(),
                entry.CohortId,
                db.Set<Cohort>().Where(cohort => cohort.Id == entry.CohortId).Select(cohort => cohort.Name).FirstOrDefault(),
                entry.SubjectId,
                entry.Address != ""
                    ? entry.Address
                    : db.Set<Session>().Where(session => session.Id == entry.SessionId).Select(session => session.Address).FirstOrDefault()
                        ?? "",
                entry.Note
            );
        return Outcome<IReadOnlyList<AuditLine>>.Done(await (most is { } count ? lines.Take(count) : lines).ToListAsync(ct));
    }

    /// <summary>All lines for a file; the export is itself a line of the log.</summary>
    public async Task<Outcome<IReadOnlyList<AuditLine>>> ExportAsync(Actor actor, Guid? cohortId, CancellationToken ct = default)
    {
        var written = await gate.WriteAsync(
            async db =>
            {
                var may = await MayReadAsync(db, actor, cohortId, ct);
                if (may.Succeeded)
                {
                    db.Audit(AuditAction.AuditExported, time, actor, cohort: cohortId);
                }

                return may;
            },
            ct
        );
        return written.Succeeded ? await RunAsync(actor, cohortId, most: null, ct) : written.Refusal;
    }

    private static async Task<Outcome> MayReadAsync(TrainingDb db, Actor actor, Guid? cohortId, CancellationToken ct)
    {
        if (await db.IsAdministratorAsync(actor, ct))
        {
            return Outcome.Done;
        }

        if (cohortId is not { } own)
        {
            return Refusal.NotAllowed("Only an administrator can read the portal's full audit log.");
        }

        var staff = await db.RequireRoleAsync(actor, own, [ClassRole.Facilitator, ClassRole.Instructor], ct, evenArchived: true);
        return staff.Succeeded ? Outcome.Done : staff.Refusal;
    }
}
