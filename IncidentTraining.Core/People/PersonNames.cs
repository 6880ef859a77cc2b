using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Reads the names that people show.</summary>
internal static class PersonNames
{
    /// <summary>The person's display name; the person must exist.</summary>
    public static Task<string> NameOfAsync(this TrainingDb db, Guid personId, CancellationToken ct) =>
        db.Set<Person>().Where(person => person.Id == personId).Select(person => person.DisplayName).SingleAsync(ct);
}
