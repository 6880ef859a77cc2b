using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Network;

/// <summary>Synchronises the clocks of some hosts with the time servers.</summary>
sealed class SyncClock : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);
    const string Api = "api",
        Workers = "workers";

    // The suggested value is not the one that any incident needs: the form must not suggest a repair.
    static readonly string[] Hosts = [Api, Workers];

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "sync-clock",
            "Set host clocks",
            "Sets the clocks of some hosts from the time servers and restarts their time service.",
            Delay,
            [new ArgumentDescription("hosts", "Hosts", Hosts, null, null, Hosts[0])]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var hosts = arguments.Choice("hosts", Hosts);
        return new ActionPlan(hosts, $"The clock of the hosts of {hosts} is being set.", new ActionStage(Delay, system =>
            {
                if (hosts == Workers)
                    system.Mail.HostsAhead = 0;
                system.Changes.Add("maintenance", $"Clock of the hosts of {hosts} set");
                return $"The clock of the hosts of {hosts} agrees with the time servers.";
            }));
    }
}
