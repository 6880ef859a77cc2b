using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Enqueues everything on the dead-letter list again. If it is done too early, all jobs fail again.</summary>
sealed class RetryDeadJobs : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "retry-dead-jobs",
            "Retry the dead-letter list",
            "Enqueues all dead-letter jobs again. If the fault that killed them is still there, they fail again.",
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
