using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;
using IncidentTraining.Core.PracticeShop.Telemetry.Readers;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>
/// A practice shop: pure, deterministic, in virtual time. The same scenario, seed and inputs give the same events and telemetry on every
/// machine, regardless of the steps in which the time is advanced. Not thread-safe: its run has one mailbox.
/// </summary>
public sealed class ShopSimulation
{
    /// <summary>
    /// Version of the simulation's rules. It changes whenever the same inputs would give other telemetry; a running shop of another version
    /// cannot be replayed.
    /// </summary>
    public const int EngineVersion = 10;

    /// <summary>The first virtual second with telemetry: an hour before the run.</summary>
    public const int FirstSecond = -ShopPast.Seconds;

    readonly ShopSystem _shop;
    readonly RootCause _cause;
    readonly SeriesStore _store;
    readonly ChartReader _charts;
    readonly AlertBoard _alerts;
    readonly ResolutionMeter _resolution;
    readonly Storyline _story;
    readonly ActionRunner _runner;
    readonly PeopleDecisions _decisions;
    readonly FaultSchedule _faults;
    RunLog? _log;
    ShopPast? _past;
    long _lastInput;
    TimeSpan _lastActionAt;

    ShopSimulation(Scenario scenario, long seed)
    {
        (Scenario, Seed) = (scenario, seed);
        _cause = scenario.RootCauseFor(seed);
        _shop = new ShopSystem(scenario.Plan, seed);
        var checks = new PeriodicChecks(_shop);
        checks.Begin();
        // Runs of two versions never have the same digest, even if their telemetry happens to be identical.
        _shop.Telemetry.Hash.Add(EngineVersion);
        _shop.Changes.Remember(ChangeDraw.Of(scenario, seed));
        _faults = new FaultSchedule(_shop, _cause, scenario.BeginsAt(seed));
        _runner = new ActionRunner(_shop);
        _resolution = new ResolutionMeter(scenario.ServiceLevels, _shop.Levels);
        _decisions = new PeopleDecisions(_shop, scenario.Injects);
        _story = new Storyline(_shop, scenario.Injects, _decisions);
        _alerts = new AlertBoard(_shop, scenario.ServiceLevels, scenario.Alerts);
        var gauges = new GaugeSampler(_shop);
        _store = new SeriesStore(_shop.Telemetry.Metrics);
        _charts = new ChartReader(_shop.Telemetry, _store, gauges, _shop.Samples);
        gauges.Sample();
        _ = new Heartbeat(_shop, checks, _store, gauges, _alerts, _resolution, _story, _faults, scenario.ServiceLevels.Window);
    }

    /// <summary>The scenario that the shop plays.</summary>
    public Scenario Scenario { get; }

    /// <summary>The seed of all chance in the shop.</summary>
    public long Seed { get; }

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Now => TimeSpan.FromMicroseconds(_shop.Kernel.Now);

    /// <summary>Number of events processed, to measure the engine's speed.</summary>
    public long EventsProcessed => _shop.Kernel.Events;

    /// <summary>The actions that a responder can take.</summary>
    public IReadOnlyList<ActionDescription> Actions => _runner.Catalogue;

    /// <summary>
    /// Whether the shop has an action of this name that responders can take; a decision of a person in the channel is not one.
    /// </summary>
    public bool Knows(string action) => _runner.Knows(action);

    /// <summary>Sets up a shop at virtual time zero.</summary>
    /// <param name="scenario">A scenario that was read without problems.</param>
    /// <param name="seed">The run's seed; it also picks the root cause.</param>
    public static ShopSimulation Create(Scenario scenario, long seed) => new(scenario, seed);

    /// <summary>Advances the shop to a virtual time. A time in the past changes nothing.</summary>
    /// <param name="virtualTime">Virtual time since the start; whole microseconds count.</param>
    public void AdvanceTo(TimeSpan virtualTime) => _shop.Kernel.RunTo(virtualTime.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Advances to the input's time and hands the input to the shop.</summary>
    /// <param name="input">The input; already stored, so that a rebuilt shop gets it too.</param>
    /// <returns>The shop's immediate response. An unknown action or a bad argument is refused with a reason.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input is before <see cref="Now"/> or out of sequence.</exception>
    public InputAnswer Apply(ShopInput input)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(input.At, Now, nameof(input));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(input.Sequence, _lastInput, nameof(input));
        _lastInput = input.Sequence;
        AdvanceTo(input.At);
        if (input.Action == PeopleDecisions.Action)
            return _decisions.Take(input);
        var answer = _runner.Take(input);
        if (answer.Accepted && input.Action != ActionRunner.Probe)
            _lastActionAt = Now;
        return answer;
    }

