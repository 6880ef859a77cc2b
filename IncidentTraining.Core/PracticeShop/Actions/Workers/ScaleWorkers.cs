using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Sets the number of worker processes. Each one uses two more database connections.</summary>
sealed class ScaleWorkers : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "scale-workers",
            "Scale the workers",
            "Sets workers.processes. Each process takes two database connections.",
            Delay,
            [new ArgumentDescription("processes", "Processes", [], 1, WorkerFleet.Most, $"{shop.Workers.Wanted}")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var processes = arguments.Number("processes", 1, WorkerFleet.Most);
        if (processes == shop.Workers.Wanted)
            throw new NotNowException($"There are already {processes} worker processes.");
        return new ActionPlan(
            "",
            $"The workers are being scaled from {shop.Workers.Wanted} to {processes} processes.",
            new ActionStage(Delay, system => Scale(system, processes))
        );
    }

    static string Scale(ShopSystem shop, int processes)
    {
        for (var place = 0; place < WorkerFleet.Most; place++)
        {
            var worker = shop.Workers.Workers[place];
            if (place >= processes && worker.Condition != WorkerCondition.Absent)
                shop.Workers.Remove(place);
            else if (place < processes && worker.Condition == WorkerCondition.Absent)
                shop.Workers.Start(place);
        }

        shop.Changes.Add("config", $"workers.processes: {processes}");
        WorkerSessions.BookHarm(shop, "scale-workers");
        return $"There are {processes} worker processes.";
    }
}
