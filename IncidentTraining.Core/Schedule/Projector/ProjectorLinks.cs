using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>A valid link in the facilitator's list.</summary>
/// <param name="LinkId">The id for revoking it.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record ProjectorLinkInfo(Guid LinkId, DateTime CreatedAt);

/// <summary>What a screen with a valid link may know about its class.</summary>
/// <param name="ClassName">The class's display name.</param>
/// <param name="JoinCode">The code for joining; shown before the start.</param>
public sealed record ProjectorView(Guid LinkId, Guid CohortId, string ClassName, JoinCode JoinCode);

/// <summary>Reads projector links.</summary>
public sealed class ProjectorLinks(IDbContextFactory<TrainingDb> databases)
{
    private static readonly ClassRole[] Facilitators = [ClassRole.Facilitator];

    /// <summary>Returns the valid links of a class, newest first; for its facilitator.</summary>
    public async Task<Outcome<IReadOnlyList<ProjectorLinkInfo>>> ListAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireRoleAsync(actor, cohortId, Facilitators, ct) is { Succeeded: false } stranger)
        {
            return stranger.Refusal;
        }

        return Outcome<IReadOnlyList<ProjectorLinkInfo>>.Done(
            await db.Set<ProjectorLink>()
                .Where(l => l.CohortId == cohortId && l.RevokedAt == null)
                .OrderByDescending(l => l.CreatedAt)
                .ThenBy(l => l.Id)
                .Select(l => new ProjectorLinkInfo(l.Id, l.CreatedAt))
                .ToListAsync(ct)
        );
    }

    /// <summary>The current join code of a class, for its screens.</summary>
    public async Task<JoinCode> CodeAsync(Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return new JoinCode(
            await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.JoinCode).SingleAsync(ct)
        );
    }

    /// <summary>Resolves the secret of an address; null when it is wrong or was revoked.</summary>
    public async Task<ProjectorView?> OpenAsync(ProjectorToken token, CancellationToken ct = default)
    {
        var hash = token.Hash();
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await (
            from link in db.Set<ProjectorLink>()
            join cohort in db.Set<Cohort>() on link.CohortId equals cohort.Id
            where link.TokenHash == hash && link.RevokedAt == null
            select new
            {
                link.Id,
                CohortId = cohort.Id,
                cohort.Name,
                cohort.JoinCode,
            }
        ).SingleOrDefaultAsync(ct);
        return found is null ? null : new ProjectorView(found.Id, found.CohortId, found.Name, new JoinCode(found.JoinCode));
    }
}
