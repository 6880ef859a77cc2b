using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>A fault that ends by itself. Its after-effects may remain.</summary>
interface IPassingFault : IFault
{
    /// <summary>Whether it has ended, regardless of its after-effects.</summary>
    bool IsOver(ShopSystem shop);
}
