using System.Data.Common;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Before a lab starts, its cause is simulated to check that it shows what it promises. No writer has to wait for that.</summary>
public sealed class PlayedBeforeTheGateTests : IDisposable
{
    private const long Seed = 7;

    private readonly Watch _watch = new();
    private readonly LabBench _bench;

    public PlayedBeforeTheGateTests()
    {
        _bench = new LabBench(seed: Seed, configure: services =>
        {
            services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(_watch));
            // Its own scenarios: in the shared ones, another test may already have simulated every cause.
            services.Replace(ServiceDescriptor.Singleton(_ => new ContentFolder(RealContent.Directory, TimeProvider.System)));
            services.Replace(ServiceDescriptor.Singleton<RunScenarios, RunScenarios>());
        });
    }

    [Fact]
    public async Task A_lab_that_someone_starts_is_played_outside_the_transaction_that_stores_it()
    {
        var scenarios = _bench.Get<RunScenarios>();
        // The demonstration has already started some.
        var scenario = ((string[])[LabBench.Lab1, LabBench.Lab4, LabBench.Lab5])
            .Select(id => scenarios.Find(id)!)
            .First(one => !scenarios.IsPlayed(one, Seed));
        _watch.IsPlayed = () => scenarios.IsPlayed(scenario, Seed);
        await _bench.StartAsync(lab: scenario.Id);
        Assert.Equal([true], _watch.PlayedBefore);
    }

    [Fact]
    public async Task A_second_start_finds_it_played()
    {
        await _bench.StartAsync();
        _watch.IsPlayed = () => true;
        await _bench.StartAsync("demo-trainee-2");
        Assert.Equal(1, _watch.Transactions);
        Assert.Equal([true], _watch.PlayedBefore);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>Checks, at the beginning of each transaction that stores a run, whether its cause was simulated.</summary>
    private sealed class Watch : DbTransactionInterceptor, IDbCommandInterceptor
    {
        private bool _playedAtBegin;

        public Func<bool>? IsPlayed { get; set; }

        public int Transactions { get; private set; }

        public List<bool> PlayedBefore { get; } = [];

        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection,
            TransactionEndEventData eventData,
            DbTransaction result,
            CancellationToken cancellationToken = default
        )
        {
            (Transactions, _playedAtBegin) = IsPlayed is null ? (0, false) : (Transactions + 1, IsPlayed());
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Look(command);
            return ValueTask.FromResult(result);
        }

        public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            Look(command);
            return ValueTask.FromResult(result);
        }

        private void Look(DbCommand command)
        {
            if (IsPlayed is not null && command.CommandText.StartsWith("INSERT INTO \"LabRuns\"", StringComparison.Ordinal))
            {
                PlayedBefore.Add(_playedAtBegin);
            }
        }
    }
}
