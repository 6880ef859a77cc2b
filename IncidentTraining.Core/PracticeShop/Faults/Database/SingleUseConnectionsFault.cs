using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The pool replaces a connection after a few requests. Opening the next one takes several times as long as a request and blocks its place
/// meanwhile: the pool is full of connections that serve no one. The pooler reports how many sessions were opened.
/// </summary>
/// <param name="requests">Requests that a connection serves.</param>
/// <param name="enough">Number of requests from which the fault counts as repaired.</param>
sealed class SingleUseConnectionsFault(int requests, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("requests", "enough");
        var requests = options.Number("requests", 1, ConnectionTurnover.Most - 1);
        return new SingleUseConnectionsFault(requests, options.Number("enough", requests + 1, ConnectionTurnover.Most));
    }

    public void Break(ShopSystem shop) => shop.Pool.Turnover.Requests = requests;

    public bool IsPresent(ShopSystem shop) => shop.Pool.Turnover.Requests < enough;
}
