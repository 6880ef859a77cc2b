using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Ends all sessions of one of the database's clients.</summary>
sealed class EndSessions : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);
    static readonly string[] Clients = ["lanternfish-api", "workers", "analytics"];

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "end-sessions",
            "End a client's database sessions",
            "Runs pg_terminate_backend for all sessions of a client. What they were doing is lost.",
            Delay,
            [new ArgumentDescription("client", "Client", Clients, null, null, Clients[0])]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var client = arguments.Choice("client", Clients);
        return new ActionPlan(client, $"The sessions of {client} are being ended.", new ActionStage(Delay, system => End(system, client)));
    }

    static string End(ShopSystem shop, string client)
    {
        switch (client)
        {
            case "analytics":
                var ended = shop.DatabaseServer.AnalyticsSessions;
                shop.DatabaseServer.AnalyticsSessions = 0;
                shop.Database.Unlock();
                return $"{ended} sessions of analytics were ended, and its login is locked.";
            case "workers":
                var jobs = 0;
                for (var worker = 0; worker < shop.Workers.Workers.Length; worker++)
                {
                    if (shop.Workers.Workers[worker].Condition == WorkerCondition.Running)
                        jobs += shop.Workers.End(worker, WorkerEnd.Killed, startAgain: true);
                }

                shop.Harms.Add("end-sessions", 2, $"All workers lost their database sessions and ended; {jobs} jobs began again.");
                return "The workers' sessions were ended.";
            default:
                // The primary ends its own sessions; those that lead to another host are not included.
                shop.Pool.CloseAll();
                return "The API's idle sessions were ended.";
        }
    }
}
