using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentTraining.Tests.Support;

/// <summary>The database activity of a piece of work.</summary>
internal sealed class Asked
{
    private int _reads;
    private int _statements;
    private int _commits;
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _texts = new();

    /// <summary>Queries.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>All commands, queries among them.</summary>
    public int Statements => Volatile.Read(ref _statements);

    /// <summary>Transactions that were committed.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>The text of each command, in order.</summary>
    public IReadOnlyList<string> Texts => [.. _texts];

    public void Count(DbCommand command)
    {
        _texts.Enqueue(command.CommandText);
        Interlocked.Increment(ref _statements);
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _reads);
        }
    }

    public void CountCommit() => Interlocked.Increment(ref _commits);
}

/// <summary>Counts a piece of work's database activity, without the portal's background work.</summary>
internal sealed class StatementCounter : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly AsyncLocal<Asked?> _current = new();

    /// <summary>Does the work, and returns its database activity.</summary>
    public async Task<Asked> DuringAsync(Func<Task> work)
    {
        var asked = new Asked();
        _current.Value = asked;
        await work();
        _current.Value = null;
        return asked;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        _current.Value?.Count(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        _current.Value?.Count(command);
        return base.ScalarExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        _current.Value?.Count(command);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        _current.Value?.CountCommit();
        return Task.CompletedTask;
    }
}
