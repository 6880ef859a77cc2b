using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>Stores the result of a run in the commit that ends it.</summary>
public sealed class AssessmentParticipant : RunParticipant
{
    internal override void Ending(RunSession session, SealedShop shop) =>
        session.Db.Add(
            new RunResult(
                session.Incident,
                shop,
                session.Scenario.RootCauses.FirstOrDefault(cause => cause.Id == shop.Truth.RootCause),
                IsShown(session)
            )
        );

    // Read while the run is being sealed, in a single transaction.
    private static bool IsShown(RunSession session)
    {
        var cause = session.Scenario.RootCauseFor(session.Run.Seed);
        if (!cause.IsHealthy)
        {
            return true;
        }

        var log = session.Db.Timeline(session.Run.Id);
        return FalseAlarm.IsShown(cause, FalseAlarm.PagedAt(log, session.Incident), log);
    }

    internal override async Task ReopenedAsync(TrainingDb db, LabRun run, CancellationToken ct)
    {
        await db.Set<RunResult>().Where(result => result.RunId == run.Id).ExecuteDeleteAsync(ct);
        await db.Set<StoredAccount>().Where(account => account.RunId == run.Id).ExecuteDeleteAsync(ct);
    }
}