    /// <summary>The charts from a virtual time on, one value per second, as in the monitoring: NaN where it has no sample.</summary>
    /// <param name="since">Seconds before this time are left out; the store reaches back two hours, and negative times into the hour before
    /// the run.</param>
    public ShopCharts Charts(TimeSpan since) =>
        since >= TimeSpan.Zero
            ? _charts.Read((int)since.TotalSeconds)
            : Past.Before(_charts.Read(0), (int)since.TotalSeconds, 100 * (1 - Scenario.ServiceLevels.BudgetSpent));

    /// <summary>
    /// The charts from the start, including the seconds for which the monitoring has no sample: for judging an ended run, not for
    /// responders.
    /// </summary>
    public ShopCharts TrueCharts() => _charts.Read(0, withGaps: true);

    /// <summary>
    /// The charts of the previous day for the same hours: the hour before the run and two hours from its start. Depends only on scenario
    /// and seed, so it may be called while the shop is running.
    /// </summary>
    public ShopOverlay Yesterday() => PastShelf.Yesterday(EarlierShop.Yesterday(Scenario, Seed), ShopPast.VariantOf(Seed));

    /// <summary>Log lines.</summary>
    /// <param name="query">Which ones.</param>
    public ShopLogPage Logs(ShopLogQuery query) =>
        query.WithPast ? (_log ??= new RunLog(_shop.Telemetry.Logs, Past.Log)).Read(query) : _shop.Telemetry.Logs.Read(query);

    /// <summary>The current response of <c>/api/health/live</c>.</summary>
    public HealthAnswer Live() => HealthProbe.Live(_shop);

    /// <summary>The current response of <c>/api/health/ready</c>.</summary>
    public HealthAnswer Ready() => HealthProbe.Ready(_shop);

    /// <summary>The current settings and resources.</summary>
    public ShopState State() =>
        new(
            [
                .. _shop
                    .Balancer.Instances.Select((instance, place) => (instance, place))
                    .Where(pair => pair.instance.Condition != InstanceCondition.Absent)
                    .Select(pair => new InstanceState(
                        pair.instance.Name,
                        pair.instance.Condition.ToString().ToLowerInvariant(),
                        pair.instance.Release,
                        pair.instance.InFlight,
                        _shop.Limits.Slots,
                        pair.instance.Queued
                    )
                    {
                        LoopPercent = _shop.Checked is { Loops.Count: > 0 } round ? round.Loops[pair.place] : null,
                        MemoryPercent = _shop.Checked is { Memory.Count: > 0 } seen ? seen.Memory[pair.place] : null,
                    }),
            ],
            _shop.Releases.Api,
            _shop.Pool.Size,
            _shop.Pool.Used,
            _shop.Pool.Waiting,
            DatabaseOptions.MaxConnections,
            [.. _shop.Database.Indexes.Order(StringComparer.Ordinal)],
            _shop.Balancer.ShedPercent
        )
        {
            ChecksAt = _shop.Checked is { Loops.Count: > 0 } seen ? TimeSpan.FromMicroseconds(seen.At) : null,
        };

    /// <summary>The chaos experiments and whether they are on.</summary>
    public IReadOnlyList<ExperimentState> Experiments() =>
        [
            .. _shop.Chaos.Experiments.Select(
                (experiment, place) =>
                    new ExperimentState(
                        experiment.Id,
                        experiment.Title,
                        experiment.Description,
                        _shop.Chaos.IsOn(place),
                        _shop.Chaos.SwitchedAt(place) is { } at ? TimeSpan.FromMicroseconds(at) : null
                    )
            ),
        ];

    /// <summary>Deploys, configuration changes, migrations and maintenance up to now, newest first.</summary>
    public IReadOnlyList<ShopChange> Changes() => _shop.Changes.NewestFirst;

    /// <summary>The alert rules and their states.</summary>
    public IReadOnlyList<AlertState> Alerts() => _alerts.States();

    /// <summary>What the incident has cost so far.</summary>
    public IncidentCost Cost() => ImpactReader.Cost(_shop);

