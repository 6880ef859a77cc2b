using System.Threading.RateLimiting;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Startup;

/// <summary>
/// Prevents one address from keeping the machine busy with hashing. A class of 300 can join from one address within a minute, some of them
/// trying twice; <see cref="SignInTries"/> slows down guessing of single accounts and codes.
/// </summary>
/// <remarks>
/// Not the framework's rate limiting middleware: it keeps a limiter that is never disposed, whose timer holds a stopped portal in memory
/// and ticks on.
/// </remarks>
internal sealed class GuessingLimit : IAsyncDisposable
{
    /// <summary>The most attempts to sign in or join per address and minute.</summary>
    public const int MostAttempts = 1000;

    /// <summary>
    /// The most strength checks of a passphrase per address and minute: a class of 300 typing, with some ten pauses each.
    /// </summary>
    public const int MostEstimates = 3000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, (string, bool)>(context =>
        RateLimitPartition.GetFixedWindowLimiter(
            (context.Connection.RemoteIpAddress?.ToString() ?? "unknown", IsEstimate(context)),
            one => new FixedWindowRateLimiterOptions { PermitLimit = one.Item2 ? MostEstimates : MostAttempts, Window = Window }
        )
    );

    /// <summary>Whether a request carries a secret that the portal must check or estimate.</summary>
    public static bool Concerns(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && (PeoplePaths.TakeSecrets(context.Request.Path) || IsEstimate(context));

    /// <summary>Answers 429 with the time to wait when an address has used up its attempts.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Waiting.InSeconds(
            lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : Window
        );
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    private static bool IsEstimate(HttpContext context) => context.Request.Path == PeoplePaths.Strength;
}
