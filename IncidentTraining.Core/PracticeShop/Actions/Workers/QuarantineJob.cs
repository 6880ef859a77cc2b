using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Sets a job aside, so that no worker claims it. Its order waits until someone handles it.</summary>
sealed class QuarantineJob : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "quarantine-job",
            "Set a job aside",
            "Takes a job out of the queue. The customer's order hangs until it is repaired by hand.",
            Delay,
            [new ArgumentDescription("job", "Job number", [], 1, 9999999, "")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var job = arguments.Number("job", 1, 9999999);
        if (!shop.Queue.TryFind(job, out var row) || shop.Queue[row].Place == JobPlace.Aside)
            throw new NotNowException($"There is no job {job} in the queue.");
        return new ActionPlan($"{job}", $"Job {job} is being put aside.", new ActionStage(Delay, system =>
            {
                if (!system.Queue.TryFind(job, out var now))
                    return $"Job {job} was done before it could be put aside.";
                if (system.Queue[now] is { Poison: false, Circles: false, Attempts: 0 })
                    system.Harms.Add("quarantine-job", 1, $"Job {job} was sound; its order hangs now.");
                system.Queue.SetAside(now);
                return $"Job {job} is aside.";
            }));
    }
}
