using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Storage;

/// <summary>
/// The single entry point for writes: a short-lived context, an immediate transaction, one writer at a time. SQLite's client blocks a
/// thread while it waits for the file lock; waiting here is asynchronous and blocks none.
/// </summary>
public sealed class WriteGate(IDbContextFactory<TrainingDb> databases, ReadingVersions versions, InputRules rules)
{
    private readonly SemaphoreSlim _oneWriter = new(1, 1);

    /// <summary>Runs the work and commits it unless it was refused. The returned value is committed when this returns.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A version changed between read and write; only possible with a second
    /// process.</exception>
    public async Task<Outcome<T>> WriteAsync<T>(Func<TrainingDb, Task<Outcome<T>>> work, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await WriteInAsync(db, () => work(db), ct);
    }

    /// <summary>Runs the work and commits it, unless the input breaks its rules: then there is no transaction.</summary>
    public async Task<Outcome<T>> WriteAsync<TInput, T>(
        TInput input,
        Func<TrainingDb, Task<Outcome<T>>> work,
        CancellationToken ct = default
    )
        where TInput : class => rules.Refuse(input) is { } refused ? refused : await WriteAsync(work, ct);

    /// <summary>Runs work without a return value, unless the input breaks its rules.</summary>
    public async Task<Outcome> WriteAsync<TInput>(TInput input, Func<TrainingDb, Task<Outcome>> work, CancellationToken ct = default)
        where TInput : class => rules.Refuse(input) is { } refused ? refused : await WriteAsync(work, ct);

    /// <summary>
    /// Runs work in a context that outlives it, for two consecutive transactions: in the second, the rows of the first are still tracked.
    /// Only for rows that no one else changes in between.
    /// </summary>
    internal async Task<Outcome<T>> WriteInAsync<T>(TrainingDb db, Func<Task<Outcome<T>>> work, CancellationToken ct = default)
    {
        await _oneWriter.WaitAsync(ct);
        try
        {
            // A failed write ends the whole transaction: there is nothing to go back to halfway.
            db.Database.AutoSavepointsEnabled = false;
            // The SQLite client's default is an immediate transaction: the lock is taken before the first read, so a read followed by a
            // write cannot fail halfway.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var outcome = await work();
            if (outcome.Succeeded)
            {
                var readers = ReadingVersions.ReadersOf(db);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                versions.Committed(readers);
            }

            return outcome;
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    /// <summary>Runs work without a return value and commits it unless it was refused.</summary>
    public async Task<Outcome> WriteAsync(Func<TrainingDb, Task<Outcome>> work, CancellationToken ct = default)
    {
        var outcome = await WriteAsync<bool>(async db => await work(db) is { Succeeded: false } refused ? refused.Refusal : true, ct);
        return outcome.Succeeded ? Outcome.Done : outcome.Refusal;
    }

    /// <summary>Runs work without a return value in a context that outlives it.</summary>
    internal async Task<Outcome> WriteInAsync(TrainingDb db, Func<Task<Outcome>> work, CancellationToken ct = default)
    {
        var outcome = await WriteInAsync<bool>(db, async () => await work() is { Succeeded: false } refused ? refused.Refusal : true, ct);
        return outcome.Succeeded ? Outcome.Done : outcome.Refusal;
    }
}
