namespace IncidentTraining.Core.PracticeShop;

/// <summary>A provider's public status page. It is written by people and lags behind the truth.</summary>
/// <param name="Id"><c>paylane</c>, <c>supabase</c> or <c>mail</c>.</param>
/// <param name="Title">Title for people.</param>
/// <param name="State"><c>operational</c>, <c>degraded</c> or <c>outage</c>: the worst of its components.</param>
/// <param name="UpdatedAt">When it last changed; zero when it has not changed in the run.</param>
/// <param name="Components">The listed components.</param>
/// <param name="Notices">The provider's notices, newest first.</param>
public sealed record StatusPage(
    string Id,
    string Title,
    string State,
    TimeSpan UpdatedAt,
    IReadOnlyList<StatusComponent> Components,
    IReadOnlyList<StatusNotice> Notices
);

/// <summary>A component on a status page.</summary>
/// <param name="Name">Name.</param>
/// <param name="State"><c>operational</c>, <c>degraded</c> or <c>outage</c>.</param>
public sealed record StatusComponent(string Name, string State);

/// <summary>A notice on a status page.</summary>
/// <param name="At">When it was published.</param>
/// <param name="State">The state that it declares.</param>
/// <param name="Text">Its text.</param>
public sealed record StatusNotice(TimeSpan At, string State, string Text);

/// <summary>One line of the network check.</summary>
/// <param name="From">Source of the packet.</param>
/// <param name="To">Destination of the packet.</param>
/// <param name="Address">Address and port.</param>
/// <param name="State"><c>ok</c>, <c>slow</c>, <c>busy</c>, <c>lossy</c>, <c>one-way</c>, <c>skewed</c>, <c>refused</c> or
/// <c>unreachable</c>.</param>
/// <param name="Milliseconds">Time to connect; null when there was no answer.</param>
/// <param name="Detail">What the check found.</param>
public sealed record NetworkProbe(string From, string To, string Address, string State, double? Milliseconds, string Detail)
{
    /// <summary>When the check ran; null for now.</summary>
    public TimeSpan? SeenAt { get; init; }
}

/// <summary>A feature flag.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="On">Whether it is on.</param>
/// <param name="Since">When it was last switched in the run; null when it was not.</param>
public sealed record FlagState(string Id, string Title, string Description, bool On, TimeSpan? Since);

/// <summary>A run of the smoke suite <c>tests/e2e</c> against the shop.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed.</param>
/// <param name="Tests">The tests.</param>
public sealed record SmokeRun(TimeSpan At, int Passed, int Failed, IReadOnlyList<SmokeTest> Tests);

/// <summary>A test of the smoke suite.</summary>
/// <param name="File">The file that contains it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Detail">What it found when it failed; otherwise empty.</param>
public sealed record SmokeTest(string File, string Name, bool Passed, string Detail);

/// <summary>Harm that a responder's action did, as the engine measured it.</summary>
/// <param name="At">When.</param>
/// <param name="Action">The action.</param>
/// <param name="Points">Weight from 1 (a few requests) to 10 (customers' orders lost).</param>
/// <param name="Text">One sentence: what was lost.</param>
public sealed record HarmRecord(TimeSpan At, string Action, int Points, string Text);

/// <summary>The shop's response to a probe.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Milliseconds">Response time.</param>
/// <param name="Trace">Trace id of the probe, as in the logs.</param>
/// <param name="Body">The response body as JSON; empty when it is <paramref name="Order"/>.</param>
/// <param name="Order">The requested order; null for every other response.</param>
public sealed record ProbeAnswer(int Status, double Milliseconds, string Trace, string Body, ProbedOrder? Order = null);

/// <summary>An order as returned by <c>GET /api/orders/{id}</c>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status"><c>pending</c>, <c>paid</c>, <c>confirmed</c> or <c>failed</c>.</param>
/// <param name="PlacedAt">Virtual time at which it was placed; negative for orders from before the run.</param>
/// <param name="ConfirmedAt">Virtual time at which a worker confirmed it; null before.</param>
/// <param name="OtherOpenOrders">The customer's other orders that are paid and not confirmed.</param>
public sealed record ProbedOrder(int Id, string Status, TimeSpan PlacedAt, TimeSpan? ConfirmedAt, int OtherOpenOrders);
