using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>A room that stores a person's work.</summary>
public interface IOwnData
{
    /// <summary>The name of the room's section in the file.</summary>
    string Part { get; }

    /// <summary>
    /// The room's data about the person, as objects for JSON. Excludes data that the person may not see on the pages, such as quiz keys.
    /// </summary>
    Task<object> ReadAsync(TrainingDb db, Guid personId, CancellationToken ct);
}

/// <summary>A person's data in the portal, for download by the person.</summary>
public sealed class OwnData(IDbContextFactory<TrainingDb> databases, WriteGate gate, IEnumerable<IOwnData> rooms, TimeProvider time)
{
    /// <summary>The sections by name.</summary>
    public async Task<IReadOnlyDictionary<string, object>> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        await gate.WriteAsync(
            write =>
            {
                write.Audit(AuditAction.OwnDataExported, time, actor, person: actor.PersonId);
                return Task.FromResult(Results.Outcome.Done);
            },
            ct
        );
        await using var db = await databases.CreateDbContextAsync(ct);
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(one => one.Id == actor.PersonId, ct);
        var parts = new Dictionary<string, object>
        {
            ["account"] = new
            {
                person.Id,
                name = person.DisplayName,
                person.IsAdministrator,
                person.CreatedAt,
                person.ArrivedAt,
            },
            ["classes"] = await (
                from membership in db.Set<Membership>()
                join cohort in db.Set<Cohort>() on membership.CohortId equals cohort.Id
                where membership.PersonId == actor.PersonId
                select new
                {
                    cohort.Id,
                    cohort.Name,
                    role = membership.Role.ToString(),
                    membership.JoinedAt,
                }
            ).ToListAsync(ct),
            ["signInProviders"] = await db
                .UserLogins.Where(login => login.UserId == person.UserId)
                .Select(login => new { issuer = login.LoginProvider, subject = login.ProviderKey })
                .ToListAsync(ct),
            ["sessions"] = await db.Set<Session>()
                .Where(session => session.PersonId == actor.PersonId)
                .OrderBy(session => session.StartedAt)
                .Select(session => new
                {
                    session.Device,
                    session.Address,
                    session.StartedAt,
                    session.EndedAt,
                })
                .ToListAsync(ct),
            ["secondFactor"] = await db.Set<SecondFactor>()
                .Where(factor => factor.PersonId == actor.PersonId && factor.ConfirmedAt != null)
                .Select(factor => new
                {
                    factor.ConfirmedAt,
                    recoveryCodesLeft = db.Set<RecoveryCode>().Count(code => code.PersonId == actor.PersonId),
                })
                .ToListAsync(ct),
            ["passkeys"] = await db.Set<Passkey>()
                .Where(passkey => passkey.PersonId == actor.PersonId)
                .OrderBy(passkey => passkey.CreatedAt)
                .Select(passkey => new
                {
                    passkey.Name,
                    passkey.CreatedAt,
                    passkey.LastUsedAt,
                    passkey.IsBackedUp,
                })
                .ToListAsync(ct),
            ["log"] = await db.Set<AuditEntry>()
                .Where(entry => entry.PersonId == actor.PersonId || entry.ById == actor.PersonId)
                .OrderBy(entry => entry.At)
                .Select(entry => new
                {
                    entry.At,
                    action = entry.Action.ToString(),
                    byYou = entry.ById == actor.PersonId,
                })
                .ToListAsync(ct),
        };
        foreach (var room in rooms)
        {
            parts[room.Part] = await room.ReadAsync(db, actor.PersonId, ct);
        }

        return parts;
    }
}
