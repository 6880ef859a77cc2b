using IncidentTraining.Core.PracticeShop.Components.Work;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>Sets the number of worker processes. Each takes two more database connections.</summary>
sealed class ScaleWorkers : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);

    public ActionDescription Describe(ShopSystem shop) => new("scale-workers", "Scale the workers",
        "Sets workers.processes. Each process takes two database connections; with any cause but too few workers it changes nothing.", Delay, [new ArgumentDescription("processes", "Processes", [], 1, WorkerFleet.Most, $"{WorkerFleet.Usual}")]);

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var processes = arguments.Number("processes", 1, WorkerFleet.Most);
        if (processes == shop.Workers.Wanted)
            throw new BadOptionException($"There are {processes} worker processes already.");
        return new ActionPlan("", $"The workers are being scaled from {shop.Workers.Wanted} to {processes} processes.", new ActionStage(Delay, system => Scale(system, processes)));
    }

    static string Scale(ShopSystem shop, int processes)
    {
        var refused = 0;
        for (var place = 0; place < WorkerFleet.Most; place++)
        {
            var worker = shop.Workers.Workers[place];
            if (place >= processes && worker.Condition != WorkerCondition.Absent)
                shop.Workers.Remove(place);
            else if (place < processes && worker.Condition == WorkerCondition.Absent)
            {
                shop.Workers.Start(place);
                refused += worker.Connected ? 0 : 1;
            }
        }

        shop.Changes.Add("config", $"workers.processes: {processes}");
        if (refused > 0)
            shop.Harms.Add("scale-workers", 2, $"{refused} of the new workers got no database connection, and fail what they claim.");
        return $"There are {processes} worker processes.";
    }
}
