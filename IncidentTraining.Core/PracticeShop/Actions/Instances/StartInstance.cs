using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Instances;

/// <summary>Starts an API instance that is out of rotation and puts it back.</summary>
sealed class StartInstance : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "start-instance",
            "Start an API instance",
            "Starts an instance that is out of rotation and puts it back into the load balancer.",
            Delay,
            [InstanceArgument.Describe(shop)]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var (place, instance) = InstanceArgument.Read(shop, arguments);
        if (instance.Condition != InstanceCondition.Drained)
            throw new NotNowException(
                $"{instance.Name} is already {(instance.Condition == InstanceCondition.Running ? "running" : "starting")}."
            );
        return new ActionPlan(instance.Name, $"{instance.Name} is being started.", new ActionStage(Delay, system =>
            {
                // Someone else may have started it meanwhile.
                if (instance.Condition == InstanceCondition.Drained)
                    system.Balancer.StartUp(place, system.Releases.Api);
                return "";
            }), new ActionStage(Delay + TimeSpan.FromMicroseconds(ApiOptions.StartTime), system =>
            {
                system.Changes.Add("maintenance", $"{instance.Name} put back into rotation");
                return $"{instance.Name} is in rotation.";
            }));
    }
}
