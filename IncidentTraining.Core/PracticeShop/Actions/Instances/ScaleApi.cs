using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Instances;

/// <summary>Sets the number of API instances.</summary>
sealed class ScaleApi : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "scale-api",
            "Scale the API",
            "Sets api.instances. A new instance starts on its own host; one that is removed finishes its current requests.",
            Delay + TimeSpan.FromMicroseconds(ApiOptions.StartTime),
            [new ArgumentDescription("instances", "Instances", [], 1, ApiOptions.MostInstances, $"{shop.Balancer.Size}")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var instances = arguments.Number("instances", 1, ApiOptions.MostInstances);
        if (instances == shop.Balancer.Size)
            throw new NotNowException($"The API already has {instances} instances.");
        return new ActionPlan(
            "",
            $"The API is being scaled from {shop.Balancer.Size} to {instances} instances.",
            new ActionStage(Delay, system => Scale(system, instances)),
            new ActionStage(Delay + TimeSpan.FromMicroseconds(ApiOptions.StartTime), _ => $"The API has {instances} instances.")
        );
    }

    static string Scale(ShopSystem shop, int instances)
    {
        for (var place = 0; place < ApiOptions.MostInstances; place++)
        {
            var present = shop.Balancer.Instances[place].Condition != InstanceCondition.Absent;
            if (place < instances && !present)
                shop.Balancer.StartUp(place, shop.Releases.Api);
            else if (place >= instances && present)
                shop.Balancer.Remove(place);
        }

        shop.Changes.Add("config", $"api.instances: {instances}");
        return "";
    }
}
