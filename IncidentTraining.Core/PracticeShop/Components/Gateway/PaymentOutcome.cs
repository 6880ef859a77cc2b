namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>How a payment attempt ended, in the order of the counters.</summary>
enum PaymentOutcome
{
    Approved,
    CardDeclined,
    InsufficientFunds,
    GatewayRejected,
    GatewayTimeout,
    GatewayUnavailable,
    RateLimited,
    SignatureMismatch,
}

/// <summary>
/// How outcomes are written in metrics and logs: as the shop's own code sees them, which keeps little of Paylane's answer.
/// </summary>
static class PaymentOutcomes
{
    /// <summary>The reason for every failure that is not a timeout.</summary>
    public const string GatewayError = "gateway_error";

    public static (string Status, string Reason) Labels(PaymentOutcome outcome) =>
        outcome switch
        {
            PaymentOutcome.Approved => ("approved", "none"),
            PaymentOutcome.CardDeclined => ("declined", "card_declined"),
            PaymentOutcome.InsufficientFunds => ("declined", "insufficient_funds"),
            PaymentOutcome.GatewayTimeout => ("failed", "gateway_timeout"),
            _ => ("failed", GatewayError),
        };

    /// <summary>Whether the shop or the gateway failed; a declined card is not a failure.</summary>
    public static bool IsFailure(PaymentOutcome outcome) => outcome >= PaymentOutcome.GatewayRejected;
}

/// <summary>Card networks, in the order of their numbers.</summary>
static class CardNetworks
{
    public const byte Amex = 2;

    public static IReadOnlyList<string> All { get; } = ["visa", "mastercard", "amex"];

    /// <summary>The number of a network; 0 when none has this name.</summary>
    public static byte Number(string network) => (byte)Math.Max(0, All.ToList().IndexOf(network));

    /// <summary>The network of a card: 60 % visa, 28 % mastercard, 12 % amex.</summary>
    public static byte Of(int percentile) =>
        (byte)(
            percentile < 60 ? 0
            : percentile < 88 ? 1
            : Amex
        );
}
