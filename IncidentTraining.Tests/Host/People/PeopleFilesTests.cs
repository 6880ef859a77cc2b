using System.Net;
using System.Text.Json;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Tests.Core.People;

namespace IncidentTraining.Tests.Host.People;

/// <summary>The audit log and a person's own data as files.</summary>
public sealed class PeopleFilesTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task The_log_is_exported_as_csv_and_json_for_those_who_may_read_it()
    {
        var cohort = await _bench.ClassAsync();
        await _bench.JoinedAsync("=1+1 Ortiz");
        var facilitator = await _bench.Portal.SignInAsync(PeopleBench.Facilitator);
        var csv = await facilitator.Http.GetStringAsync($"/audit/log.csv?class={cohort}", Ct);
        Assert.StartsWith("id,at,action,byId,by,", csv, StringComparison.Ordinal);
        Assert.Contains("'=1+1 Ortiz", csv);
        Assert.DoesNotContain(",=1+1", csv);

        using var json = JsonDocument.Parse(await facilitator.Http.GetStringAsync($"/audit/log.json?class={cohort}", Ct));
        Assert.Contains(json.RootElement.EnumerateArray(), line =>
            line.GetProperty("action").GetString() == "Joined" && line.GetProperty("person").GetString() == "=1+1 Ortiz"
        );

        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.Http.GetAsync("/audit/log.csv", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.Http.GetAsync("/audit/log.csv?class=nonsense", Ct)).StatusCode);
        var trainee = await _bench.Portal.SignInAsync(PeopleBench.Trainee);
        Assert.Equal(HttpStatusCode.Forbidden, (await trainee.Http.GetAsync($"/audit/log.csv?class={cohort}", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_person_downloads_their_own_data_and_no_one_elses()
    {
        var tariq = await _bench.ActorAsync(PeopleBench.Trainee);
        var id = Guid.CreateVersion7(_bench.Time.GetUtcNow());
        await _bench.Get<SaveNote>().RunAsync(tariq, id, new("day-4-incident-response", "objectives", "", "", "Ask Ravi."), Ct);
        var mine = await (await _bench.Portal.SignInAsync(PeopleBench.Trainee)).Http.GetStringAsync("/account/data.json", Ct);
        using var data = JsonDocument.Parse(mine);
        Assert.Equal("Tariq Aziz Khan", data.RootElement.GetProperty("account").GetProperty("name").GetString());
        Assert.Equal("Ask Ravi.", data.RootElement.GetProperty("reading").GetProperty("notes")[0].GetProperty("text").GetString());
        Assert.Single(data.RootElement.GetProperty("sessions").EnumerateArray());
        Assert.Empty(data.RootElement.GetProperty("passkeys").EnumerateArray());
        Assert.Empty(data.RootElement.GetProperty("secondFactor").EnumerateArray());

        var others = await (await _bench.Portal.SignInAsync("demo-trainee-2")).Http.GetStringAsync("/account/data.json", Ct);
        Assert.DoesNotContain("Ravi", others);
        Assert.DoesNotContain("Tariq", others);
        Assert.Contains((await _bench.LogAsync()), entry =>
            entry.Action is AuditAction.OwnDataExported && entry.PersonId == tariq.PersonId
        );
    }

    public void Dispose() => _bench.Dispose();
}
