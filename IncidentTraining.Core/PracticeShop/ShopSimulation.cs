using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop;

/// <summary>
/// A practice shop: pure, deterministic, in virtual time. The same scenario, seed and inputs give the same events and
/// telemetry on every machine, in whatever steps the time is advanced. Not safe for concurrent use: its run has one mailbox.
/// </summary>
public sealed class ShopSimulation
{
    /// <summary>
    /// Version of the rules by which a shop behaves. It changes whenever the same inputs would give other telemetry; a running
    /// shop of another version cannot be replayed.
    /// </summary>
    public const int EngineVersion = 1;

    readonly List<ShopEvent> _events = [];

    ShopSimulation(Scenario scenario, long seed)
    {
        Scenario = scenario;
        Seed = seed;
    }

    /// <summary>The scenario that the shop plays.</summary>
    public Scenario Scenario { get; }

    /// <summary>The seed of all chance in the shop.</summary>
    public long Seed { get; }

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>The actions that a responder can take in any shop.</summary>
    public static IReadOnlyList<ActionDescription> Actions => [];

    /// <summary>Sets up a shop at virtual time zero.</summary>
    /// <param name="scenario">A scenario that was read without problems.</param>
    /// <param name="seed">The run's seed; it also picks the root cause.</param>
    public static ShopSimulation Create(Scenario scenario, long seed) => new(scenario, seed);

    /// <summary>Lets the shop live until a virtual time. A time in the past changes nothing.</summary>
    /// <param name="virtualTime">Virtual time since the start; whole microseconds count.</param>
    public void AdvanceTo(TimeSpan virtualTime) => Now = virtualTime > Now ? virtualTime : Now;

    /// <summary>Advances to the input's time and hands the input to the shop.</summary>
    /// <param name="input">The input; already stored, so that a rebuilt shop gets it too.</param>
    /// <returns>What the shop answers at once. An unknown action or a bad argument is refused with a word.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input lies before <see cref="Now"/> or out of sequence.</exception>
    public InputAnswer Apply(ShopInput input)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(input.At, Now);
        AdvanceTo(input.At);
        return new InputAnswer(false, $"There is no action “{input.Action}”.");
    }

    /// <summary>The charts from a virtual time on, one value per second.</summary>
    /// <param name="since">Seconds before this time are left out.</param>
    public ShopCharts Charts(TimeSpan since) => new((int)since.TotalSeconds, 0, []);

    /// <summary>Log lines.</summary>
    /// <param name="query">Which ones.</param>
    public ShopLogPage Logs(ShopLogQuery query) => new([], query.After, []);

    /// <summary>What <c>/api/health/live</c> answers now.</summary>
    public HealthAnswer Live() => new("/api/health/live", 200, "ok", []);

    /// <summary>What <c>/api/health/ready</c> answers now.</summary>
    public HealthAnswer Ready() => new("/api/health/ready", 200, "ok", []);

    /// <summary>Settings and resources now.</summary>
    public ShopState State() => new([], "", 0, 0, 0, 0, [], 0);

    /// <summary>The chaos experiments and whether they are on.</summary>
    public IReadOnlyList<ExperimentState> Experiments() => [];

    /// <summary>Deploys, configuration changes, migrations and maintenance, newest first.</summary>
    public IReadOnlyList<ShopChange> Changes() => [];

    /// <summary>The alert rules and where they stand.</summary>
    public IReadOnlyList<AlertState> Alerts() => [];

    /// <summary>What the incident has cost so far.</summary>
    public IncidentCost Cost() => new(0, 0, 0, 1, 1);

    /// <summary>Events after a sequence number, oldest first.</summary>
    /// <param name="sequence">Sequence number of the last event that is known already; 0 for all.</param>
    public IReadOnlyList<ShopEvent> EventsAfter(long sequence) => _events.FindAll(entry => entry.Sequence > sequence);

    /// <summary>What is true about the run; never for a browser before the run's end.</summary>
    public ShopTruth Truth() =>
        new(Scenario.RootCauseFor(Seed).Id, null, null, null, null, null, null, true, []);

    /// <summary>All metrics in the Prometheus text format, version 0.0.4.</summary>
    public string PrometheusText() => "";

    /// <summary>Digest of all telemetry so far: the same for the same scenario, seed and inputs.</summary>
    public string Digest() => "";
}
