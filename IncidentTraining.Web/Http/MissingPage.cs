using IncidentTraining.Web.Components;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Lets a page say that what its address names is not there. Blazor leaves out the body of a page that answers 404, so the words are
/// kept with the request, and the page of the error shows them.
/// </summary>
internal static class MissingPage
{
    /// <summary>Answers 404 with the words.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">What is not there.</param>
    /// <param name="text">Why that may be.</param>
    /// <param name="link">Where to go instead; null for the start page alone.</param>
    public static void Answer(HttpContext context, string title, string text = "", (string Label, string Href)? link = null)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Items[typeof(MissingPage)] = new StatusText(title, text, link);
    }

    /// <summary>The words of the page that was asked for; null when it had none.</summary>
    public static StatusText? WordsOf(HttpContext context) => context.Items[typeof(MissingPage)] as StatusText;
}
