using System.Net.Http.Json;
using System.Text.Json;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Surface;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Host.Runs;

/// <summary>A real portal process, on a real file, ended by <c>kill -9</c> in the middle of an incident.</summary>
public sealed class KilledInTheMiddleTests : IDisposable
{
    private const string Lab4 = "lab-4-worker-failure";
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(6);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_shop_of_Lab_4_is_rebuilt_to_the_same_digest_and_to_the_very_lines_that_were_read_before()
    {
        Guid run;
        ShopKey key;
        Actor actor;
        using (var before = new LabBench(_folder.Path, new FakeTimeProvider(TimeProvider.System.GetUtcNow() - Before)))
        {
            var responder = await before.StartAsync(lab: Lab4);
            (run, actor) = (responder.RunId, responder.Actor);
            key = (await before.Get<MakeShopAddress>().RunAsync(actor, run, Ct)).Value;
            await before.LiveAsync(Before);
        }

        // The process continues where the first one ended: it must rebuild the shop, and runs in real time.
        using var portal = PortalProcess.Start(["--urls", "http://127.0.0.1:0", "--Data:Directory", _folder.Path]);
        using var http = new HttpClient { BaseAddress = new Uri(await portal.AddressAsync(), $"/shop/{key}/") };
        Assert.True((await http.PostAsJsonAsync("actions/restart-worker", new { worker = "worker-2" }, Ct)).IsSuccessStatusCode);
        Assert.True((await http.GetAsync("api/products", Ct)).IsSuccessStatusCode);
        var read = await LinesAsync(http);
        await portal.KillAsync();
        Assert.NotEqual(0, await portal.EndAsync());

        var end = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var digests = new List<string>();
        foreach (var _ in (int[])[1, 2])
        {
            using var after = new LabBench(_folder.Path, end);
            digests.Add((await after.Get<ShopHost>().ReadAsync(run, shop => shop.Digest(), Ct))!);
            var again = (
                await new Responder(after, actor, run).SeeAsync(shop => shop.Logs(new ShopLogQuery { Limit = int.MaxValue }))
            )!.Lines;
            Assert.Equal(read, again.Take(read.Count).Select(Line));
            Assert.Contains(again, line =>
                line.Message.Contains("worker-2", StringComparison.Ordinal) && line.At > Before - TimeSpan.FromSeconds(30)
            );
        }

        Assert.Equal(digests[0], digests[1]);
    }

    private static async Task<List<string>> LinesAsync(HttpClient http)
    {
        var text = await http.GetStringAsync("logs?limit=5000", Ct);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<WrittenLine>(line, SurfaceJson.Options)!)
                .Select(line => Line(new ShopLogLine(line.Sequence, line.At, line.Level, line.Service, line.Trace, line.Message))),
        ];
    }

    private static string Line(ShopLogLine line) =>
        $"{line.Sequence} {line.At.TotalSeconds:0.000} {line.Level} {line.Service} {line.Trace} {line.Message}";

    /// <summary>The content of a line of the run's address, apart from its values as fields.</summary>
    private sealed record WrittenLine(long Sequence, TimeSpan At, ShopLogLevel Level, string Service, string Trace, string Message);
}
