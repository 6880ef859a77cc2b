namespace IncidentTraining.Web.Http;

/// <summary>What a person is told by the page of a refusal or an error.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What was kept and what to do next.</param>
/// <param name="Link">Where to go beside the start page; null for nowhere.</param>
internal sealed record StatusText(string Title, string Text, (string Label, string Href)? Link = null)
{
    /// <summary>The words for an HTTP status of 400 or more.</summary>
    public static StatusText Of(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => new("You are not signed in", "Sign in, then open the page again."),
            StatusCodes.Status403Forbidden => new(
                "This page is not for your role",
                "Your account may not open it. If you need it for your work, ask the administrator of the portal."
            ),
            StatusCodes.Status404NotFound => new("There is nothing at this address", "It may have moved, or it may not be yours to see."),
            StatusCodes.Status405MethodNotAllowed => new(
                "This address cannot be used like that",
                "Nothing was changed. Go back and use the buttons of the page."
            ),
            StatusCodes.Status408RequestTimeout => new(
                "The request took too long",
                "Nothing was changed. Check your connection, go back and try again."
            ),
            StatusCodes.Status410Gone => new("This is no longer available", "The link was revoked, or the time for it has passed."),
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
                "Too many people have signed in or joined from your network in a short time. Nothing of yours is lost."
            ),
            StatusCodes.Status503ServiceUnavailable => new("The portal is busy", "What you saved before is safe. Try again in a minute."),
            >= StatusCodes.Status500InternalServerError => new(
                "Something broke on our side",
                "What you saved before is safe. Go back and try once more."
            ),
            StatusCodes.Status400BadRequest => new(
                "The portal could not take this request",
                "Nothing was changed. The page may have been open for a long time or belong to another sign-in: go back, load it again and send it once more."
            ),
            _ => new("This did not work", "Nothing was changed. Go back and try once more."),
        };
}
