using System.Security.Cryptography;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Settings;

/// <summary>
/// Replaces names with pseudonyms for graders who must not know whose text they read. A document has the same pseudonym everywhere.
/// </summary>
public sealed class HiddenNames : IAuthorNames
{
    /// <inheritdoc/>
    public async Task<string> ForReviewerAsync(TrainingDb db, Guid cohortId, Guid documentId, string name, CancellationToken ct) =>
        (await db.GradingRulesAsync(cohortId, ct)).HideNames ? Of(documentId) : name;

    /// <inheritdoc/>
    public async Task<NameCover> CoverAsync(TrainingDb db, Actor actor, Guid cohortId, Guid about, CancellationToken ct) =>
        (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct)).Succeeded
            ? await OfClassAsync(db, cohortId, about, ct)
            : NameCover.None;

    /// <summary>Returns a document's pseudonym for its author; reveals neither the author nor which documents have the same one.</summary>
    internal static string Of(Guid documentId) => $"Author {Convert.ToHexString(SHA256.HashData(documentId.ToByteArray()))[..4]}";

    /// <summary>Returns what hides the names of a class's trainees in a text; a no-op where the class shows names.</summary>
    /// <param name="about">What contains the names, as in <see cref="NameCover"/>; for a list, each of its documents by
    /// <see cref="NameCover.About"/>.</param>
    internal static async Task<NameCover> OfClassAsync(TrainingDb db, Guid cohortId, Guid about, CancellationToken ct) =>
        (await db.GradingRulesAsync(cohortId, ct)).HideNames ? new NameCover(about, await TraineesAsync(db, cohortId, ct)) : NameCover.None;

    /// <summary>The members of the class who are graded.</summary>
    internal static async Task<IReadOnlyList<(Guid PersonId, string Name)>> TraineesAsync(
        TrainingDb db,
        Guid cohortId,
        CancellationToken ct
    )
    {
        var people = await (
            from member in db.Set<Membership>()
            join person in db.Set<Person>() on member.PersonId equals person.Id
            where member.CohortId == cohortId && member.Role == ClassRole.Trainee
            select new { person.Id, person.DisplayName }
        ).ToListAsync(ct);
        return [.. people.Select(person => (person.Id, person.DisplayName))];
    }
}
