using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The account of a run in its current state.</summary>
/// <param name="Account">The account; null while it is computed and when there is none.</param>
/// <param name="Track">The run compared with the reference responder's; null without a reference.</param>
/// <param name="Problem">Why there is and will be no account, in a sentence; empty otherwise.</param>
/// <param name="Progress">The progress; null when it is queued or done.</param>
/// <param name="Before">Number of runs ahead of it in the queue.</param>
public sealed record AccountView(RunAccount? Account, ReferenceTrack? Track, string Problem, AccountProgress? Progress, int Before)
{
    /// <summary>Whether it is still to be computed.</summary>
    public bool IsPending => Account is null && Problem.Length == 0;

    /// <summary>Whether it was computed with other prices and rules than the current ones.</summary>
    public bool IsByFormerRules { get; init; }
}

/// <summary>Shows the account of an ended run to its crew and the staff of its class.</summary>
public sealed class ReadAccount(IDbContextFactory<TrainingDb> databases, AccountQueue queue, RunScenarios scenarios) : IUseCase
{
    /// <summary>The account; refused to everyone while the run is in progress.</summary>
    public async Task<Outcome<AccountView>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var ended = await db.RequireEndedRunAsync(
            actor,
            runId,
            "The run is still in progress. Its impact analysis is computed after it ends.",
            ct
        );
        if (!ended.Succeeded)
        {
            return ended.Refusal;
        }

        var run = ended.Value;

        if (!await db.Set<RunArchive>().AnyAsync(a => a.RunId == runId, ct))
        {
            return new AccountView(null, null, "The run was closed before it could be measured, so it has no impact analysis.", null, 0);
        }

        var stored = await db.Set<StoredAccount>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.RunId == runId && a.RunEndedAt == run.EndedAt, ct);
        if (stored is null && queue.HasFailed(runId))
        {
            return new AccountView(
                null,
                null,
                "The impact analysis could not be computed. The portal tries again the next time it starts.",
                null,
                0
            );
        }

        if (stored is null)
        {
            var progress = queue.Current is { } current && current.RunId == runId ? current : null;
            return new AccountView(null, null, "", progress, progress is null ? await queue.BeforeAsync(db, run, ct) : 0);
        }

        if (stored.Open() is not { } account)
        {
            return new AccountView(null, null, stored.Problem, null, 0);
        }

        var archive = await db.Set<RunArchive>().AsNoTracking().SingleAsync(a => a.RunId == runId, ct);
        var incident = await db.Set<Incident>().AsNoTracking().SingleAsync(i => i.RunId == runId, ct);
        var truth = archive.Open().Truth;
        var cause = scenarios.Read(run.ScenarioId, run.ScenarioText)?.RootCauses.FirstOrDefault(one => one.Id == truth.RootCause);
        return new AccountView(account, ReferenceTrack.Of(account, incident, truth, cause, ShopClock.Of(run)), "", null, 0)
        {
            IsByFormerRules = stored.Rules != StoredAccount.CurrentRules,
        };
    }
}
