using System.Text.Json;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The effect of a merge.</summary>
/// <param name="Into">The name of the account that stays.</param>
/// <param name="From">The name of the account whose work is moved.</param>
/// <param name="Parts">What is moved, by room.</param>
public sealed record MergePlan(string Into, string From, IReadOnlyList<MergedPart> Parts);

/// <summary>A merge that can still be undone.</summary>
/// <param name="Id">The merge.</param>
/// <param name="Into">The name of the account that stayed.</param>
/// <param name="From">The name of the account whose work was moved.</param>
/// <param name="Until">Until when it can be undone, UTC.</param>
public sealed record UndoableMerge(Guid Id, string Into, string From, DateTime Until);

/// <summary>
/// Merges two accounts of one person: all work of one is moved to the other, and the emptied account is disabled. If both have an item that
/// a person can have only once, each keeps its own. It can be undone for a day.
/// </summary>
public sealed class MergeAccounts(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    Accounts accounts,
    ReadingVersions versions,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    private sealed record Held(Guid CohortId, ClassRole Role, DateTime JoinedAt, bool WasGiven);

    /// <summary>The current effect of the merge.</summary>
    public async Task<Outcome<MergePlan>> PreviewAsync(Actor actor, Guid cohortId, Guid intoId, Guid fromId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var both = await CheckAsync(db, actor, cohortId, intoId, fromId, ct);
        return both.Succeeded
            ? new MergePlan(
                both.Value.Into.DisplayName,
                both.Value.From.DisplayName,
                await new PersonColumns(db).CountAsync(intoId, fromId, ct)
            )
            : both.Refusal;
    }

    /// <summary>Merges the accounts.</summary>
    /// <param name="actor">The helper: a facilitator of the class, or an administrator.</param>
    /// <param name="cohortId">The class of which both are members.</param>
    /// <param name="intoId">The account that stays; the person signs in with it.</param>
    /// <param name="fromId">The account whose work is moved.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome> RunAsync(Actor actor, Guid cohortId, Guid intoId, Guid fromId, CancellationToken ct = default) =>
        await TellAsync(
            cohortId,
            intoId,
            fromId,
            await gate.WriteAsync(
                async db =>
                {
                    var both = await CheckAsync(db, actor, cohortId, intoId, fromId, ct);
                    if (!both.Succeeded)
                    {
                        return both.Refusal;
                    }

                    var (from, now) = (both.Value.From, time.GetUtcNow());
                    var userName = await db.Users.Where(user => user.Id == from.UserId).Select(user => user.UserName!).SingleAsync(ct);
                    var own = await db.Set<Membership>().Where(m => m.PersonId == intoId).ToListAsync(ct);
                    var held = await db.Set<Membership>().Where(m => m.PersonId == fromId).ToListAsync(ct);
                    var given = held.Select(m => new Held(
                            m.CohortId,
                            m.Role,
                            m.JoinedAt,
                            own.TrueForAll(mine => mine.CohortId != m.CohortId || mine.Role != m.Role)
                        ))
                        .ToList();
                    db.RemoveRange(held);
                    db.AddRange(given.Where(m => m.WasGiven).Select(m => new Membership(m.CohortId, intoId, m.Role, m.JoinedAt)));
                    await accounts.RenameAsync(db, from, $"{Accounts.MergedPrefix}{fromId:N}", ct);
                    from.Disable(now.UtcDateTime);
                    await db.EndSessionsAsync(fromId, now.UtcDateTime, ct);
                    var moved = await new PersonColumns(db).MoveAsync(intoId, fromId, ct);
                    db.Add(
                        new AccountMerge(
                            Guid.CreateVersion7(now),
                            cohortId,
                            intoId,
                            fromId,
                            userName,
                            JsonSerializer.Serialize(given),
                            JsonSerializer.Serialize(moved),
                            now.UtcDateTime
                        )
                    );
                    db.Audit(
                        AuditAction.AccountsMerged,
                        time,
                        actor,
                        person: intoId,
                        cohort: cohortId,
                        subject: fromId,
                        note: $"{moved.Sum(rows => rows.Keys.Count)} records"
                    );
                    return Outcome.Done;
                },
                ct
            )
        );

    /// <summary>The merges in the class that can still be undone, latest first.</summary>
    public async Task<Outcome<IReadOnlyList<UndoableMerge>>> UndoableAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var earliest = time.GetUtcNow().UtcDateTime - AccountMerge.UndoWindow;
        var merges = await (
            from merge in db.Set<AccountMerge>().AsNoTracking()
            join stayed in db.Set<Person>() on merge.IntoId equals stayed.Id
            join merged in db.Set<Person>() on merge.FromId equals merged.Id
            where merge.CohortId == cohortId && merge.UndoneAt == null && merge.At >= earliest
            orderby merge.At descending
            select new
            {
                merge.Id,
                Into = stayed.DisplayName,
                From = merged.DisplayName,
                merge.At,
            }
        ).ToListAsync(ct);
        return Outcome<IReadOnlyList<UndoableMerge>>.Done([
            .. merges.Select(merge => new UndoableMerge(merge.Id, merge.Into, merge.From, merge.At + AccountMerge.UndoWindow)),
        ]);
    }

    /// <summary>Splits them into two accounts again. Work done after the merge stays with the account that was kept.</summary>
    public async Task<Outcome> UndoAsync(Actor actor, Guid cohortId, Guid mergeId, CancellationToken ct = default)
    {
        AccountMerge? undone = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var now = time.GetUtcNow().UtcDateTime;
                undone = await db.Set<AccountMerge>().SingleOrDefaultAsync(merge => merge.Id == mergeId && merge.CohortId == cohortId, ct);
                if (undone is null || !undone.CanBeUndone(now))
                {
                    return Refusal.Conflict("This merge was already undone, or is more than a day old.");
                }

                var from = await db.Set<Person>().SingleAsync(person => person.Id == undone.FromId, ct);
                if (await accounts.IsTakenAsync(db, undone.FromUserName, ct))
                {
                    return Refusal.Conflict(
                        $"Another person called {from.DisplayName} has joined since. Rename them first, then undo the merge."
                    );
                }

                await accounts.RenameAsync(db, from, undone.FromUserName, ct);
                from.Enable();
                foreach (var held in JsonSerializer.Deserialize<List<Held>>(undone.MembershipsJson)!)
                {
                    if (held.WasGiven && await db.Set<Membership>().FindAsync([held.CohortId, undone.IntoId, held.Role], ct) is { } given)
                    {
                        db.Remove(given);
                    }

                    db.Add(new Membership(held.CohortId, undone.FromId, held.Role, held.JoinedAt));
                }

                await new PersonColumns(db).GiveBackAsync(
                    JsonSerializer.Deserialize<List<MovedRows>>(undone.RowsJson)!,
                    undone.IntoId,
                    undone.FromId,
                    ct
                );
                undone.Undo(now);
                db.Audit(AuditAction.MergeUndone, time, actor, person: undone.IntoId, cohort: cohortId, subject: undone.FromId);
                return Outcome.Done;
            },
            ct
        );
        return undone is null ? outcome : await TellAsync(cohortId, undone.IntoId, undone.FromId, outcome);
    }

    private static async Task<Outcome<(Person Into, Person From)>> CheckAsync(
        TrainingDb db,
        Actor actor,
        Guid cohortId,
        Guid intoId,
        Guid fromId,
        CancellationToken ct
    )
    {
        if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var into = await db.RequireHelpableAsync(actor, cohortId, intoId, ct);
        var from = await db.RequireHelpableAsync(actor, cohortId, fromId, ct);
        if (!into.Succeeded || !from.Succeeded)
        {
            return into.Refusal ?? from.Refusal!;
        }

        if (intoId == fromId || from.Value.IsAdministrator)
        {
            return Refusal.Invalid(
                intoId == fromId
                    ? "Choose another account."
                    : $"{from.Value.DisplayName} is an administrator. Keep that account and merge the other into it."
            );
        }

        var held = await db.Set<Membership>().AsNoTracking().Where(m => m.PersonId == intoId || m.PersonId == fromId).ToListAsync(ct);
        if (held.Exists(m => m.PersonId == fromId && m.CohortId != cohortId) && !await db.IsAdministratorAsync(actor, ct))
        {
            return Refusal.NotAllowed($"{from.Value.DisplayName} is also in another class. Ask an administrator to merge the accounts.");
        }

        return held.GroupBy(m => m.CohortId)
            .Any(one => one.Any(m => m.Role is ClassRole.Trainee) && one.Any(m => m.Role is not ClassRole.Trainee))
            ? Refusal.Conflict(
                "One of the accounts is staff and the other a trainee of the same class. Change the roles first: a trainee cannot be staff of the class."
            )
            : (into.Value, from.Value);
    }

    private async Task<Outcome> TellAsync(Guid cohortId, Guid intoId, Guid fromId, Outcome outcome)
    {
        if (outcome.Succeeded)
        {
            // The rows were moved without the change tracker, which would have told the gate.
            versions.Committed([null]);
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            await events.PublishAsync(intoId, new AccessChanged(intoId));
            await events.PublishAsync(fromId, new AccessChanged(fromId));
        }

        return outcome;
    }
}
