using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.People;

/// <summary>Writes lines into the audit log, as part of the transaction that they describe.</summary>
public static class AuditLog
{
    /// <summary>Adds a line for an actor.</summary>
    internal static void Audit(
        this TrainingDb db,
        AuditAction action,
        TimeProvider time,
        Actor actor,
        Guid? person = null,
        Guid? cohort = null,
        Guid? subject = null,
        string note = ""
    ) =>
        db.Add(
            new AuditEntry(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow().UtcDateTime, action)
            {
                ById = actor.PersonId,
                SessionId = actor.SessionId,
                PersonId = person,
                CohortId = cohort,
                SubjectId = subject,
                Note = note,
            }
        );

    /// <summary>Adds a line about another person's action to which an actor has consented.</summary>
    internal static void Audit(this TrainingDb db, AuditAction action, DateTime now, Guid by, Actor consents, Guid cohort, Guid subject) =>
        db.Add(
            new AuditEntry(Guid.CreateVersion7(new DateTimeOffset(now)), now, action)
            {
                ById = by,
                PersonId = consents.PersonId,
                CohortId = cohort,
                SubjectId = subject,
            }
        );

    /// <summary>Adds a line for a visitor or for the server, which have no session.</summary>
    internal static void Audit(
        this TrainingDb db,
        AuditAction action,
        TimeProvider time,
        Guid? by,
        Guid? person,
        string address,
        Guid? cohort = null,
        string note = ""
    ) =>
        db.Add(
            new AuditEntry(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow().UtcDateTime, action)
            {
                ById = by,
                PersonId = person,
                CohortId = cohort,
                Address = address,
                Note = note,
            }
        );
}