    /// <summary>The harm to customers so far.</summary>
    public CustomerHarm Harm() => ImpactReader.Harm(_shop, _resolution.SecondsViolated);

    /// <summary>The current state of queue, workers and Redis.</summary>
    public WorkState Work() => WorkReader.Read(_shop);

    /// <summary>The current pool, and the database as last sampled.</summary>
    public DatabaseState Database() => DatabaseReader.Read(_shop);

    /// <summary>Current payments and the connection to the gateway.</summary>
    public PaymentsState Payments() => PaymentReader.Read(_shop, _store);

    /// <summary>The providers' status pages, which lag behind the truth.</summary>
    public IReadOnlyList<StatusPage> StatusPages() => _shop.Status.Pages;

    /// <summary>The network check: which connections work, now or at the last round.</summary>
    public IReadOnlyList<NetworkProbe> NetworkCheck() => StatusReader.Network(_shop);

    /// <summary>The feature flags.</summary>
    public IReadOnlyList<FlagState> Flags() => StatusReader.Flags(_shop);

    /// <summary>Runs of the smoke suite, newest first.</summary>
    public IReadOnlyList<SmokeRun> SmokeRuns() => _shop.Smoke.Runs;

    /// <summary>Harm that the responder's actions have done, oldest first.</summary>
    public IReadOnlyList<HarmRecord> Harms() => _shop.Harms.All;

    /// <summary>Traces of slow, failed and some other requests.</summary>
    /// <param name="query">Which ones.</param>
    public TracePage Traces(TraceQuery query) => TraceReader.Read(_shop, query, query.WithPast ? Past.Traces : []);

    /// <summary>The trace with an id that log lines name, from the run or the hour before it; null when it was not stored.</summary>
    /// <param name="id">16 hexadecimal digits.</param>
    public ShopTrace? Trace(string id) =>
        TraceReader.Find(_shop, id) ?? Past.Traces.FirstOrDefault(trace => string.Equals(trace.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The response to a probe; null until it has arrived, or when there was no such probe.</summary>
    /// <param name="sequence">Sequence number of the input that sent it.</param>
    public ProbeAnswer? Probe(long sequence) => ProbeReader.Read(_shop, sequence);

    /// <summary>Events after a sequence number, oldest first.</summary>
    /// <param name="sequence">Sequence number of the last event already read; 0 for all.</param>
    public IReadOnlyList<ShopEvent> EventsAfter(long sequence) => _shop.Events.After(sequence);

    /// <summary>The truth about the run; must not reach a browser before the run's end.</summary>
    public ShopTruth Truth() =>
        new(
            _cause.Id,
            _story.ExperimentOnAt,
            _resolution.OnsetAt,
            DetectedAt(),
            _resolution.CauseRemovedAt,
            _resolution.RecoveredAt,
            _resolution.ResolvedAt,
            _resolution.ServiceLevelsHold,
            _resolution.Unresolved()
        )
        {
            MitigatedAt = _resolution.MitigatedAt,
            CalmSince = _resolution.HoldsSince is { } since ? (since > _lastActionAt ? since : _lastActionAt) : null,
            SecondActAt = _faults.SecondActAt,
            ReadByStranger = [.. _shop.Exports?.ReadByStranger ?? []],
        };

    /// <summary>All metrics in the Prometheus text format, version 0.0.4.</summary>
    public string PrometheusText() => Telemetry.Metrics.PrometheusText.Render(_shop.Telemetry.Metrics);

    /// <summary>Digest of all telemetry so far: the same for the same scenario, seed and inputs.</summary>
    public string Digest() => _shop.Telemetry.Hash.ToString();

    /// <summary>Whether everything that triggered the incident has begun and ended by itself.</summary>
    internal bool TriggersAreOver => _faults.AreOver;

    /// <summary>The parts of the shop, for tests that compare reports with what happened.</summary>
    internal ShopSystem System => _shop;

    /// <summary>The stored samples, for tests of their size.</summary>
    internal SeriesStore Series => _store;

    ShopPast Past => _past ??= ShopPast.Of(Scenario, Seed);

    TimeSpan? DetectedAt()
    {
        foreach (var fired in _alerts.FiredAt)
        {
            if (_resolution.OnsetAt is { } onset && TimeSpan.FromMicroseconds(fired) >= onset)
                return TimeSpan.FromMicroseconds(fired);
        }
        return null;
    }
}
