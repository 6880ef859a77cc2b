using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// What a person may see of one run's shop. It gives no access to the truth about the run: only whether the service levels hold and what
/// still prevents the run from counting as resolved.
/// </summary>
public sealed class ShopWindow
{
    private readonly IShopSource _source;

    internal ShopWindow(IShopSource source) => _source = source;

    /// <summary>Raised when a replay was set to another moment. A live shop publishes <see cref="ShopTicked"/> instead.</summary>
    public event Action? Moved;

    /// <summary>Announces that the shop behind the window is at another moment.</summary>
    internal void Move() => Moved?.Invoke();

    /// <summary>Reads a part of the shop; null when the run's shop is not in memory.</summary>
    /// <param name="read">Takes what it needs; called inside the run's mailbox, so it must be fast and keep no reference to the
    /// shop.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<T?> ReadAsync<T>(Func<IShopReads, T> read, CancellationToken ct = default)
        where T : class => _source.ReadAsync(shop => read(ReadsOf(shop)), ct);

    /// <summary>
    /// The shop's charts at the same hours of the previous day, as at the run's start; null when the run has ended. They are simulated on
    /// first use, outside the run's mailbox, in a third of a second.
    /// </summary>
    /// <param name="ct">Stops waiting.</param>
    public async Task<ShopOverlay?> YesterdayAsync(CancellationToken ct = default) =>
        await _source.ReadAsync(shop => new Func<ShopOverlay>(shop.Yesterday), ct) is { } play ? await Task.Run(play, ct) : null;

    /// <summary>The part of a shop that its responder may read.</summary>
    internal static IShopReads ReadsOf(ShopSimulation shop) => new Reads(shop);

    private sealed class Reads(ShopSimulation shop) : IShopReads
    {
        public TimeSpan Now => shop.Now;

        public ShopCharts Charts(TimeSpan since) => shop.Charts(since);

        public ShopLogPage Logs(ShopLogQuery query) => shop.Logs(query);

        public HealthAnswer Live() => shop.Live();

        public HealthAnswer Ready() => shop.Ready();

        public ShopState State() => shop.State();

        public IReadOnlyList<ExperimentState> Experiments() => shop.Experiments();

        public IReadOnlyList<ShopChange> Changes() => shop.Changes();

        public IReadOnlyList<AlertState> Alerts() => shop.Alerts();

        public IncidentCost Cost() => shop.Cost();

        public WorkState Work() => shop.Work();

        public DatabaseState Database() => shop.Database();

        public PaymentsState Payments() => shop.Payments();

        public IReadOnlyList<StatusPage> StatusPages() => shop.StatusPages();

        public IReadOnlyList<NetworkProbe> NetworkCheck() => shop.NetworkCheck();

        public IReadOnlyList<FlagState> Flags() => shop.Flags();

        public IReadOnlyList<SmokeRun> SmokeRuns() => shop.SmokeRuns();

        public TracePage Traces(TraceQuery query) => shop.Traces(query);

        public ShopTrace? Trace(string id) => shop.Trace(id);

        public ProbeAnswer? Probe(long sequence) => shop.Probe(sequence);

        public IReadOnlyList<ActionDescription> Actions() => shop.Actions;

        public string Metrics() => shop.PrometheusText();

        public RecoveryState Recovery() => RecoveryState.Of(shop);
    }
}

/// <summary>Whether the shop has recovered, as far as its responder may know.</summary>
/// <param name="ServiceLevelsHold">Whether every service level holds now.</param>
/// <param name="Resolved">Whether they have held for the scenario's hold time, and the cause is gone.</param>
/// <param name="Reasons">Why it does not count as resolved, as sentences; empty when it does.</param>
public sealed record RecoveryState(bool ServiceLevelsHold, bool Resolved, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether every service level has held for the hold time, whether or not the cause is gone.</summary>
    public bool IsMitigated { get; init; }

    /// <summary>
    /// The state of a shop. A shop in which nothing was wrong recovers from its responder's actions like any other: after the hold time,
    /// with the same words. A different answer would reveal that there is no incident.
    /// </summary>
    internal static RecoveryState Of(ShopSimulation shop)
    {
        var (truth, hold) = (shop.Truth(), shop.Scenario.ServiceLevels.HoldTime);
        if (!shop.Scenario.RootCauseFor(shop.Seed).IsHealthy)
        {
            return new RecoveryState(truth.ServiceLevelsHold, truth.ResolvedAt is not null, truth.Unresolved)
            {
                IsMitigated = truth.MitigatedAt is not null,
            };
        }

        var isOver = truth.CalmSince is { } since && shop.Now - since >= hold;
        return new RecoveryState(
            truth.ServiceLevelsHold,
            isOver,
            isOver ? []
                : truth.CalmSince is null ? truth.Unresolved
                : [$"Everything holds, but must keep holding for {hold.TotalSeconds:0} seconds."]
        )
        {
            IsMitigated = isOver,
        };
    }
}

/// <summary>Opens the window to a run's shop.</summary>
public sealed class OpenShopWindow(IDbContextFactory<TrainingDb> databases, ShopHost host) : IUseCase
{
    /// <summary>The window, for the run's responder and the staff of its class.</summary>
    public async Task<Outcome<ShopWindow>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await RunAccess.MaySeeAsync(db, actor, runId, ct) is { Succeeded: false } stranger
            ? stranger.Refusal
            : new ShopWindow(new LiveShop(host, runId));
    }
}
