using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Flags;

/// <summary>Switches a feature flag. Effects of its previous setting are not undone.</summary>
sealed class SwitchFlag : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    static string[] Ids => [.. FeatureFlags.All.Select(flag => flag.Id)];

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "switch-flag",
            "Switch a feature flag",
            "Switches a feature flag for all customers. What happened in the meantime is not undone.",
            Delay,
            [
                new ArgumentDescription("flag", "Flag", Ids, null, null, Ids[0]),
                new ArgumentDescription("state", "State", ["on", "off"], null, null, "off"),
            ]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var flag = arguments.Choice("flag", Ids);
        var state = arguments.Choice("state", ["on", "off"]);
        if (shop.Flags.IsOn(flag) == (state == "on"))
            throw new NotNowException($"Flag “{flag}” is already {state}.");
        return new ActionPlan(flag, $"Flag “{flag}” is being switched {state}.", new ActionStage(Delay, system =>
            {
                system.Flags.Switch(flag, state == "on");
                system.Changes.Add("config", $"Flag {flag} switched {state}");
                return $"Flag “{flag}” is {state}.";
            }));
    }
}
