using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The password of the API's login was changed without updating the API. Open connections continue to work; new ones are refused, so the
/// pool gradually empties.
/// </summary>
/// <param name="open">Connections that are still open.</param>
sealed class RotatedPasswordFault(int open) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("open");
        return new RotatedPasswordFault(options.Number("open", 0, 20));
    }

    public void Break(ShopSystem shop)
    {
        shop.DatabaseServer.ApiPasswordValid = false;
        shop.Pool.Shrink(open);
    }

    public bool IsPresent(ShopSystem shop) => !shop.DatabaseServer.ApiPasswordValid;
}
