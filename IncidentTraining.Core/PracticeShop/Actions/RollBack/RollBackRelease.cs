using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Actions.RollBack;

/// <summary>
/// Rolls the API back to the release before, one instance after the other: until it is done the shop has one instance less.
/// </summary>
sealed class RollBackRelease : IShopAction
{
    static readonly TimeSpan BuildTime = TimeSpan.FromSeconds(20);
    static readonly TimeSpan PerInstance = TimeSpan.FromMicroseconds(ApiOptions.StartTime) + TimeSpan.FromSeconds(5);

    public ActionDescription Describe(ShopSystem shop) => new("roll-back", "Roll the release back",
        "Deploys the release before to one instance after the other. Meanwhile one of them is always out of rotation.",
        BuildTime + ApiOptions.Instances * PerInstance, []);

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var (from, to) = (shop.Releases.Current, shop.Releases.Previous);
        if (from == to)
            throw new BadOptionException($"Release {to} is the oldest one kept; there is none before it.");
        var stages = new List<ActionStage>
        {
            new(TimeSpan.Zero, system =>
            {
                system.Releases.Current = to;
                return "";
            }),
        };
        for (var place = 0; place < ApiOptions.Instances; place++)
        {
            var instance = place;
            stages.Add(new ActionStage(BuildTime + place * PerInstance, system =>
            {
                // An instance out of rotation gets the release when it is started.
                if (system.Balancer.Instances[instance].Condition != InstanceCondition.Drained)
                    system.Balancer.StartUp(instance, to);
                return "";
            }));
        }
        stages.Add(new ActionStage(BuildTime + ApiOptions.Instances * PerInstance, system =>
        {
            system.Changes.Add("deploy", $"Rolled back from {from} to {to}");
            return $"Release {to} runs.";
        }));
        return new ActionPlan(to, $"Rolling back from {from} to {to}, one instance after the other.", stages);
    }
}
