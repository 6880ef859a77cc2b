namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// A practice incident as it was read from <c>content/scenarios</c>: what the shop meets, what is wrong with it, what people
/// say, and what counts as solved. Immutable; a run keeps the text that it was made from.
/// </summary>
public sealed record Scenario
{
    /// <summary>Id, the file's name without its ending.</summary>
    public required string Id { get; init; }

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the responder is to achieve.</summary>
    public required string Objective { get; init; }

    /// <summary>What is known when the lab begins.</summary>
    public required string Briefing { get; init; }

    /// <summary>How the incident shows itself, in a few words each, as the lab announces it; empty when it announces nothing.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>Difficulty from 1 to 5.</summary>
    public int Difficulty { get; init; } = 1;

    /// <summary>Skills that the scenario trains.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Customers over time.</summary>
    public required TrafficPlan Traffic { get; init; }

    /// <summary>Sizes and limits of the shop.</summary>
    public ShopLimits Limits { get; init; } = new();

    /// <summary>Service levels and what counts as resolved.</summary>
    public required ServiceLevels ServiceLevels { get; init; }

    /// <summary>The causes of which the seed picks one.</summary>
    public required IReadOnlyList<RootCause> RootCauses { get; init; }

    /// <summary>Chaos experiments that the responder may switch.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>Deploys, configuration changes and so on before the run that every run shows, whatever its cause.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];

    /// <summary>Further changes, of which each run shows some; null when there are none.</summary>
    public DecoyPlan? Decoys { get; init; }

    /// <summary>When what goes wrong begins, counted from the start of the run; drawn by the seed between both ends.</summary>
    public BeginWindow Begins { get; init; } = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>What every run begins with, for instance the experiment that the lab asks for; its symptoms follow from it.</summary>
    public IReadOnlyList<TimedStep> Opening { get; init; } = [];

    /// <summary>The opening as inputs of a shop, numbered from 1 on.</summary>
    public IReadOnlyList<ShopInput> OpeningInputs =>
        [.. Opening.Select((step, place) => new ShopInput(place + 1, step.At, step.Action, step.Arguments))];

    /// <summary>What every run must show, whatever its cause.</summary>
    public IReadOnlyList<Symptom> Symptoms { get; init; } = [];

    /// <summary>Alert rules.</summary>
    public IReadOnlyList<AlertRule> Alerts { get; init; } = [];

    /// <summary>Messages from people, and what they bring.</summary>
    public IReadOnlyList<Inject> Injects { get; init; } = [];

    /// <summary>Hints in the order in which they may be taken.</summary>
    public IReadOnlyList<Hint> Hints { get; init; } = [];

    /// <summary>Par time by phase (detect, acknowledge, investigate, mitigate, verify), from the one before.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ParTimes { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Severities that its author expects, the usual one first, for instance P1. A run is judged by its measured impact
    /// instead.</summary>
    public required IReadOnlyList<string> Severities { get; init; }

    /// <summary>The lab's steps with what must be looked at or done in each.</summary>
    public IReadOnlyList<LabStep> Steps { get; init; } = [];

    /// <summary>What the lab asks to be checked; empty for a lab that asks for nothing in particular.</summary>
    public IReadOnlyList<Investigation> Investigations { get; init; } = [];

    /// <summary>What the exercise has to leave behind; empty for a lab that names nothing.</summary>
    public IReadOnlyList<LabComponent> Components { get; init; } = [];

    /// <summary>Messages that depend on what the crew does or does not do.</summary>
    public IReadOnlyList<Prompt> Prompts { get; init; } = [];

    /// <summary>The people who listen in the channel; empty when no one does.</summary>
    public IReadOnlyList<ChannelPerson> People { get; init; } = [];

    /// <summary>The text that the scenario was read from, stored with each run.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// The causes in which the skills of one can be trained again, at the same difficulty: every other cause that shares a skill
    /// and is as hard.
    /// </summary>
    /// <param name="cause">A cause of this scenario.</param>
    public IReadOnlyList<RootCause> ParallelsOf(RootCause cause) =>
        [
            .. RootCauses.Where(other =>
                other.Id != cause.Id && other.Difficulty == cause.Difficulty && other.Skills.Intersect(cause.Skills).Any()
            ),
        ];

    /// <summary>Whether an alert is noise of a healthy system: no sign of an incident.</summary>
    /// <param name="alertId">Id of the alert.</param>
    public bool IsNoise(string alertId) => Alerts.Any(alert => alert.Id == alertId && alert.Measure == AlertMeasure.CoverFailures);

    /// <summary>
    /// The moment from which the faults' times, the symptoms' times and the expert runs are counted, in a shop with this seed: a whole
    /// second, whatever the cause.
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    public TimeSpan BeginsAt(long seed)
    {
        var seconds = (int)(Begins.To - Begins.From).TotalSeconds;
        return Begins.From + TimeSpan.FromSeconds(seconds <= 0 ? 0 : Engine.RandomStream.For(seed, "begins").Below(seconds + 1));
    }

