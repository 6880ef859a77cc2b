using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Experiments;

/// <summary>Switches a chaos experiment on or off.</summary>
sealed class SwitchExperiment(bool on) : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    public ActionDescription Describe(ShopSystem shop)
    {
        string[] experiments = [.. shop.Chaos.Experiments.Select(experiment => experiment.Id)];
        var argument = new ArgumentDescription("experiment", "Experiment", experiments, null, null, experiments.FirstOrDefault(""));
        return on
            ? new ActionDescription(
                "enable-experiment",
                "Switch a chaos experiment on",
                "Injects the experiment's fault into real traffic until it is switched off.",
                Delay,
                [argument]
            )
            : new ActionDescription(
                "disable-experiment",
                "Switch a chaos experiment off",
                "Stops injecting. Effects that the experiment has triggered may continue without it.",
                Delay,
                [argument]
            );
    }

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var id = arguments.Choice("experiment", [.. shop.Chaos.Experiments.Select(experiment => experiment.Id)]);
        var place = shop.Chaos.Find(id);
        if (shop.Chaos.IsOn(place) == on)
            throw new NotNowException($"Experiment “{id}” is already {(on ? "on" : "off")}.");
        return new ActionPlan(id, $"Experiment “{id}” is being switched {(on ? "on" : "off")}.", new ActionStage(Delay, system =>
            {
                if (on && system.Levels.Last(TimeSpan.FromMinutes(1)) is { FailedShare: > 0.02 })
                    system.Harms.Add(
                        "enable-experiment",
                        3,
                        $"Experiment “{id}” was switched on while customers were already seeing errors."
                    );
                system.Chaos.Switch(place, on);
                return $"Experiment “{id}” is {(on ? "on" : "off")}.";
            }));
    }
}
