using Microsoft.AspNetCore.Diagnostics;

namespace IncidentTraining.Web.Http;

/// <summary>Lets an error page be rendered for any failed request: pages do not accept PUT, and a form is not read twice.</summary>
internal sealed class PageFailure : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        StatusPages.ReadInstead(context, StatusPages.Path);
        return ValueTask.FromResult(false);
    }
}
