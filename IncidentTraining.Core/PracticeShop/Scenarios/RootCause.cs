namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>A possible cause of the incident, one of which the seed picks.</summary>
public sealed record RootCause
{
    /// <summary>Id, unique in the scenario.</summary>
    public required string Id { get; init; }

    /// <summary>One line, as shown in the result and in the hint that lists the candidate causes.</summary>
    public required string Title { get; init; }

    /// <summary>What was wrong and why it had this effect; shown after the run.</summary>
    public required string Explanation { get; init; }

    /// <summary>How often it is picked in relation to the others.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Difficulty from 1 to 5; the scenario's unless the cause sets its own.</summary>
    public int Difficulty { get; init; } = 1;

    /// <summary>Skills that this cause trains: the scenario's and its own.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The faults that it injects into the shop; no customer notices those of a healthy system.</summary>
    public required IReadOnlyList<FaultSpec> Faults { get; init; }

    /// <summary>The actions that remove it, as taken in the expert run; none for a healthy system.</summary>
    public required IReadOnlyList<MitigationStep> Mitigations { get; init; }

    /// <summary>The expert's actions with their times, after the scenario's opening: they lead to measured resolution.</summary>
    public IReadOnlyList<TimedStep> ExpertRun { get; init; } = [];

    /// <summary>How an experienced responder gets from the page to the repair; null when the scenario does not define it.</summary>
    public EvidencePath? EvidencePath { get; init; }

    /// <summary>
    /// What counts as a right diagnosis, fault by fault; empty for a healthy system, where "no incident" is right. Null when the scenario
    /// does not define it.
    /// </summary>
    public IReadOnlyList<TrueFault>? Diagnosis { get; init; }

    /// <summary>Whether no customer is harmed, whatever pages: "no incident" is right, and there is nothing to repair.</summary>
    public bool IsHealthy => Diagnosis is { Count: 0 };

    /// <summary>
    /// Views of the shop that show that no customer is harmed, for a healthy system; "no incident" must be supported by one of them.
    /// </summary>
    public IReadOnlyList<string> ShownBy { get; init; } = [];

    /// <summary>Single actions, each of which removes the cause as completely as its mitigations do.</summary>
    public IReadOnlyList<MitigationStep> EquivalentRepairs { get; init; } = [];

    /// <summary>Symptoms of this cause in addition to the scenario's.</summary>
    public IReadOnlyList<Symptom> Symptoms { get; init; } = [];

    /// <summary>What goes wrong once the first of the faults has been repaired; null when nothing does.</summary>
    public SecondAct? SecondAct { get; init; }

    /// <summary>The behaviour of a cause that outlasts its trigger; null for other causes.</summary>
    public MetastableOutage? Metastable { get; init; }

    /// <summary>The real outage on which it is based; null when there is none.</summary>
    public Precedent? Precedent { get; init; }

    /// <summary>The line of the scenario's text on which the cause begins.</summary>
    public int Line { get; init; } = 1;

    /// <summary>The line of its expert run, or of the cause when it has none.</summary>
    public int ExpertRunLine { get; init; } = 1;

    /// <summary>
    /// Ids of the changes that started it, among <see cref="Scenario.Changes"/>, from its <see cref="Diagnosis"/>; empty when no change
    /// did. Every run shows those changes in the same words, whatever its cause.
    /// </summary>
    public IReadOnlyList<string> StartedBy =>
        [
            .. (Diagnosis ?? [])
                .SelectMany(fault => fault.StartedBy)
                .Where(origin => origin.Kind == OriginKind.Change)
                .Select(origin => origin.Id)
                .Distinct(),
        ];
}

/// <summary>A fault with its options, which the fault's own folder parses.</summary>
/// <param name="Kind">Kind of fault, for example <c>pool-size</c>.</param>
/// <param name="Options">Its options as plain text by name.</param>
/// <param name="After">Virtual time after <see cref="Scenario.BeginsAt"/> at which it begins; null for a fault that is present from the
/// start, and in a second act.</param>
public sealed record FaultSpec(string Kind, IReadOnlyDictionary<string, string> Options, TimeSpan? After = null);

/// <summary>An action that removes a root cause.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record MitigationStep(string Action, IReadOnlyDictionary<string, string> Arguments);

/// <summary>An action at a virtual time.</summary>
/// <param name="At">Virtual time: since the start of the run in an opening, since <see cref="Scenario.BeginsAt"/> in an expert run.</param>
/// <param name="Action">Name of the action.</param>
/// <param name="Arguments">Its arguments; <c>{suspect}</c> stands for the number of the job that workers most often held when they
/// ended.</param>
public sealed record TimedStep(TimeSpan At, string Action, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>Stands for the number of the job that workers most often held when they ended, which a scenario cannot know.</summary>
    public const string Suspect = "{suspect}";
}

/// <summary>Something that a run must show, so that its responder can find it.</summary>
/// <param name="Kind">Where it shows.</param>
/// <param name="Name">Chart line, health dependency, alert, status page, network route, statement or instance, depending on the kind; empty
/// for a log.</param>
/// <param name="Words">Words of a log line, or the displayed state.</param>
/// <param name="Above">Threshold above which the chart line, the statement's mean in milliseconds, the event loop's utilisation or the
/// memory in per cent must rise; null for none.</param>
/// <param name="Below">Threshold below which the chart line must fall; null for none.</param>
/// <param name="By">Virtual time since <see cref="Scenario.BeginsAt"/> by which it shows.</param>
public sealed record Symptom(SymptomKind Kind, string Name, string Words, double? Above, double? Below, TimeSpan By)
{
    /// <summary>The line of the scenario's text with the promise.</summary>
    public int Line { get; init; } = 1;
}

/// <summary>Where a symptom shows.</summary>
public enum SymptomKind
{
    /// <summary>A line of the charts.</summary>
    Chart,

    /// <summary>A log line.</summary>
    Log,

    /// <summary>A dependency of <c>/api/health/ready</c>, or <c>ready</c> itself.</summary>
    Health,

    /// <summary>A firing alert.</summary>
    Alert,

    /// <summary>A provider's status page.</summary>
    Status,

    /// <summary>A route in the network check, for example <c>api-database</c>.</summary>
    Network,

    /// <summary>The mean time of a kind of statement, as the database lists it.</summary>
    Statement,

    /// <summary>The utilisation of an instance's event loop.</summary>
    Loop,

    /// <summary>The memory that an instance retains.</summary>
    Memory,

    /// <summary>The share of pages that a kind of statement reads from the database's cache.</summary>
    Cached,
}
