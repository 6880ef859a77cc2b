namespace IncidentTraining.Web.Http;

/// <summary>The text of the page for a refusal or an error.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What was kept and what to do next.</param>
/// <param name="Link">Where to go instead of the start page; null for nowhere.</param>
internal sealed record StatusText(string Title, string Text, (string Label, string Href)? Link = null)
{
    /// <summary>The text for an HTTP status of 400 or more.</summary>
    public static StatusText Of(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => new("You are not signed in", "Sign in, then open the page again."),
            StatusCodes.Status403Forbidden => new(
                "This page is not for your role",
                "Your account cannot open it. If you need it for your work, ask the portal's administrator."
            ),
            StatusCodes.Status404NotFound => new(
                "There is nothing at this address",
                "It may have moved, or you may not have access to it."
            ),
            StatusCodes.Status405MethodNotAllowed => new(
                "This address cannot be used that way",
                "Nothing was changed. Go back and use the buttons of the page."
            ),
            StatusCodes.Status408RequestTimeout => new(
                "The request took too long",
                "Nothing was changed. Check your connection, go back and try again."
            ),
            StatusCodes.Status410Gone => new("This is no longer available", "The link was revoked or has expired."),
            StatusCodes.Status413PayloadTooLarge => new(
                "What you sent is too large",
                "Nothing was changed. Go back and send less, or a smaller file."
            ),
            StatusCodes.Status415UnsupportedMediaType => new(
                "This kind of file or request is not supported",
                "Nothing was changed. Go back and choose another file."
            ),
            StatusCodes.Status429TooManyRequests => new(
                "Too many attempts",
                "Too many people have signed in or joined from your network in a short time. Nothing was lost."
            ),
            StatusCodes.Status503ServiceUnavailable => new("The portal is busy", "Your saved work is safe. Try again in a minute."),
            >= StatusCodes.Status500InternalServerError => new(
                "Something broke on our side",
                "Your saved work is safe. Go back and try again."
            ),
            StatusCodes.Status400BadRequest => new(
                "The portal could not accept this request",
                "Nothing was changed. The page may have been open for a long time or belong to another sign-in: go back, reload it and send it again."
            ),
            _ => new("This did not work", "Nothing was changed. Go back and try again."),
        };
}
