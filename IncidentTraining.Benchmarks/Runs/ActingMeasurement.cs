using System.Diagnostics;
using System.Globalization;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Benchmarks.Runs;

/// <summary>
/// How long a responder waits after an action on a running shop: by the clock, from the call of the use case until its response, with both
/// commits on the disk. For comparison, alternating with it, two commits of one row each to a plain SQLite file in the same folder with the
/// same pragmas, because the disk of a machine determines the figure.
/// </summary>
static class ActingMeasurement
{
    const int Rounds = 30;
    const int Actions = 30;

    // Frequently used code is recompiled and optimised while it runs.
    const int WarmUps = 10;
    const string Lab = "lab-1-high-latency";

    public static async Task RunAsync(string contentDirectory)
    {
        var folder = Directory.CreateTempSubdirectory("acting-");
        try
        {
            await using var portal = new Portal(folder.FullName, Path.GetFullPath(contentDirectory));
            var (actor, runId) = await StartAsync(portal.Services);
            var act = portal.Services.GetRequiredService<ApplyAction>();
            await using var plain = await PlainAsync(Path.Combine(folder.FullName, "plain.db"));
            var (actions, commits, percent) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < Actions; i++)
                {
                    var arguments = new Dictionary<string, string> { ["percent"] = $"{1 + (percent++ % 89)}" };
                    var began = Stopwatch.GetTimestamp();
                    var answer = await act.RunAsync(actor, new(runId, "shed-traffic", arguments), CancellationToken.None);
                    var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    // An action takes effect after three seconds: the current share by then may equal the next requested one.
                    if (answer.Refusal is { Kind: RefusalKind.Conflict })
                        continue;
                    if (!answer.Succeeded)
                        throw new InvalidOperationException(answer.Refusal.Message);
                    actions.Add(took);

                    began = Stopwatch.GetTimestamp();
                    await CommitAsync(plain);
                    await CommitAsync(plain);
                    commits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }

            Say("an action", actions.Skip(WarmUps * Actions));
            Say("the last hundred actions", actions.TakeLast(100));
            Say("two plain commits", commits.Skip(WarmUps * Actions));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    static async Task<(Actor Actor, Guid RunId)> StartAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<TrainingDb>>().CreateDbContextAsync();
        var person = await (
            from user in db.Users
            join known in db.Set<Person>() on user.Id equals known.UserId
            where user.UserName == "demo-trainee-1"
            select known
        ).SingleAsync();
        var cohort = await db.Set<Cohort>().Select(cohort => cohort.Id).SingleAsync();
        var actor = new Actor(person.Id, person.IsAdministrator);
        var started = await services
            .GetRequiredService<StartLabRun>()
            .RunAsync(actor, new(cohort, Lab, RehearsalRate: null, AsTeam: false), CancellationToken.None);
        return (actor, started.Value);
    }

    static async Task<SqliteConnection> PlainAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path}");
        await connection.OpenAsync();
        await ExecuteAsync(
            connection,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT);"
        );
        return connection;
    }

    static Task CommitAsync(SqliteConnection connection) => ExecuteAsync(connection, "INSERT INTO rows (text) VALUES ('shed-traffic');");

    static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    static void Say(string what, IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(
            string.Format(
                CultureInfo.InvariantCulture,
                "{0,-28} median {1,6:0.0} ms   95 of 100 within {2,6:0.0} ms",
                what,
                sorted[sorted.Count / 2],
                sorted[sorted.Count * 95 / 100]
            )
        );
    }

    /// <summary>The portal as it runs, without a port.</summary>
    sealed class Portal(string dataDirectory, string contentDirectory) : WebApplicationFactory<App>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Data:Directory", dataDirectory);
            builder.UseSetting("Content:Directory", contentDirectory);
            builder.UseSetting("Demonstration:Enabled", "true");
            builder.UseSetting("Demonstration:Morning", "false");
            builder.ConfigureLogging(logging => logging.ClearProviders());
        }
    }
}
