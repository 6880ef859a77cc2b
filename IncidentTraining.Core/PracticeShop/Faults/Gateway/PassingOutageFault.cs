using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>Paylane's primary endpoint answers with errors for a while, and recovers by itself.</summary>
/// <param name="percent">Share of affected calls, in per cent.</param>
/// <param name="seconds">How long it lasts.</param>
sealed class PassingOutageFault(int percent, int seconds) : IPassingFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent", "seconds");
        return new PassingOutageFault(options.Number("percent", 1, 100), options.Number("seconds", 1, 3600));
    }

    public void Break(ShopSystem shop)
    {
        (shop.Paylane.Trouble, shop.Paylane.TroublePercent) = (PaylaneTrouble.Erring, percent);
        shop.Kernel.Schedule(seconds * Kernel.Second, shop.Kernel.Add(new Recovery(shop.Paylane)), 0);
    }

    public bool IsOver(ShopSystem shop) => shop.Paylane.Trouble == PaylaneTrouble.None;

    public bool IsPresent(ShopSystem shop) => shop.Paylane is { Trouble: not PaylaneTrouble.None, Route: GatewayRoute.Primary };

    sealed class Recovery(Paylane paylane) : IComponent
    {
        public void Handle(int what, long subject) => paylane.Trouble = PaylaneTrouble.None;
    }
}
