using IncidentTraining.Core.PracticeShop.Components.Probes;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The timeout of the load balancer's readiness check is too short: the check takes a busy instance out for one late response, all traffic
/// goes to the other one, and as soon as the first is back, the other one is taken out. The check's report over five minutes, in the health
/// check, shows it.
/// </summary>
/// <param name="milliseconds">Time within which an instance must respond, in milliseconds.</param>
/// <param name="enough">Timeout from which the fault counts as repaired, in milliseconds.</param>
sealed class EagerProbeFault(int milliseconds, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("milliseconds", "enough");
        var milliseconds = options.Number("milliseconds", RotationCheck.Smallest, RotationCheck.Usual - 1);
        return new EagerProbeFault(milliseconds, options.Number("enough", milliseconds + 1, RotationCheck.Usual));
    }

    public void Break(ShopSystem shop) => shop.Rotation.Milliseconds = milliseconds;

    public bool IsPresent(ShopSystem shop) => shop.Rotation.Milliseconds < enough;
}
