namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>A hint.</summary>
/// <param name="Id">Id.</param>
/// <param name="Cost">Its price, out of a total of 100 for all hints.</param>
/// <param name="Text">The hint.</param>
/// <param name="MootAfterLooks">Views that make this hint unnecessary once all of them have been opened; empty for a hint that is never
/// unnecessary.</param>
/// <param name="MootAfterActions">Actions that make this hint unnecessary once one of them has been taken.</param>
public sealed record Hint(string Id, int Cost, string Text, IReadOnlyList<string> MootAfterLooks, IReadOnlyList<string> MootAfterActions);

/// <summary>A step of the lab.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">The step in the lab's words.</param>
/// <param name="Looks">Views that must be opened for it, see <see cref="ShopViews"/>.</param>
/// <param name="Actions">Actions of which one must be taken for it; empty for none.</param>
/// <param name="Proof">The act that proves it; if set, nothing else counts.</param>
/// <param name="ByLooking">Whether looking is enough, so that no finding is needed.</param>
public sealed record LabStep(
    string Id,
    string Title,
    IReadOnlyList<string> Looks,
    IReadOnlyList<string> Actions,
    StepProof Proof = StepProof.None,
    bool ByLooking = false
)
{
    /// <summary>
    /// Whether it is completed by a finding about one of its views: it asks the responder to identify, check or review something.
    /// </summary>
    public bool NeedsFinding => Proof == StepProof.None && Actions.Count == 0 && Looks.Count > 0 && !ByLooking;

    /// <summary>Whether it asks for a repair, so that an attempt is not enough: the service levels must hold.</summary>
    public bool IsRepair => Proof == StepProof.None && Actions.Any(action => action != "enable-experiment");
}

/// <summary>The condition for a step that is proved by neither looking nor acting.</summary>
public enum StepProof
{
    /// <summary>Nothing more.</summary>
    None,

    /// <summary>It was acknowledged.</summary>
    Acknowledged,

    /// <summary>Its severity was set.</summary>
    SeveritySet,

    /// <summary>A cause was declared.</summary>
    CauseDeclared,

    /// <summary>An update was published.</summary>
    UpdatePublished,

    /// <summary>The recovery was measured.</summary>
    ResolutionVerified,

    /// <summary>A summary was written, or the review was begun.</summary>
    Documented,
}

/// <summary>A check that the lab asks for while the cause is being sought.</summary>
/// <param name="Title">The check in the lab's words.</param>
/// <param name="Looks">Views that must be opened for it.</param>
public sealed record Investigation(string Title, IReadOnlyList<string> Looks);

/// <summary>Something that an exercise must produce.</summary>
/// <param name="Title">The deliverable in the lab's words.</param>
/// <param name="Proof">What in the run's record shows that it exists.</param>
public sealed record LabComponent(string Title, ComponentProof Proof);

/// <summary>What in a run's record shows that a deliverable exists.</summary>
public enum ComponentProof
{
    /// <summary>A crew member pinned something to the timeline; the portal's own entries do not count.</summary>
    TimelineKept,

    /// <summary>A cause was declared.</summary>
    CauseDeclared,

    /// <summary>A published update states what people notice.</summary>
    ImpactStated,

    /// <summary>An action that could repair it was taken.</summary>
    Mitigated,

    /// <summary>A summary was written, or the review was begun.</summary>
    Documented,
}

/// <summary>The views of a shop that a scenario can ask responders to open.</summary>
public static class ShopViews
{
    /// <summary>Charts of rates, latency, pool and budgets.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>Log search.</summary>
    public const string Logs = "logs";

    /// <summary>Health endpoints.</summary>
    public const string Health = "health";

    /// <summary>Database pool, indexes and limits.</summary>
    public const string Database = "database";

    /// <summary>Deploys, configuration changes, migrations, maintenance, source code.</summary>
    public const string Changes = "changes";

    /// <summary>Chaos experiments.</summary>
    public const string Chaos = "chaos";

    /// <summary>API instances.</summary>
    public const string Instances = "instances";

    /// <summary>Alert rules.</summary>
    public const string Alerts = "alerts";

    /// <summary>Payments by outcome and card network.</summary>
    public const string Payments = "payments";

    /// <summary>The job queue and its dead-letter list.</summary>
    public const string Queue = "queue";

    /// <summary>Worker processes.</summary>
    public const string Workers = "workers";

    /// <summary>Redis.</summary>
    public const string Redis = "redis";

    /// <summary>The providers' status pages.</summary>
    public const string Status = "status";

    /// <summary>The network check.</summary>
    public const string Network = "network";

    /// <summary>Traces.</summary>
    public const string Traces = "traces";

    /// <summary>Feature flags.</summary>
    public const string Flags = "flags";

    /// <summary>The shop's source code.</summary>
    public const string Source = "source";

    /// <summary>All views.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Dashboard,
        Logs,
        Health,
        Database,
        Changes,
        Chaos,
        Instances,
        Alerts,
        Payments,
        Queue,
        Workers,
        Redis,
        Status,
        Network,
        Traces,
        Flags,
        Source,
    ];
}
