using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Instances;

/// <summary>
/// Kills an API process and starts it again: its requests are lost, and the other instances take over its load meanwhile.
/// </summary>
sealed class RestartInstance : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "restart-instance",
            "Restart an API instance",
            "Kills the process and starts it again on another host. Requests inside are lost; for a few seconds the other instance takes all the load.",
            Delay,
            [InstanceArgument.Describe(shop)]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var (place, instance) = InstanceArgument.Read(shop, arguments);
        if (instance.Condition == InstanceCondition.Starting)
            throw new NotNowException($"{instance.Name} is already starting.");
        return new ActionPlan(instance.Name, $"{instance.Name} is being restarted.", new ActionStage(Delay, system =>
            {
                var lost = system.Balancer.Kill(place);
                if (lost > 0)
                    system.Harms.Add("restart-instance", lost > 10 ? 3 : 1, $"The restart of {instance.Name} lost {lost} requests.");
                system.Balancer.StartUp(place, system.Releases.Api);
                return $"{instance.Name} is starting.";
            }), new ActionStage(Delay + TimeSpan.FromMicroseconds(ApiOptions.StartTime), _ => $"{instance.Name} was restarted."));
    }
}
