namespace IncidentTraining.Web.Http;

/// <summary>
/// Lets a page report that the item in its address does not exist. Blazor omits the body of a page that answers 404, so the text is stored
/// with the request and the error page shows it.
/// </summary>
internal static class MissingPage
{
    /// <summary>Answers 404 with the text.</summary>
    /// <param name="title">What does not exist.</param>
    /// <param name="text">A possible reason.</param>
    /// <param name="link">Where to go instead; null for the start page only.</param>
    public static void Answer(HttpContext context, string title, string text = "", (string Label, string Href)? link = null)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Items[typeof(MissingPage)] = new StatusText(title, text, link);
    }

    /// <summary>Returns the text of the requested page; null when there is none.</summary>
    public static StatusText? WordsOf(HttpContext context) => context.Items[typeof(MissingPage)] as StatusText;
}
