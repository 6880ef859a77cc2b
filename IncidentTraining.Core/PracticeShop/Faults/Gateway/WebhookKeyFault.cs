using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>
/// Paylane signs its webhooks with a new key that the shop does not know: payments that banks have confirmed never reach the orders.
/// </summary>
sealed class WebhookKeyFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new WebhookKeyFault();
    }

    public void Break(ShopSystem shop) => shop.Paylane.WebhookKeyValid = false;

    public bool IsPresent(ShopSystem shop) => !shop.Paylane.WebhookKeyValid;
}
