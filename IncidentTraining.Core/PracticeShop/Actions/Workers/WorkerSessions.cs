using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Workers;

/// <summary>What happens to workers that were started while the database had no session left for them.</summary>
static class WorkerSessions
{
    /// <summary>Records the harm when a worker runs without a session: it claims jobs, and each of them fails.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="action">The action that started the workers.</param>
    public static void BookHarm(ShopSystem shop, string action)
    {
        var refused = shop.Workers.Workers.Count(worker => worker is { Condition: WorkerCondition.Running, Connected: false });
        if (refused > 0)
            shop.Harms.Add(action, 2, $"{refused} of the workers got no database connection, and fail what they claim.");
    }
}
