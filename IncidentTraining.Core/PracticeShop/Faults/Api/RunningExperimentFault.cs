using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>A chaos experiment was not switched off.</summary>
/// <param name="experiment">Id of the experiment.</param>
sealed class RunningExperimentFault(string experiment) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("experiment");
        return new RunningExperimentFault(options.Text("experiment"));
    }

    public void Break(ShopSystem shop) => shop.Chaos.Switch(Place(shop), on: true);

    public bool IsPresent(ShopSystem shop) => shop.Chaos.IsOn(Place(shop));

    int Place(ShopSystem shop) =>
        shop.Chaos.Find(experiment) is >= 0 and var place ? place : throw new BadOptionException($"There is no experiment “{experiment}”.");
}
