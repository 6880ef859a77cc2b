using Microsoft.AspNetCore.Diagnostics;

namespace IncidentTraining.Web.Http;

/// <summary>Lets the page of an error be read whatever the failed request wanted: the page takes no PUT, and a form is not read twice.</summary>
internal sealed class PageFailure : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        StatusPages.ReadInstead(context, StatusPages.Path);
        return ValueTask.FromResult(false);
    }
}
