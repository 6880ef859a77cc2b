using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host.People;

/// <summary>An imported run is replayed if the engine is the same, and otherwise shows its stored data.</summary>
public sealed class ImportedReplayTests : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly LabBench _here = new();
    private readonly PeopleBench _there = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_the_same_engine_the_replay_ends_with_the_telemetry_that_was_sealed_where_the_run_was_played()
    {
        var run = await EndedRunAsync();
        var femi = await ImportAsync(await ExportAsync());
        using var replay = (await _there.Get<OpenReplay>().RunAsync(femi, run, Ct)).Value;
        Assert.True(await replay.SeekAsync(replay.Length, Ct));
        Assert.Equal(await DigestAsync(_here.Portal, run), await replay.DigestAsync(Ct));
        Assert.Equal(await DigestAsync(_there.Portal, run), await replay.DigestAsync(Ct));

        // The views of the shop are the ones of the run, at any moment.
        Assert.True(await replay.SeekAsync(TimeSpan.FromSeconds(70), Ct));
        Assert.True((await replay.Window.ReadAsync(shop => shop.Experiments(), Ct))!.Single(one => one.Id == LabBench.Chaos).Enabled);
    }

    [Fact]
    public async Task On_another_engine_the_replay_says_why_and_the_page_after_the_run_shows_what_was_kept()
    {
        var run = await EndedRunAsync();
        var femi = await ImportAsync((await ExportAsync()).With(content => OfAnotherEngine(content["tables/LabRuns.jsonl"])));
        var refused = (await _there.Get<OpenReplay>().RunAsync(femi, run, Ct)).Refusal;
        Assert.Equal(RefusalKind.Conflict, refused?.Kind);
        Assert.Contains("Its charts and timeline are kept.", refused?.Message, StringComparison.Ordinal);

        Assert.Equal(await DigestAsync(_here.Portal, run), await DigestAsync(_there.Portal, run));
        var (before, after) = (
            (await _here.Get<GetAfterAction>().RunAsync(await _here.Portal.ActorAsync(PeopleBench.Facilitator), run, Ct)).Value,
            (await _there.Get<GetAfterAction>().RunAsync(femi, run, Ct)).Value
        );
        Assert.Equal((before.Cost, before.TrueCause!.Id), (after.Cost, after.TrueCause!.Id));
        Assert.NotEmpty(before.Charts!.Lines);
        Assert.Equal(JsonSerializer.Serialize(before.Charts, Readable), JsonSerializer.Serialize(after.Charts, Readable));
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private static void OfAnotherEngine(List<string> rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var changed = JsonNode.Parse(rows[row])!.AsObject();
            changed["EngineVersion"] = ShopSimulation.EngineVersion + 1;
            rows[row] = changed.ToJsonString();
        }
    }

    private async Task<Guid> EndedRunAsync()
    {
        var trainee = await _here.StartAsync();
        await _here.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _here.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.FinishAsync()).Succeeded);
        return trainee.RunId;
    }

    private async Task<ClassArchive> ExportAsync()
    {
        var (ada, cohort) = (await _here.Portal.ActorAsync(PeopleBench.Administrator), await _here.Portal.CohortIdAsync());
        Assert.True((await _here.Get<ChangeClass>().ArchiveAsync(ada, cohort, archived: true, Ct)).Succeeded);
        await using var content = (await _here.Get<ExportClass>().RunAsync(ada, cohort, Ct)).Value.Content;
        return ClassArchive.Read(content);
    }

    /// <summary>Imports it, with the facilitator of the other portal as its own, and returns them.</summary>
    private async Task<Actor> ImportAsync(ClassArchive archive)
    {
        var (ada, femi) = (await _there.ActorAsync(PeopleBench.Administrator), await _there.ActorAsync(PeopleBench.Facilitator));
        var plan = (await _there.Get<ImportClass>().PreviewAsync(ada, new MemoryStream(archive.Zip()), Ct)).Value;
        var same = new Dictionary<Guid, Guid> { [plan.People.Single(person => person.Name == "Femi Larsen").Id] = femi.PersonId };
        var imported = await _there.Get<ImportClass>().RunAsync(ada, new MemoryStream(archive.Zip()), same, Ct);
        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        Assert.True((await _there.Get<ChangeClass>().ArchiveAsync(ada, imported.Value.CohortId, archived: false, Ct)).Succeeded);
        return femi;
    }

    private static async Task<string> DigestAsync(PortalFactory portal, Guid run)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return (await db.Set<RunArchive>().SingleAsync(one => one.RunId == run, Ct)).Open().Digest;
    }
}