    /// <summary>The expert run of a cause at the times of a shop with this seed, with the opening before it.</summary>
    /// <param name="cause">A cause of this scenario.</param>
    /// <param name="seed">The run's seed.</param>
    public IReadOnlyList<TimedStep> ExpertRunOf(RootCause cause, long seed) =>
        [.. Opening, .. cause.ExpertRun.Select(step => step with { At = step.At + BeginsAt(seed) })];

    /// <summary>The root cause of a shop with this seed; the same as the run's truth will say.</summary>
    /// <param name="seed">The run's seed.</param>
    public RootCause RootCauseFor(long seed)
    {
        var total = RootCauses.Sum(cause => cause.Weight);
        var draw = Engine.RandomStream.For(seed, "root-cause").Below(total);
        foreach (var cause in RootCauses)
        {
            if (draw < cause.Weight)
                return cause;
            draw -= cause.Weight;
        }
        throw new InvalidOperationException("A scenario without root causes was let through.");
    }
}

/// <summary>The stretch of a run in which what goes wrong begins.</summary>
/// <param name="From">Earliest moment since the start of the run.</param>
/// <param name="To">Latest moment.</param>
public sealed record BeginWindow(TimeSpan From, TimeSpan To);

/// <summary>Customers over time.</summary>
/// <param name="Ramp">Requests per second at virtual times, straight lines between them, level after the last.</param>
/// <param name="BrowsePercent">Share of <c>GET /api/products</c>.</param>
/// <param name="OrderPercent">Share of <c>GET /api/orders/{id}</c>.</param>
/// <param name="CheckoutPercent">Share of <c>POST /api/payments</c>.</param>
/// <param name="BasketCents">Median value of a basket, in cents.</param>
/// <param name="Customers">Number of different customers.</param>
public sealed record TrafficPlan(
    IReadOnlyList<TrafficPoint> Ramp,
    int BrowsePercent,
    int OrderPercent,
    int CheckoutPercent,
    int BasketCents,
    int Customers
);

/// <summary>A point of the traffic ramp.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="PerSecond">Requests per second.</param>
public sealed record TrafficPoint(TimeSpan At, int PerSecond);

/// <summary>Service levels, their error budgets and what counts as resolved.</summary>
public sealed record ServiceLevels
{
    /// <summary>Share of requests that must not be answered with 5xx, for instance 0.995.</summary>
    public required double Availability { get; init; }

    /// <summary>Share of requests that must be answered within <see cref="LatencyThreshold"/>, for instance 0.95.</summary>
    public required double Latency { get; init; }

    /// <summary>The duration that counts as fast enough.</summary>
    public required TimeSpan LatencyThreshold { get; init; }

    /// <summary>Share of attempts to pay in which neither shop nor gateway may fail, for instance 0.97.</summary>
    public required double PaymentSuccess { get; init; }

    /// <summary>How long a paid order may wait to be confirmed.</summary>
    public required TimeSpan OrderDelay { get; init; }

    /// <summary>Window over which they are measured.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How long everything must hold to count as resolved.</summary>
    public required TimeSpan HoldTime { get; init; }

    /// <summary>Requests expected in the error budget's period; the budget is the share of them that may be bad.</summary>
    public required long BudgetRequests { get; init; }

    /// <summary>Share of both budgets that was spent before the run, 0 to 1.</summary>
    public double BudgetSpent { get; init; }
}

/// <summary>A chaos experiment.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="Target">What it is aimed at.</param>
/// <param name="Effect">What happens to the traffic that it meets.</param>
/// <param name="Latency">Added latency, for <see cref="ExperimentEffect.Latency"/>.</param>
/// <param name="SharePercent">Share of the target's traffic that it meets, in per cent.</param>
/// <param name="StartsOn">Whether it is on from the start of the run.</param>
public sealed record Experiment(
    string Id,
    string Title,
    string Description,
    ExperimentTarget Target,
    ExperimentEffect Effect,
    TimeSpan Latency,
    int SharePercent,
    bool StartsOn
);

/// <summary>What a chaos experiment is aimed at.</summary>
public enum ExperimentTarget
{
    /// <summary>Requests in the API.</summary>
    Http,

    /// <summary>Queries of the database.</summary>
    Database,

    /// <summary>Calls of the payment gateway.</summary>
    Gateway,
}

/// <summary>What a chaos experiment does to the traffic that it meets.</summary>
public enum ExperimentEffect
{
    /// <summary>Makes it wait.</summary>
    Latency,

    /// <summary>Answers with an error at once.</summary>
    Error,

    /// <summary>Lets it run into its time-out.</summary>
    Outage,
}
