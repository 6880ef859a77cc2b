using System.Security.Cryptography;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentTraining.Web.Components.Layout;

/// <summary>Shows a reference number instead of a broken page; the log has the details under the same number.</summary>
public partial class PageGuard(ILogger<PageGuard> logger) : ErrorBoundary
{
    private string _reference = "";

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        LogPageFailed(exception, _reference);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Error, "A page failed; reference {Reference}.")]
    private partial void LogPageFailed(Exception exception, string reference);
}
