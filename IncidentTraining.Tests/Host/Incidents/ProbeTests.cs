using System.Diagnostics;
using System.Net;
using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host.Incidents;

/// <summary>Requests of the responders' own tools: they enter the shop, are recorded, and are answered with the shop's own delay.</summary>
public sealed class ProbeTests : IDisposable
{
    private readonly AdvancingClock _clock = new();
    private readonly PortalFactory _portal;
    private readonly Uri _address;

    public ProbeTests()
    {
        _portal = new PortalFactory { Time = _clock };
        _address = _portal.StartOnKestrel();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task A_request_of_ones_own_is_answered_recorded_and_leaves_no_mark_in_the_timeline()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        using var products = await tools.GetAsync("/api/products");
        using var order = await tools.GetAsync("/api/orders/1042");
        Assert.All((HttpResponseMessage[])[products, order], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Matches("^[0-9a-f]{16}$", products.Headers.GetValues("X-Trace-Id").Single());
        await using var db = await _portal.OpenDatabaseAsync();
        var inputs = await db.Set<RunInput>().OrderBy(i => i.Sequence).ToListAsync(Ct);
        Assert.Equal(2, inputs.Count);
        Assert.All(inputs, input => Assert.True(input.Accepted));
        Assert.DoesNotContain(await db.Set<IncidentEvent>().ToListAsync(Ct), e => e.Text.Contains("probe", StringComparison.Ordinal));
        Assert.Equal(IncidentPhase.Detection, (await db.Set<Incident>().SingleAsync(Ct)).Phase);
    }

    [Fact]
    public async Task The_third_request_within_a_second_is_refused_and_told_when_to_come_back()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => tools.GetAsync("/api/products")));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 2, 4);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task A_slow_shop_answers_slowly_and_for_no_longer_than_a_customer_would_wait()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var quick = (await TimesAsync(tools, probes: 7)).Order().ElementAt(3);
        Assert.True((await tools.Get<ApplyAction>().RunAsync(tools.Actor, new(tools.RunId, "enable-experiment", new Dictionary<string, string> { ["experiment"] = LabBench.Chaos }), Ct)).Succeeded);
        _clock.Advance(TimeSpan.FromSeconds(12));
        // The experiment adds 500 ms to three requests of five: that it spares twelve in a row happens once in 60,000.
        var slow = (await TimesAsync(tools, probes: 12)).Max();
        Assert.InRange(slow - quick, 300, 11_000);
    }

    [Fact]
    public async Task Nobody_elses_run_can_be_probed_and_only_known_routes()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var stranger = await _portal.ActorAsync("demo-trainee-2");
        Assert.Equal(RefusalKind.NotFound, (await tools.Get<ProbeShop>().RunAsync(stranger, tools.RunId, "products", Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await tools.Get<ProbeShop>().RunAsync(tools.Actor, tools.RunId, "admin", Ct)).Refusal?.Kind);
    }

    /// <summary>Milliseconds; asked behind the door, which lets in only two a second.</summary>
    private static async Task<IReadOnlyList<double>> TimesAsync(OwnTools tools, int probes)
    {
        var times = new List<double>();
        for (var probe = 0; probe < probes; probe++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.True((await tools.Get<ProbeShop>().RunAsync(tools.Actor, tools.RunId, "products", Ct)).Succeeded);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }
}
