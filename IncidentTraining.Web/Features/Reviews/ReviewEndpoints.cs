using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.Reviews;

/// <summary>The endpoints of the grading script, with the same version checks as for documents.</summary>
internal static class ReviewEndpoints
{
    /// <summary>The body of a draft request.</summary>
    internal sealed record Draft(ReviewNotes Content);

    /// <summary>The decision.</summary>
    internal sealed record Decision(ReviewDecision Choice);

    public static void MapReviewEndpoints(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup(ReviewPaths.Queue);
        reviews.MapPut("/{documentId:guid}/draft", SaveAsync).ForScripts();
        reviews.MapPost("/{documentId:guid}/decision", DecideAsync).ForScripts();
        app.MapGradingEndpoints();
    }

    private static async Task<IResult> SaveAsync(Guid documentId, HttpContext http, SaveReview saveReview)
    {
        var (request, refused) = await DraftRequest<Draft>.ReadAsync(http, DocumentBody.Json);
        if (request is null || !request.Content.Content.IsWhole)
        {
            return refused ?? ScriptRequest.Malformed();
        }

        // Not cancelled when the browser disconnects: received notes must be stored.
        var input = new SaveReview.Input(documentId, request.SeenVersion, request.Content.Content);
        var outcome = await saveReview.RunAsync(request.Actor, input, CancellationToken.None);
        return outcome.Succeeded
            ? DraftRequest<Draft>.Answer(http, outcome.Value.Saved, outcome.Value.Version, SavedAnswer(outcome.Value), DocumentBody.Json)
            : outcome.Refusal.ToResult();
    }

    private static object SavedAnswer(SaveReview.Answer answer) =>
        answer.Saved
            ? new { answer.Version, savedAt = answer.At }
            : new
            {
                answer.Version,
                savedAt = answer.At,
                content = answer.Present,
                by = answer.By,
            };

    private static async Task<IResult> DecideAsync(Guid documentId, HttpContext http, DecideReview decideReview, NextWaiting nextWaiting)
    {
        var (request, refused) = await DraftRequest<Decision>.ReadAsync(http, DocumentBody.Json);
        if (request is null)
        {
            return refused!;
        }

        var input = new DecideReview.Input(documentId, request.SeenVersion, request.Content.Choice);
        var outcome = await decideReview.RunAsync(request.Actor, input, CancellationToken.None);
        return outcome.Succeeded ? await GradingEndpoints.NextAsync(documentId, request.Actor, nextWaiting) : outcome.Refusal.ToResult();
    }
}
