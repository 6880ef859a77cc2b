using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// Risky actions occupy the operations lead, who carries them out one at a time, regardless of who requests them: for the action's delay,
/// and for at least a minute, to observe the effect. Pressing every button takes as long as it would in reality. It is checked here and not
/// in the engine, so that a replay without an action accepts the next one as recorded.
/// </summary>
public static class Occupation
{
    /// <summary>The shortest time for which a risky action occupies the operations lead.</summary>
    public static readonly TimeSpan Watch = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The risky actions. Actions that only relieve load or can be undone at once are free: experiments, flags, shedding and limiting
    /// traffic, closing the export, copying logs, putting an instance back, single jobs, recovering orders and the smoke tests.
    /// </summary>
    public static IReadOnlyList<string> Risky { get; } =
    [
        "resize-pool",
        "resize-cache",
        "set-connection-uses",
        "restart-pool",
        "restart-instance",
        "scale-api",
        "set-request-timeout",
        "set-readiness-timeout",
        "roll-back",
        "deploy-release",
        "create-index",
        "resume-project",
        "resume-replay",
        "update-secret",
        "end-sessions",
        "grow-disk",
        "restore-route",
        "refresh-dns",
        "sync-clock",
        "switch-gateway",
        "set-gateway-timeout",
        "request-gateway-limit",
        "buy-gateway-calls",
        "request-mail-quota",
        "restore-configuration",
        "restart-worker",
        "scale-workers",
        "restart-redis",
        "resize-redis",
        "flush-redis",
        "delete-view-history",
        "revoke-key",
    ];

    /// <summary>How long an action occupies the operations lead; zero for one that is not risky.</summary>
    /// <param name="action">The action, as the shop describes it.</param>
    public static TimeSpan Of(ActionDescription action) =>
        !Risky.Contains(action.Name) ? TimeSpan.Zero
        : action.Delay > Watch ? action.Delay
        : Watch;

    /// <summary>Whether the operations lead is free for an action now; if not, returns until when and with what.</summary>
    internal static Outcome IsFreeFor(RunSession session, string action)
    {
        if (!Risky.Contains(action))
        {
            return Outcome.Done;
        }

        if (
            session.Cache.Taken.LastOrDefault(input => Risky.Contains(input.Action)) is not { } last
            || session.Shop.Actions.FirstOrDefault(one => one.Name == last.Action) is not { } description
            || session.Now >= last.At + Of(description)
        )
        {
            return Outcome.Done;
        }

        var until = last.At + Of(description);
        return Refusal.Conflict(
            $"The operations lead carries out one risky action at a time and is busy with “{last.Action}” until {session.Clock.Told(until)}. Watch its effect in the meantime."
        );
    }
}
