using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>
/// The API opens a new connection for each call to Paylane and closes it. The source ports for the endpoint run out, since each one stays
/// reserved after its use: calls for which none is free fail at once on our own side. The other endpoint has its own ports, which run out
/// as well.
/// </summary>
/// <param name="ports">Source ports for each endpoint.</param>
/// <param name="restSeconds">Time from the use of a port until it can be used again, in seconds.</param>
sealed class ExhaustedPortsFault(int ports, int restSeconds) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("ports", "rest-seconds");
        return new ExhaustedPortsFault(options.Number("ports", 1, 64_512), options.Number("rest-seconds", 1, 3600));
    }

    public void Break(ShopSystem shop)
    {
        shop.Ports.Limit(ports, restSeconds * Kernel.Second);
        shop.Configuration.ClosesConnections = true;
    }

    public bool IsPresent(ShopSystem shop) => shop.Configuration.ClosesConnections;
}
