using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>
/// The API opens a connection of its own for each call of Paylane and closes it. The source ports towards the endpoint run out, since each
/// rests after its use: calls for which none is free fail on our own side at once. The other endpoint has ports of its own, which run out
/// as well.
/// </summary>
/// <param name="ports">Source ports for each endpoint.</param>
/// <param name="restSeconds">From when a port is taken until it can be taken again, in seconds.</param>
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
