using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Reads display names.</summary>
internal static class PersonNames
{
    /// <summary>The person's display name; the person must exist.</summary>
    public static Task<string> NameOfAsync(this TrainingDb db, Guid personId, CancellationToken ct) =>
        db.Set<Person>().Where(person => person.Id == personId).Select(person => person.DisplayName).SingleAsync(ct);

    /// <summary>
    /// The display names of people by their ids, including those who have left their class. An id without an account has none.
    /// </summary>
    public static Task<Dictionary<Guid, string>> NamesOfAsync(this TrainingDb db, IEnumerable<Guid> people, CancellationToken ct) =>
        db.Set<Person>()
            .Where(person => people.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);

    /// <summary>The name of the person, or a phrase for one whose account was erased.</summary>
    public static string NameOf(this IReadOnlyDictionary<Guid, string> names, Guid personId) =>
        names.GetValueOrDefault(personId, "a former member");
}
