using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Instances;

/// <summary>The argument that names an API instance.</summary>
static class InstanceArgument
{
    public const string Name = "instance";

    public static ArgumentDescription Describe(ShopSystem shop) => new(Name, "Instance", Names(shop), null, null, Names(shop)[0]);

    public static (int Place, ApiInstance Instance) Read(ShopSystem shop, NamedOptions arguments)
    {
        var place = Array.IndexOf(Names(shop), arguments.Choice(Name, Names(shop)));
        return (place, shop.Balancer.Instances[place]);
    }

    static string[] Names(ShopSystem shop) => [.. shop.Balancer.Present.Select(instance => instance.Name)];
}
