using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.Reviews;

/// <summary>The endpoints of the grading page: locks, the next document, and the grader's saved comments.</summary>
internal static class GradingEndpoints
{
    public static void MapGradingEndpoints(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup(ReviewPaths.Queue);
        reviews
            .MapPost("/{documentId:guid}/hold", (Guid documentId, HttpContext http, HoldDocument hold) =>
                ForAsync(http, async actor =>
                    await hold.TakeAsync(actor, documentId) is { Succeeded: false } refused
                        ? refused.Refusal.ToResult()
                        : Results.NoContent()
                )
            )
            .ForScripts();
        reviews
            .MapPost("/{documentId:guid}/lay-back", (Guid documentId, HttpContext http, HoldDocument hold) =>
                ForAsync(http, async actor =>
                    await hold.LayBackAsync(actor, documentId) is { Succeeded: false } refused
                        ? refused.Refusal.ToResult()
                        : Results.NoContent()
                )
            )
            .ForScripts();
        reviews
            .MapPost("/{documentId:guid}/next", (Guid documentId, HttpContext http, NextWaiting nextWaiting) =>
                ForAsync(http, actor => NextAsync(documentId, actor, nextWaiting))
            )
            .ForScripts();
        reviews.MapPost("/comments", SaveAsync).ForScripts();
        reviews
            .MapPost("/comments/{commentId:guid}/out", (Guid commentId, HttpContext http, ReusableComments comments) =>
                ForAsync(http, async actor =>
                    await comments.TakeOutAsync(actor, commentId) is { Succeeded: false } refused
                        ? refused.Refusal.ToResult()
                        : Results.NoContent()
                )
            )
            .ForScripts();
    }

    /// <summary>The page after a document: the next document, or the empty queue.</summary>
    public static async Task<IResult> NextAsync(Guid documentId, Actor actor, NextWaiting nextWaiting)
    {
        var next = await nextWaiting.RunAsync(actor, documentId);
        return next.Succeeded
            ? Results.Ok(new { next = next.Value is { } id ? ReviewPaths.Grade(id) : ReviewPaths.Queue })
            : next.Refusal.ToResult();
    }

    private static async Task<IResult> SaveAsync(HttpContext http, ReusableComments comments)
    {
        var (input, refused) = await ScriptRequest.ReadAsync<ReusableComments.Input>(http, DocumentBody.Json);
        return input is null ? refused! : await ForAsync(http, async actor =>
            {
                var outcome = await comments.SaveAsync(actor, input);
                return outcome.Succeeded ? Results.Ok(outcome.Value) : outcome.Refusal.ToResult();
            });
    }

    private static async Task<IResult> ForAsync(HttpContext http, Func<Actor, Task<IResult>> answer) =>
        ViewerClaims.ActorOf(http.User) is { } actor
            ? await answer(actor)
            : Results.Problem("You are not signed in.", statusCode: StatusCodes.Status401Unauthorized);
}
