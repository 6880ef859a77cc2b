using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Database;

/// <summary>
/// The database's standby has received no changes for a while when the primary fails, and takes over as it is. For some seconds no one can
/// connect. Then everything is fast again, but what was written meanwhile is lost, including orders that customers have paid for; and a
/// share of the pooler's sessions leads to the former primary, which has come back as a standby and refuses writes.
/// </summary>
/// <param name="behind">Seconds since the standby last received a change when it takes over.</param>
/// <param name="percent">Share of the sessions that lead to the former primary, in per cent.</param>
sealed class LostWritesFault(int behind, int percent) : IFault
{
    Failover? _failover;

    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("behind-seconds", "percent");
        return new LostWritesFault(options.Number("behind-seconds", 0, 600), options.Number("percent", 0, 100));
    }

    public void Break(ShopSystem shop) => _failover = new Failover(shop, behind, percent);

    public bool IsPresent(ShopSystem shop) =>
        _failover is not { IsOver: true } || shop.DatabaseServer.ReadOnlyPercent > 0 || shop.Orders.Standby is { Unknown: > 0 };

    sealed class Failover : IComponent
    {
        /// <summary>How long no one can connect, and how long the primary waits for an answer from its standby.</summary>
        const long Away = 8 * Kernel.Second,
            ReplicationTimeout = 60 * Kernel.Second;

        const int TimesOut = 0,
            TakesOver = 1,
            IsReady = 2;

        readonly ShopSystem _shop;
        readonly int _percent;

        public Failover(ShopSystem shop, int behind, int percent)
        {
            (_shop, _percent) = (shop, percent);
            var self = shop.Kernel.Add(this);
            shop.Orders.Standby = new StandbyOrders(shop.Orders);
            if (behind * Kernel.Second > ReplicationTimeout)
                shop.Kernel.Schedule(ReplicationTimeout, self, TimesOut);
            shop.Kernel.Schedule(behind * Kernel.Second, self, TakesOver);
            shop.Kernel.Schedule(behind * Kernel.Second + Away, self, IsReady);
        }

        public bool IsOver { get; private set; }

        public void Handle(int what, long subject)
        {
            switch (what)
            {
                case TimesOut:
                    _shop.Failover.StandbyTimedOut();
                    break;
                case TakesOver:
                    _shop.DatabaseServer.Condition = ProjectCondition.FailingOver;
                    _shop.Pool.CloseAll();
                    _shop.Orders.Standby!.TakeOver();
                    _shop.Failover.Promoted();
                    break;
                default:
                    (_shop.DatabaseServer.Condition, _shop.DatabaseServer.ReadOnlyPercent) = (ProjectCondition.Active, _percent);
                    _shop.Failover.Ready();
                    IsOver = true;
                    break;
            }
        }
    }
}
