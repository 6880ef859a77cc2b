using System.Text.Json;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>The endpoints of the quiz script.</summary>
internal static class QuizEndpoints
{
    /// <summary>The body of an answer request.</summary>
    internal sealed record Draft(AnswerContent Content);

    /// <summary>An answer as sent by the script.</summary>
    /// <param name="Picks">Shown positions; see <see cref="QuizResponse.Picks"/>.</param>
    /// <param name="Text">The text of a short answer.</param>
    /// <param name="Flagged">Whether the person flagged the question to come back to it.</param>
    internal sealed record AnswerContent(IReadOnlyList<int>? Picks, string? Text, bool Flagged);

    public static void MapQuizEndpoints(this IEndpointRouteBuilder app)
    {
        var attempts = app.MapGroup("/quiz/attempts/{attemptId:guid}");
        attempts.MapPut("/answers/{number:int}", SaveAsync).ForScripts();
        attempts.MapGet("/time", TimeAsync);
    }

    private static async Task<IResult> SaveAsync(Guid attemptId, int number, HttpContext http, SaveAnswer saveAnswer)
    {
        var (request, refused) = await DraftRequest<Draft>.ReadAsync(http, JsonSerializerOptions.Web);
        if (request?.Content.Content is not { Picks: { } picks, Text: { } text } content)
        {
            return refused ?? ScriptRequest.Malformed();
        }

        // Not cancelled when the browser disconnects: a received answer must be stored.
        var input = new SaveAnswer.Input(attemptId, number, request.SeenVersion, new QuizResponse(picks, text), content.Flagged);
        var outcome = await saveAnswer.RunAsync(request.Actor, input, CancellationToken.None);
        return outcome.Succeeded
            ? DraftRequest<Draft>.Answer(
                http,
                outcome.Value.Saved,
                outcome.Value.Version,
                SavedAnswer(outcome.Value),
                JsonSerializerOptions.Web
            )
            : outcome.Refusal.ToResult();
    }

    private static object SavedAnswer(SaveAnswer.Answer answer) =>
        answer.Saved
            ? new { answer.Version, savedAt = answer.At }
            : new
            {
                answer.Version,
                savedAt = answer.At,
                content = new AnswerContent(answer.Response.Picks, answer.Response.Text, answer.Flagged),
            };

    /// <summary>Returns the remaining time, so that a browser can correct its countdown after a clock change or sleep.</summary>
    private static async Task<IResult> TimeAsync(Guid attemptId, HttpContext http, ReadAttempt readAttempt)
    {
        if (ViewerClaims.ActorOf(http.User) is not { } actor)
        {
            return Results.NotFound();
        }

        var outcome = await readAttempt.RunAsync(actor, attemptId, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return outcome.Succeeded
            ? Results.Ok(
                new { remaining = outcome.Value.State is AttemptState.InProgress ? (long)outcome.Value.Remaining.TotalMilliseconds : 0 }
            )
            : outcome.Refusal.ToResult();
    }
}
