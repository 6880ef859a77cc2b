using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;

namespace IncidentTraining.Web.Http;

/// <summary>Gives a failed request a number that its answer names; the log has the exception under the same number.</summary>
internal sealed partial class FailureReference(ILogger<FailureReference> logger) : IExceptionHandler
{
    /// <summary>The number of a failed request; null when none has failed.</summary>
    public static string? Of(HttpContext context) => context.Items[typeof(FailureReference)] as string;

    /// <summary>The status of a failure: a request that cannot be read or is too large is the sender's, everything else is ours.</summary>
    public static int StatusOf(Exception failure) => (failure as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;

    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var (method, path) = (context.Request.Method, context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? "");
        if (StatusOf(exception) < StatusCodes.Status500InternalServerError)
        {
            LogRefused(exception, method, path);
            return ValueTask.FromResult(false);
        }

        var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        context.Items[typeof(FailureReference)] = reference;
        LogFailed(exception, method, path, reference);
        return ValueTask.FromResult(false);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed; reference {Reference}.")]
    private partial void LogFailed(Exception failure, string method, string path, string reference);

    [LoggerMessage(LogLevel.Information, "{Method} {Path} could not be read.")]
    private partial void LogRefused(Exception failure, string method, string path);
}
