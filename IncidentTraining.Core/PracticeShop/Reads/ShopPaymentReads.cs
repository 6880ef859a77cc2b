namespace IncidentTraining.Core.PracticeShop;

/// <summary>Payments as the shop counts them, and the connection to the payment gateway.</summary>
/// <param name="Route">The gateway's endpoint in use: <c>primary</c> or <c>standby</c>.</param>
/// <param name="TimeoutMilliseconds">How long the API waits for the gateway; 0 for no timeout.</param>
/// <param name="Outcomes">Attempts by outcome, with the labels of <c>payment_processed_total</c>.</param>
/// <param name="Networks">The newest report by card network; null before the first.</param>
public sealed record PaymentsState(string Route, int TimeoutMilliseconds, IReadOnlyList<PaymentCount> Outcomes, NetworkReport? Networks);

/// <summary>
/// Checkouts in five minutes by card network. A job counts them in the database, and its report is ready two minutes later.
/// </summary>
/// <param name="From">Virtual time at which the five minutes begin.</param>
/// <param name="To">Virtual time at which they end.</param>
/// <param name="Networks">The networks.</param>
public sealed record NetworkReport(TimeSpan From, TimeSpan To, IReadOnlyList<NetworkCount> Networks);

/// <summary>Payment attempts with one outcome.</summary>
/// <param name="Status"><c>approved</c>, <c>declined</c> or <c>failed</c>.</param>
/// <param name="Reason">The reason; <c>none</c> when approved.</param>
/// <param name="LastMinute">Attempts in the last 60 seconds.</param>
/// <param name="Total">Attempts since the start.</param>
public sealed record PaymentCount(string Status, string Reason, long LastMinute, long Total);

/// <summary>Payment attempts with cards of one network.</summary>
/// <param name="Network"><c>visa</c>, <c>mastercard</c> or <c>amex</c>.</param>
/// <param name="Attempts">Attempts.</param>
/// <param name="Failed">The failed ones among them; a declined card is an answer, not a failure.</param>
public sealed record NetworkCount(string Network, long Attempts, long Failed);
