using IncidentTraining.Core.PracticeShop.Components.Noise;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>The log lines of a healthy system. No metric or service level includes them.</summary>
sealed class NoiseTelemetry(LogRing logs) : INoiseReports
{
    readonly int[] _lines = [.. Enum.GetValues<NoiseKind>().Select(kind => Declare(logs, kind))];

    public void Heard(NoiseKind kind, long figure) => logs.Write(_lines[(int)kind], 0, figure);

    static int Declare(LogRing logs, NoiseKind kind) =>
        kind switch
        {
            NoiseKind.CoverFailed => logs.Declare(
                ShopLogLevel.Error,
                "covers",
                "cover {0:n:cover}.webp: no answer of the image service in 800 ms, placeholder sent"
            ),
            NoiseKind.VisitorLeft => logs.Declare(
                ShopLogLevel.Error,
                "storefront",
                "unhandled rejection on /books/{0:n:book}: AbortError, the visitor left the page"
            ),
            NoiseKind.ForeignStatement => logs.Declare(ShopLogLevel.Warn, "database", "slow query of metabase: {0:ms:ms} ms, read only"),
            NoiseKind.MalformedRequests => logs.Declare(
                ShopLogLevel.Warn,
                "load-balancer",
                "malformed request lines from {0:n:addresses} addresses in the last minute, answered 400"
            ),
            NoiseKind.CoverRetried => logs.Declare(ShopLogLevel.Warn, "cdn", "retry {0:n:attempt} of 3 for a cover image"),
            NoiseKind.Deprecated => logs.Declare(
                ShopLogLevel.Warn,
                "storefront",
                "deprecated: a page reads window.basket, {0:n:times} times in the last minute"
            ),
            _ => logs.Declare(ShopLogLevel.Warn, "search", "index refresh took {0:ms:ms} ms"),
        };
}
