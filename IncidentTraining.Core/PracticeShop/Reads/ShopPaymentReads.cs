namespace IncidentTraining.Core.PracticeShop;

/// <summary>Payments as the shop counts them, and the way to the payment gateway.</summary>
/// <param name="Route">The gateway's endpoint in use: <c>primary</c> or <c>standby</c>.</param>
/// <param name="TimeoutMilliseconds">How long the API waits for the gateway; 0 for as long as it takes.</param>
/// <param name="AwaitingBank">Payments whose outcome a webhook still has to bring.</param>
/// <param name="Outcomes">Attempts by outcome, with the labels of <c>payment_processed_total</c>.</param>
/// <param name="Networks">Attempts by card network.</param>
public sealed record PaymentsState(
    string Route, int TimeoutMilliseconds, int AwaitingBank, IReadOnlyList<PaymentCount> Outcomes,
    IReadOnlyList<NetworkCount> Networks);

/// <summary>Attempts to pay with one outcome.</summary>
/// <param name="Status"><c>approved</c>, <c>declined</c> or <c>failed</c>.</param>
/// <param name="Reason">The reason; <c>none</c> when approved.</param>
/// <param name="LastMinute">Attempts in the last 60 seconds.</param>
/// <param name="Total">Attempts since the start.</param>
public sealed record PaymentCount(string Status, string Reason, long LastMinute, long Total);

/// <summary>Attempts to pay with cards of one network, from the counters of the payment log lines.</summary>
/// <param name="Network"><c>visa</c>, <c>mastercard</c> or <c>amex</c>.</param>
/// <param name="Attempts">Attempts in the last five minutes.</param>
/// <param name="Failed">Of these, failed ones (declined ones are answers, no failures).</param>
public sealed record NetworkCount(string Network, long Attempts, long Failed);
