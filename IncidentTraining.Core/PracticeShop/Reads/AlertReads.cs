namespace IncidentTraining.Core.PracticeShop;

/// <summary>An alert rule and its state.</summary>
/// <param name="Id">Its id in the scenario.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Severity"><c>page</c> or <c>ticket</c>.</param>
/// <param name="State"><c>inactive</c>, <c>pending</c>, <c>firing</c> or <c>resolved</c>.</param>
/// <param name="Since">When the current state began.</param>
/// <param name="Value">The watched figure, as text with its unit.</param>
/// <param name="Threshold">The limit, as text with its unit.</param>
/// <param name="Rule">What monitoring knows about the rule.</param>
public sealed record AlertState(
    string Id,
    string Title,
    string Severity,
    string State,
    TimeSpan Since,
    string Value,
    string Threshold,
    AlertDescription Rule
);

/// <summary>An alert rule as configured in the monitoring.</summary>
/// <param name="Expression">The expression, in terms of the shop's metrics.</param>
/// <param name="For">How long the condition must hold before the alert fires.</param>
/// <param name="Labels">Its labels: severity, service and team.</param>
/// <param name="Summary">What the alert means, in one sentence.</param>
/// <param name="Runbook">Path of its runbook in the shop's source.</param>
public sealed record AlertDescription(
    string Expression,
    TimeSpan For,
    IReadOnlyList<KeyValuePair<string, string>> Labels,
    string Summary,
    string Runbook
);
