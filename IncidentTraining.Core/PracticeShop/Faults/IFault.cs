using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>A defect in a shop, from the start or from a later time. Its effect follows from the components; nothing is scripted.</summary>
interface IFault
{
    /// <summary>Puts the fault into a shop.</summary>
    void Break(ShopSystem shop);

    /// <summary>Whether it is still present.</summary>
    bool IsPresent(ShopSystem shop);
}
