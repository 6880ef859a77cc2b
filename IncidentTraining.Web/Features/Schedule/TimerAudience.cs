using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Authorization;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>The class whose timer a connection may watch: a member's class or a projector link's class.</summary>
/// <param name="LinkId">The projector link; null for a signed-in member.</param>
internal sealed record TimerAudience(Guid CohortId, Guid? LinkId);

/// <summary>Determines from the connection request which class it may watch.</summary>
internal sealed class TimerAudiences(ReadTimer timer, ProjectorLinks links)
{
    /// <summary>Returns the audience; null when the request has no access.</summary>
    public async Task<TimerAudience?> FindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query[SchedulePaths.ProjectorQuery].ToString() is { Length: > 0 } secret)
        {
            return await links.OpenAsync(new ProjectorToken(secret), context.RequestAborted) is { } view
                ? new TimerAudience(view.CohortId, view.LinkId)
                : null;
        }

        return
            Guid.TryParse(query[SchedulePaths.ClassQuery], out var cohortId)
            && ViewerClaims.ActorOf(context.User) is { } actor
            && (await timer.RunAsync(actor, cohortId, context.RequestAborted)).Succeeded
            ? new TimerAudience(cohortId, LinkId: null)
            : null;
    }
}

/// <summary>Rejects timer connections without an audience with 401 or 403.</summary>
internal sealed class MayWatchTimer(TimerAudiences audiences) : AuthorizationHandler<MayWatchTimer.Requirement>
{
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder().AddRequirements(new Requirement()).Build();

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
    {
        if (context.Resource is HttpContext http && await audiences.FindAsync(http) is not null)
        {
            context.Succeed(requirement);
        }
    }

    internal sealed class Requirement : IAuthorizationRequirement;
}
