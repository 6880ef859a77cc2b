using IncidentTraining.Core.PracticeShop.Components.Probes;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Instances;

/// <summary>Sets how long the load balancer waits for an instance's readiness response.</summary>
sealed class SetReadinessTimeout : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);

    // The suggested time is the same in every shop: it must not reveal the current one or be a repair.
    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "set-readiness-timeout",
            "Set the readiness check timeout",
            "Sets how long the load balancer waits for an instance's readiness response. It takes a late instance out of rotation.",
            Delay,
            [new ArgumentDescription("milliseconds", "Milliseconds", [], RotationCheck.Smallest, RotationCheck.Largest, "250")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var time = arguments.Number("milliseconds", RotationCheck.Smallest, RotationCheck.Largest);
        return new ActionPlan("", $"The time-out of the readiness check is being set to {time} ms.", new ActionStage(Delay, system =>
            {
                var before = system.Rotation.Milliseconds;
                system.Rotation.Milliseconds = time;
                system.Changes.Add(
                    "config",
                    time == before ? $"check.timeout_ms: {time}, written again" : $"check.timeout_ms: {before} → {time}"
                );
                return $"The load balancer waits {time} ms for the answer of an instance.";
            }));
    }
}
