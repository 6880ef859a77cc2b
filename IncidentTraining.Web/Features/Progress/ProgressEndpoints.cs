using System.Text.Json;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Web.Features.Progress.Notes;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentTraining.Web.Features.Progress;

internal static class ProgressEndpoints
{
    public static void MapProgressEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapPut("/progress/read/{dayId}/{pageId}", async (string dayId, string pageId, HttpContext context, MarkRead markRead) =>
            {
                var outcome = await markRead.RunAsync(ViewerClaims.ActorOf(context.User)!, dayId, pageId, context.RequestAborted);
                return outcome.Succeeded ? Results.NoContent() : Results.NotFound();
            })
            .ForScripts();
        app.MapPut("/progress/notes/{id:guid}", async (Guid id, HttpContext context, SaveNote keepNote, MyNotes mine) =>
            {
                var (note, refused) = await ScriptRequest.ReadAsync<SaveNote.Input>(context, JsonSerializerOptions.Web);
                if (note is null)
                {
                    return refused!;
                }

                var outcome = await keepNote.RunAsync(ViewerClaims.ActorOf(context.User)!, id, note, context.RequestAborted);
                return outcome.Succeeded ? await NotesAsync(context, mine, note.DayId, note.PageId) : outcome.Refusal.ToResult();
            })
            .ForScripts();
        app.MapPut("/progress/answers/{dayId}/{pageId}/{answerId}", AnswerAsync).ForScripts();
        app.MapDelete(
                "/progress/notes/{id:guid}",
                async (Guid id, string dayId, string pageId, HttpContext context, RemoveNote removeNote, MyNotes mine) =>
                {
                    var outcome = await removeNote.RunAsync(ViewerClaims.ActorOf(context.User)!, id, context.RequestAborted);
                    return outcome.Succeeded ? await NotesAsync(context, mine, dayId, pageId) : outcome.Refusal.ToResult();
                }
            )
            .ForScripts();
    }

    /// <summary>The reader's notes on a page, as the page shows them.</summary>
    private static async Task<IResult> NotesAsync(HttpContext context, MyNotes mine, string dayId, string pageId)
    {
        var notes = await mine.OnPageAsync(ViewerClaims.ActorOf(context.User)!, dayId, pageId, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<PageNoteList>(new { Notes = notes, Path = $"/learn/{dayId}/{pageId}" });
    }

    private static async Task<IResult> AnswerAsync(
        string dayId,
        string pageId,
        string answerId,
        HttpContext context,
        GiveOwnAnswer give,
        CurriculumLibrary library
    )
    {
        var (answer, refused) = await ScriptRequest.ReadAsync<GivenText>(context, JsonSerializerOptions.Web);
        if (answer is null)
        {
            return refused!;
        }

        var outcome = await give.RunAsync(
            ViewerClaims.ActorOf(context.User)!,
            new GiveOwnAnswer.Input(dayId, pageId, answerId, answer.Text),
            context.RequestAborted
        );
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.ToResult();
        }

        var model = library.Render(library.FindDay(dayId)!.FindPage(pageId)!, Audience.Trainee).Answers[answerId];
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ModelAnswerText>(new { Html = model });
    }

    private sealed record GivenText(string? Text);
}
