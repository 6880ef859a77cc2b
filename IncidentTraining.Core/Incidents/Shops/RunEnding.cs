using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Incidents;

/// <summary>Ends a run: seals what its shop has measured, in the same transaction.</summary>
internal static class RunEnding
{
    /// <summary>Ends the run when its time is over and its shop has lived until then.</summary>
    public static Outcome EndWhenTimeIsUp(RunSession session) =>
        session.Now >= session.Run.Limit ? End(session) : Outcome.Done;

    /// <summary>Ends the run now.</summary>
    public static Outcome End(RunSession session)
    {
        var finished = session.Run.Finish(session.Wall);
        if (finished.Succeeded)
        {
            session.Record(IncidentEventKind.RunEnded, $"The run ended. {session.Run.Ending}");
            var shop = session.Shop;
            var sealedShop = new SealedShop(shop.Truth(), shop.Cost(), shop.Charts(TimeSpan.Zero), shop.Digest()) { Harms = shop.Harms() };
            session.Db.Add(new RunArchive(session.Run.Id, sealedShop));
            session.Db.Add(new RunResult(session.Incident, sealedShop, session.Scenario));
        }

        return finished;
    }
}
