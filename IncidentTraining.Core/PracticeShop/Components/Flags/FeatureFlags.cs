using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Flags;

/// <summary>A feature flag of the shop.</summary>
sealed record Flag(string Id, string Title, string Description, bool Usually);

/// <summary>The feature flags and their states. Components query them and decide what they do.</summary>
sealed class FeatureFlags(Kernel kernel)
{
    public const string LiveRecommendations = "live-recommendations";
    public const string FreshCheckoutKeys = "fresh-checkout-keys";
    public const string FastRetry = "fast-retry";
    public const string ViewHistory = "view-history";
    public const string AcceptAmex = "accept-amex";

    /// <summary>All flags.</summary>
    public static IReadOnlyList<Flag> All { get; } =
    [
        new(
            AcceptAmex,
            "Accept American Express",
            "Offers American Express at the checkout. When off, customers are asked for another card; about a third of them leave.",
            true
        ),
        new(
            FastRetry,
            "Fast retry in the apps",
            "The apps repeat a failed request after 0.1 s, up to eight attempts, instead of after 1 s and 2 s.",
            false
        ),
        new(
            FreshCheckoutKeys,
            "Fresh checkout keys",
            "The browser creates a new idempotency key for each attempt to pay instead of one for each checkout.",
            false
        ),
        new(
            LiveRecommendations,
            "Live recommendations",
            "Releases that support it ask the recommendation service while the customer waits.",
            true
        ),
        new(ViewHistory, "View history", "Keeps what each visitor has looked at in Redis, for “recently viewed”.", false),
    ];

    readonly bool[] _on = [.. All.Select(flag => flag.Usually)];
    readonly long?[] _switchedAt = new long?[All.Count];

    public bool IsOn(string id) => _on[Place(id)];

    /// <summary>When a flag was last switched in the run, in microseconds.</summary>
    public long? SwitchedAt(string id) => _switchedAt[Place(id)];

    public void Switch(string id, bool on)
    {
        _on[Place(id)] = on;
        if (kernel.Now > 0)
            _switchedAt[Place(id)] = kernel.Now;
    }

    static int Place(string id)
    {
        for (var place = 0; place < All.Count; place++)
        {
            if (All[place].Id == id)
                return place;
        }

        throw new ArgumentOutOfRangeException(nameof(id), id, "There is no such flag.");
    }
}
