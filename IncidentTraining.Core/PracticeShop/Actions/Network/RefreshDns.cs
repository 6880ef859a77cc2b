using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Network;

/// <summary>Clears a resolver's cache, so that the next lookup of a name returns its current address.</summary>
sealed class RefreshDns : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);
    const string Api = "api",
        Workers = "workers";

    // The suggested value is not the one that any incident needs: the form must not suggest a repair.
    static readonly string[] Hosts = [Workers, Api];

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "refresh-dns",
            "Refresh a resolver",
            "Clears the cache of the DNS resolver that some hosts use. Open connections are not affected.",
            Delay,
            [new ArgumentDescription("hosts", "Hosts that use it", Hosts, null, null, Hosts[0])]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var hosts = arguments.Choice("hosts", Hosts);
        return new ActionPlan(hosts, $"The resolver of {hosts} is being emptied.", new ActionStage(Delay, system =>
            {
                if (hosts == Api)
                    system.Network.ApiHasOldAddress = false;
                system.Changes.Add("maintenance", $"Resolver of {hosts} emptied");
                return $"The resolver of {hosts} asks for every name anew.";
            }));
    }
}
