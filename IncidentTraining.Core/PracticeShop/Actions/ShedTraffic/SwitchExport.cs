using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.ShedTraffic;

/// <summary>Closes or reopens the order export for everyone. It stops all reads and destroys nothing.</summary>
sealed class SwitchExport : IShopAction
{
    const string State = "state",
        Closed = "closed",
        Open = "open";

    static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "switch-export",
            "Close or open the order export",
            "Answers 403 to every read of the order export, including reads by partners, or opens it again. A run is never resolved while it is closed.",
            Delay,
            [new ArgumentDescription(State, "State", [Closed, Open], null, null, Closed)]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var state = arguments.Choice(State, [Closed, Open]);
        if (shop.Exports!.IsClosed == (state == Closed))
            throw new NotNowException($"The export is already {state}.");
        return new ActionPlan("", $"The export is being switched to “{state}”.", new ActionStage(Delay, system =>
            {
                system.Exports!.IsClosed = state == Closed;
                system.Changes.Add("config", $"Export of orders: {state}");
                return $"The export is {state}.";
            }));
    }
}
