using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Runs;

/// <summary>The part of a shop that a responder may read: its telemetry and its operators' views, not its truth.</summary>
public interface IShopReads
{
    /// <summary>The virtual time that the shop has reached.</summary>
    TimeSpan Now { get; }

    /// <inheritdoc cref="ShopSimulation.Charts"/>
    ShopCharts Charts(TimeSpan since);

    /// <inheritdoc cref="ShopSimulation.Logs"/>
    ShopLogPage Logs(ShopLogQuery query);

    /// <inheritdoc cref="ShopSimulation.Live"/>
    HealthAnswer Live();

    /// <inheritdoc cref="ShopSimulation.Ready"/>
    HealthAnswer Ready();

    /// <inheritdoc cref="ShopSimulation.State"/>
    ShopState State();

    /// <inheritdoc cref="ShopSimulation.Experiments"/>
    IReadOnlyList<ExperimentState> Experiments();

    /// <inheritdoc cref="ShopSimulation.Changes"/>
    IReadOnlyList<ShopChange> Changes();

    /// <inheritdoc cref="ShopSimulation.Alerts"/>
    IReadOnlyList<AlertState> Alerts();

    /// <inheritdoc cref="ShopSimulation.Cost"/>
    IncidentCost Cost();

    /// <inheritdoc cref="ShopSimulation.Work"/>
    WorkState Work();

    /// <inheritdoc cref="ShopSimulation.Database"/>
    DatabaseState Database();

    /// <inheritdoc cref="ShopSimulation.Payments"/>
    PaymentsState Payments();

    /// <inheritdoc cref="ShopSimulation.StatusPages"/>
    IReadOnlyList<StatusPage> StatusPages();

    /// <inheritdoc cref="ShopSimulation.NetworkCheck"/>
    IReadOnlyList<NetworkProbe> NetworkCheck();

    /// <inheritdoc cref="ShopSimulation.Flags"/>
    IReadOnlyList<FlagState> Flags();

    /// <inheritdoc cref="ShopSimulation.SmokeRuns"/>
    IReadOnlyList<SmokeRun> SmokeRuns();

    /// <inheritdoc cref="ShopSimulation.Traces"/>
    TracePage Traces(TraceQuery query);

    /// <inheritdoc cref="ShopSimulation.Trace"/>
    ShopTrace? Trace(string id);

    /// <inheritdoc cref="ShopSimulation.Probe"/>
    ProbeAnswer? Probe(long sequence);

    /// <summary>The actions that the shop accepts.</summary>
    IReadOnlyList<ActionDescription> Actions();

    /// <inheritdoc cref="ShopSimulation.PrometheusText"/>
    string Metrics();

    /// <summary>Whether the shop has recovered.</summary>
    RecoveryState Recovery();
}
