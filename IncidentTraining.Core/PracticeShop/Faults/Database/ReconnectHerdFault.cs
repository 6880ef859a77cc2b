using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The check of a login is dear, and the project's pooler was restarted: all its clients log in at once. Who waits for longer than the
/// time-out gives up and begins anew, and the pooler checks what was given up as well, so that the line stays as long as so many begin.
/// </summary>
/// <param name="milliseconds">Time that the check of a login takes.</param>
/// <param name="waiting">Logins of all clients that wait when the pooler is back.</param>
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

    // It is over when a login that comes now is checked in time.
    public bool IsPresent(ShopSystem shop) =>
        shop.DatabaseServer.Desk is { } desk && desk.Wait >= shop.Limits.AcquireTimeout.TotalMicroseconds;
}
