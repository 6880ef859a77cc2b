using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Enqueues everything on the dead-letter list again. Too early, and it all dies a second time.</summary>
sealed class RetryDeadJobs : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "retry-dead-jobs",
            "Retry the dead-letter list",
            "Enqueues all given up jobs again. If what killed them is still there, they die a second time.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new(
            "",
            $"{shop.Queue.Dead} jobs of the dead-letter list are being enqueued.",
            new ActionStage(Delay, system => $"{system.Queue.RetryDead()} jobs of the dead-letter list are in the queue again.")
        );
}
