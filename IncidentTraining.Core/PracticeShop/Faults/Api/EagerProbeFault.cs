using IncidentTraining.Core.PracticeShop.Components.Probes;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The load balancer's check of readiness has too short a time-out: it takes a busy instance out for one late answer, all traffic meets the
/// other one, and as soon as the first is back the other one is taken out. Its report of five minutes says so in the health check.
/// </summary>
/// <param name="milliseconds">Time within which an instance has to answer, in milliseconds.</param>
/// <param name="enough">Time-out from which on the fault counts as repaired, in milliseconds.</param>
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
