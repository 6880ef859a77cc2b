using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;

namespace IncidentTraining.Web.Http;

/// <summary>Assigns a reference number to a failed request; the response shows it, and the log has the exception under it.</summary>
internal sealed partial class FailureReference(ILogger<FailureReference> logger) : IExceptionHandler
{
    /// <summary>Returns the reference of a failed request; null when none has failed.</summary>
    public static string? Of(HttpContext context) => context.Items[typeof(FailureReference)] as string;

    /// <summary>Returns the status of a failure: an unreadable or too large request is the client's fault, everything else is
    /// ours.</summary>
    public static int StatusOf(Exception failure) =>
        (failure as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;

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
