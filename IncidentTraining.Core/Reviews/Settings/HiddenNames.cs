using System.Security.Cryptography;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Settings;

/// <summary>Names for graders who shall not know whose text they read: the same for a document wherever it is shown.</summary>
public sealed class HiddenNames : IAuthorNames
{
    /// <inheritdoc/>
    public async Task<string> ForReviewerAsync(TrainingDb db, Guid cohortId, Guid documentId, string name, CancellationToken ct) =>
        (await db.GradingRulesAsync(cohortId, ct)).HideNames ? Of(documentId) : name;

    /// <inheritdoc/>
    public async Task<NameCover> CoverAsync(TrainingDb db, Actor actor, Guid cohortId, Guid about, CancellationToken ct) =>
        (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct)).Succeeded ? await OfClassAsync(db, cohortId, about, ct) : NameCover.None;

    /// <summary>A document's stand-in for its author's name; tells nothing about the author, nor which documents are by the same one.</summary>
    internal static string Of(Guid documentId) => $"Author {Convert.ToHexString(SHA256.HashData(documentId.ToByteArray()))[..4]}";

    /// <summary>What covers the names of a class's trainees in something; nothing where the class shows names.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="about">What the names stand in, as in <see cref="NameCover"/>; for a list, each of its documents by <see cref="NameCover.About"/>.</param>
    /// <param name="ct">A token to cancel with.</param>
    internal static async Task<NameCover> OfClassAsync(TrainingDb db, Guid cohortId, Guid about, CancellationToken ct) =>
        (await db.GradingRulesAsync(cohortId, ct)).HideNames ? new NameCover(about, await TraineesAsync(db, cohortId, ct)) : NameCover.None;

    /// <summary>Those of the class who are graded.</summary>
    internal static async Task<IReadOnlyList<(Guid PersonId, string Name)>> TraineesAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        var people = await (
            from member in db.Set<Membership>()
            join person in db.Set<Person>() on member.PersonId equals person.Id
            where member.CohortId == cohortId && member.Role == ClassRole.Trainee
            select new { person.Id, person.DisplayName }).ToListAsync(ct);
        return [.. people.Select(person => (person.Id, person.DisplayName))];
    }
}
