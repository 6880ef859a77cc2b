using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>Whether a defect of the newest release is active: an instance in rotation runs it.</summary>
static class ReleasePresence
{
    public static bool Of(ShopSystem shop, ReleaseDefects defect)
    {
        foreach (var instance in shop.Balancer.Instances)
        {
            if (instance.Condition == InstanceCondition.Running && (shop.Releases.DefectsOf(instance.Release) & defect) != 0)
                return true;
        }

        return false;
    }
}
