using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>A fault that ends by itself. What it has set off may stay.</summary>
interface IPassingFault : IFault
{
    /// <summary>Whether it has ended; what it has set off is not asked for.</summary>
    bool IsOver(ShopSystem shop);
}
