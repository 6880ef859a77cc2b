using System.Collections.Concurrent;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The account of a run made progress, or is done. The key of the event is the run.</summary>
/// <param name="RunId">The run.</param>
public sealed record AccountChanged(Guid RunId);

/// <summary>The progress of an account.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Done">Courses that were simulated.</param>
/// <param name="Expected">Expected number of courses.</param>
public sealed record AccountProgress(Guid RunId, int Done, int Expected);

/// <summary>
/// Computes the accounts of ended runs, one at a time, in the order in which they ended. The queue is derived from the database (ended runs
/// without an account), so it survives a restart, and a run that is computed twice gets the same row.
/// </summary>
public sealed class AccountQueue(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    ReadRecording recordings,
    LiveEvents events,
    TimeProvider time
)
{
    private readonly ConcurrentDictionary<Guid, bool> _failed = new();

    /// <summary>Cached courses of the last accounts.</summary>
    internal KnownCourses Known { get; init; } = new();

    /// <summary>The account that is being computed; null when none is.</summary>
    public AccountProgress? Current { get; private set; }

    /// <summary>Computes the account of the next run and stores it. One caller at a time.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> WorkAsync(CancellationToken ct = default)
    {
        if (await NextAsync(ct) is not { } run)
        {
            return false;
        }

        try
        {
            Current = new AccountProgress(run.Id, 0, 1);
            var stored = await AccountAsync(run, ct);
            await gate.WriteAsync(db => StoreAsync(db, stored, ct), ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The others in the queue must not wait for a run that cannot be computed. It is retried after a restart.
            _failed[run.Id] = true;
            await events.PublishAsync(run.Id, new AccountChanged(run.Id));
            throw;
        }
        finally
        {
            Current = null;
        }

        await events.PublishAsync(run.Id, new AccountChanged(run.Id));
        return true;
    }

    /// <summary>Whether computing a run's account failed, so that it is skipped until the next start.</summary>
    internal bool HasFailed(Guid runId) => _failed.ContainsKey(runId);

    /// <summary>Number of runs ahead of one in the queue.</summary>
    internal Task<int> BeforeAsync(TrainingDb db, LabRun run, CancellationToken ct) =>
        Waiting(db).CountAsync(other => other.EndedAt < run.EndedAt, ct);

    private IQueryable<LabRun> Waiting(TrainingDb db)
    {
        var failed = _failed.Keys;
        return db.Set<LabRun>()
            .AsNoTracking()
            .Where(run =>
                run.EndedAt != null
                && db.Set<RunArchive>().Any(archive => archive.RunId == run.Id)
                && !db.Set<StoredAccount>().Any(stored => stored.RunId == run.Id && stored.RunEndedAt == run.EndedAt)
                && !failed.Contains(run.Id)
            );
    }

    private async Task<LabRun?> NextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Waiting(db).OrderBy(run => run.EndedAt).FirstOrDefaultAsync(ct);
    }

    private async Task<StoredAccount> AccountAsync(LabRun run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var read = await recordings.OfAsync(db, run, ct);
        if (!read.Succeeded)
        {
            return Without(read.Refusal.Message);
        }

        var recording = read.Value;
        // CPU-bound work, which must not block the loop that waits for it.
        var account = await Task.Run(() => recording.IsTrue(ct) ? new Accountant(recording.Run, Tell, ct, Known).Compute() : null, ct);
        return account is null
            ? Without(ReadRecording.Differs)
            : new StoredAccount(run.Id, run.EndedAt!.Value, time.GetUtcNow().UtcDateTime, account);

        StoredAccount Without(string problem) => new(run.Id, run.EndedAt!.Value, time.GetUtcNow().UtcDateTime, problem);

        void Tell(int done, int expected)
        {
            Current = new AccountProgress(run.Id, done, expected);
            _ = events.PublishAsync(run.Id, new AccountChanged(run.Id));
        }
    }

    private static async Task<Outcome> StoreAsync(TrainingDb db, StoredAccount stored, CancellationToken ct)
    {
        // A run that was opened again meanwhile has another end, or none.
        if (await db.Set<LabRun>().AnyAsync(run => run.Id == stored.RunId && run.EndedAt == stored.RunEndedAt, ct))
        {
            await db.Set<StoredAccount>().Where(a => a.RunId == stored.RunId).ExecuteDeleteAsync(ct);
            db.Add(stored);
        }

        return Outcome.Done;
    }
}
