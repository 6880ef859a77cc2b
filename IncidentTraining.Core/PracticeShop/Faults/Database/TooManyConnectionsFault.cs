using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>The analysts' tool holds so many connections that the database refuses those of the API.</summary>
/// <param name="sessions">Connections that it holds.</param>
sealed class TooManyConnectionsFault(int sessions) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("sessions");
        return new TooManyConnectionsFault(options.Number("sessions", 1, 40));
    }

    public void Break(ShopSystem shop)
    {
        shop.DatabaseServer.AnalyticsSessions = sessions;
        // The rest of the limit is what the pool may keep.
        shop.Pool.Shrink(Math.Max(0, shop.DatabaseServer.Free + shop.Pool.Open));
    }

    public bool IsPresent(ShopSystem shop) => shop.DatabaseServer.AnalyticsSessions > 0;
}
