using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Demonstration;

/// <summary>A crew's part in a lab of the morning.</summary>
/// <param name="Cause">The cause of the crew's incident.</param>
/// <param name="Style">The crew's working style.</param>
internal sealed record CrewPart(string Cause, CrewStyle Style);

/// <summary>Plays the labs of the morning: all crews of the class in parallel, on the morning's clock.</summary>
internal sealed class MorningLabs(
    MorningClock clock,
    MorningSeed seed,
    RunScenarios scenarios,
    StartLabRun start,
    JoinCrew join,
    HandOverRole handOver,
    CrewScript script,
    ShopHost host,
    IDbContextFactory<TrainingDb> databases
)
{
    public const string Lab1 = "lab-1-high-latency";
    public const string Lab2 = "lab-2-payment-failure";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Plays a lab until every crew has finished, and returns the runs in the order of the crews.</summary>
    public async Task<IReadOnlyList<Guid>> PlayAsync(
        MorningClass people,
        string lab,
        Severity severity,
        LabWords words,
        IReadOnlyList<CrewPart> parts,
        CancellationToken ct
    )
    {
        var runs = new List<CrewRun>();
        foreach (var (crew, part) in people.Crews.Zip(parts))
        {
            seed.For(scenarios.Find(lab)!, part.Cause);
            var id = (await start.RunAsync(crew[0], new(people.CohortId, lab, AsTeam: true), ct)).Of("Starting a lab");
            foreach (var (mate, role) in crew.Skip(1).Zip([IncidentRole.Operations, IncidentRole.Communications]))
            {
                (await join.RunAsync(mate, id, ct)).Of("Joining a crew");
                (await handOver.RunAsync(crew[0], new(id, role, mate.PersonId), ct)).Of("Handing a role over");
            }

            await using var db = await databases.CreateDbContextAsync(ct);
            var run = await db.Set<LabRun>().AsNoTracking().SingleAsync(one => one.Id == id, ct);
            runs.Add(new CrewRun(id, scenarios.Find(run.ScenarioId)!, run.Seed, crew, part.Style, severity, words));
            clock.Advance(Step);
        }

        await PlayAsync([.. runs.Select(run => script.PlayAsync(run, ct))], ct);
        return [.. runs.Select(run => run.Id)];
    }

    private async Task PlayAsync(IReadOnlyList<IAsyncEnumerable<TimeSpan>> scripts, CancellationToken ct)
    {
        var playing = scripts.Select(one => (Script: one.GetAsyncEnumerator(ct), Due: clock.GetUtcNow())).ToList();
        try
        {
            while (playing.Count > 0)
            {
                for (var i = playing.Count - 1; i >= 0; i--)
                {
                    var (one, due) = playing[i];
                    if (due > clock.GetUtcNow())
                    {
                        continue;
                    }

                    if (await one.MoveNextAsync())
                    {
                        playing[i] = (one, clock.GetUtcNow() + one.Current);
                        continue;
                    }

                    playing.RemoveAt(i);
                    await one.DisposeAsync();
                }

                clock.Advance(Step);
                await host.StepAsync(ct);
            }
        }
        finally
        {
            foreach (var (one, _) in playing)
            {
                await one.DisposeAsync();
            }
        }
    }
}
