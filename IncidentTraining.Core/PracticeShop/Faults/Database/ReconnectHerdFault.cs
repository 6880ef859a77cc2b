using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// Checking a login is expensive, and the project's pooler was restarted: all its clients log in at once. A client that waits longer than
/// the timeout gives up and starts again, and the pooler checks abandoned logins as well, so the queue stays as long as enough clients
/// retry.
/// </summary>
/// <param name="milliseconds">Time that one login check takes.</param>
/// <param name="waiting">Logins of all clients that are waiting when the pooler is back.</param>
sealed class ReconnectHerdFault(int milliseconds, int waiting) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("milliseconds", "waiting");
        return new ReconnectHerdFault(options.Number("milliseconds", 10, 1000), options.Number("waiting", 1, 1000));
    }

    public void Break(ShopSystem shop)
    {
        var desk = new LoginDesk(shop.Kernel, milliseconds * 1000L);
        for (var login = 0; login < waiting; login++)
            desk.Enter();
        shop.DatabaseServer.Desk = desk;
        shop.Pool.CloseAll();
    }

    // It is over when a new login is checked in time.
    public bool IsPresent(ShopSystem shop) =>
        shop.DatabaseServer.Desk is { } desk && desk.Wait >= shop.Limits.AcquireTimeout.TotalMicroseconds;
}
