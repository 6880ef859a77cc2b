using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>The hosted project was paused because it reached its spend cap: it answers no session and accepts no new ones.</summary>
sealed class ProjectPausedFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new ProjectPausedFault();
    }

    public void Break(ShopSystem shop) => shop.DatabaseServer.Condition = ProjectCondition.Paused;

    public bool IsPresent(ShopSystem shop) => shop.DatabaseServer.Condition != ProjectCondition.Active;
}
