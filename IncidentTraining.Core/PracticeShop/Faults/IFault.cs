using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>Something wrong in a shop, from the start or from a time on. Its effect follows from the components; nothing is
/// scripted.</summary>
interface IFault
{
    /// <summary>Puts the fault into a shop.</summary>
    void Break(ShopSystem shop);

    /// <summary>Whether it is still there.</summary>
    bool IsPresent(ShopSystem shop);
}
