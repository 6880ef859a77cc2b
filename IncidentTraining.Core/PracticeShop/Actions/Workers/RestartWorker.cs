using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Ends a worker process and starts it with the release last deployed to the workers. Its jobs start over.</summary>
sealed class RestartWorker : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(6);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "restart-worker",
            "Restart a worker",
            "Ends the process, or all of them, and starts it with the release last deployed to the workers. Its jobs go back to the front of the queue and start again.",
            Delay,
            [new ArgumentDescription("worker", "Worker", Names(shop), null, null, "all")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var name = arguments.Choice("worker", Names(shop));
        return new ActionPlan(
            name,
            name == "all" ? "All workers are being restarted." : $"{name} is being restarted.",
            new ActionStage(TimeSpan.FromSeconds(1), system =>
            {
                foreach (var place in Places(system, name))
                {
                    if (system.Workers.Workers[place].Condition == WorkerCondition.Running)
                        system.Workers.End(place, WorkerEnd.Responder, startAgain: false);
                }

                return "";
            }),
            new ActionStage(Delay, system =>
            {
                system.Workers.Supervised = true;
                foreach (var place in Places(system, name))
                {
                    if (system.Workers.Workers[place].Condition != WorkerCondition.Running)
                        system.Workers.Start(place);
                }

                WorkerSessions.BookHarm(system, "restart-worker");
                return name == "all" ? "All workers were restarted." : $"{name} was restarted.";
            })
        );
    }

    static string[] Names(ShopSystem shop) =>
        ["all", .. shop.Workers.Workers.Where(worker => worker.Condition != WorkerCondition.Absent).Select(worker => worker.Name)];

    static IEnumerable<int> Places(ShopSystem shop, string name) =>
        Enumerable
            .Range(0, shop.Workers.Workers.Length)
            .Where(place =>
                shop.Workers.Workers[place].Condition != WorkerCondition.Absent
                && (name == "all" || shop.Workers.Workers[place].Name == name)
            );
}
