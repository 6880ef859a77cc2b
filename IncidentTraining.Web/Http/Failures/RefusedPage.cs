using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Http;

/// <summary>Lets a page that shows a refusal answer with the status of it.</summary>
internal static class RefusedPage
{
    /// <summary>
    /// The response gets the status if the item does not exist or is not for this person. With other refusals the page tells what to do
    /// and answers 200.
    /// </summary>
    /// <param name="request">The request of the page; null once it is interactive.</param>
    /// <param name="refusal">Why the page cannot be shown; null when it can.</param>
    public static void Answer(HttpContext? request, Refusal? refusal)
    {
        if (request is null || refusal is not { Kind: RefusalKind.NotFound or RefusalKind.NotAllowed })
        {
            return;
        }

        var response = request.Response;
        response.OnStarting(() =>
        {
            // Not earlier: Blazor leaves out the body of a page that answers 404, and with it the unsaved text that the page restores.
            response.StatusCode = RefusalResult.StatusOf(refusal.Kind);
            return Task.CompletedTask;
        });
    }
}
