using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host.Runs;

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
    public async Task A_payment_gives_an_order_that_can_be_asked_for_until_it_is_confirmed()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var id = 0;
        for (var attempt = 0; attempt < 10 && id == 0; attempt++)
        {
            // Behind the load balancer, which accepts only two a second: one bank in seven asks its customer first.
            var paid = (await tools.Get<ProbeShop>().RunAsync(tools.Actor, tools.RunId, new("payment"), Ct)).Value;
            id = paid.Status == 201 ? JsonDocument.Parse(paid.Body).RootElement.GetProperty("orderId").GetInt32() : 0;
        }

        Assert.NotEqual(0, id);
        _clock.Advance(TimeSpan.FromSeconds(5));
        using var order = JsonDocument.Parse(await tools.TextAsync($"/api/orders/{id}"));
        Assert.Equal(
            (id, "confirmed"),
            (order.RootElement.GetProperty("id").GetInt32(), order.RootElement.GetProperty("status").GetString())
        );
        Assert.True(order.RootElement.GetProperty("confirmedAt").GetDateTime() > order.RootElement.GetProperty("placedAt").GetDateTime());
        Assert.InRange(
            order.RootElement.GetProperty("placedAt").GetDateTime(),
            _clock.GetUtcNow().UtcDateTime.AddMinutes(-2),
            _clock.GetUtcNow().UtcDateTime
        );
        Assert.Equal(0, order.RootElement.GetProperty("otherOpenOrders").GetInt32());
    }

    [Fact]
    public async Task An_order_that_there_is_not_and_an_id_that_is_none_are_answered_as_the_source_says()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        foreach (
            var (id, status, error) in ((string, HttpStatusCode, string)[])
                [("999999999", HttpStatusCode.NotFound, "order_not_found"), ("one", HttpStatusCode.BadRequest, "invalid_order_id")]
        )
        {
            using var answer = await tools.GetAsync($"/api/orders/{id}");
            Assert.Equal(
                (status, error),
                (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetString())
            );
        }
    }

    [Theory]
    [InlineData(
        """{"customerId":7,"currency":"USD","card":{"token":"t","network":"amex"},"lines":[{"product":1,"quantity":2}]}""",
        "k1",
        false
    )]
    [InlineData(
        """{"customerId":7,"currency":"USD","card":{"token":"t","network":"amex"},"lines":[{"product":1,"quantity":2}]}""",
        null,
        true
    )]
    [InlineData(
        """{"customerId":7,"currency":"USD","card":{"token":"t","network":"diners"},"lines":[{"product":1,"quantity":2}]}""",
        "k1",
        true
    )]
    [InlineData(
        """{"customerId":0,"currency":"USD","card":{"token":"t","network":"visa"},"lines":[{"product":1,"quantity":2}]}""",
        "k1",
        true
    )]
    [InlineData("""{"customerId":7,"currency":"USD","card":{"token":"t","network":"visa"},"lines":[]}""", "k1", true)]
    [InlineData(
        """{"customerId":7,"currency":"USD","card":{"token":"t","network":"visa"},"lines":[{"product":1,"quantity":21}]}""",
        "k1",
        true
    )]
    [InlineData("[1", "k1", true)]
    public async Task A_checkout_is_read_as_the_source_reads_it(string body, string? key, bool isRefused)
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        using var request = new HttpRequestMessage(HttpMethod.Post, tools.Shop + "/api/payments")
        {
            Content = new StringContent(body, null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var answer = await tools.Http.SendAsync(request, Ct);

        Assert.Equal(isRefused, answer.StatusCode == HttpStatusCode.BadRequest);
        Assert.Equal(isRefused, (await answer.Content.ReadAsStringAsync(Ct)).Contains("invalid_checkout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Readiness_answers_in_the_shape_of_the_source_after_the_time_that_its_slowest_check_takes()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        using var well = JsonDocument.Parse(await tools.TextAsync("/api/health/ready"));
        Assert.Equal("ok", well.RootElement.GetProperty("status").GetString());
        Assert.Equal(
            ["database", "redis", "gateway"],
            well.RootElement.GetProperty("checks").EnumerateObject().Select(check => check.Name)
        );
        Assert.All(well.RootElement.GetProperty("checks").EnumerateObject(), check =>
            Assert.True(check.Value.GetProperty("ms").GetInt32() > 0)
        );

        Assert.True(
            (
                await tools
                    .Get<ApplyAction>()
                    .RunAsync(tools.Actor, new(tools.RunId, "resize-pool", new Dictionary<string, string> { ["connections"] = "1" }), Ct)
            ).Succeeded
        );
        Assert.True(
            (
                await tools
                    .Get<ApplyAction>()
                    .RunAsync(
                        tools.Actor,
                        new(tools.RunId, "enable-experiment", new Dictionary<string, string> { ["experiment"] = LabBench.Chaos }),
                        Ct
                    )
            ).Succeeded
        );
        _clock.Advance(TimeSpan.FromSeconds(40));
        var start = Stopwatch.GetTimestamp();
        using var answer = await tools.GetAsync("/api/health/ready");
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1_900, 4_900);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var ready = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("unavailable", ready.GetProperty("status").GetString());
        var database = ready.GetProperty("checks").GetProperty("database");
        Assert.Equal(
            ("down", "acquire timeout after 2000 ms"),
            (database.GetProperty("status").GetString(), database.GetProperty("error").GetString())
        );
        Assert.False(database.TryGetProperty("ms", out _));
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
        Assert.True(
            (
                await tools
                    .Get<ApplyAction>()
                    .RunAsync(
                        tools.Actor,
                        new(tools.RunId, "enable-experiment", new Dictionary<string, string> { ["experiment"] = LabBench.Chaos }),
                        Ct
                    )
            ).Succeeded
        );
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
        Assert.Equal(
            RefusalKind.NotFound,
            (await tools.Get<ProbeShop>().RunAsync(stranger, tools.RunId, new("products"), Ct)).Refusal?.Kind
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (await tools.Get<ProbeShop>().RunAsync(tools.Actor, tools.RunId, new("admin"), Ct)).Refusal?.Kind
        );
    }

    /// <summary>Milliseconds; asked behind the door, which lets in only two a second.</summary>
    private static async Task<IReadOnlyList<double>> TimesAsync(OwnTools tools, int probes)
    {
        var times = new List<double>();
        for (var probe = 0; probe < probes; probe++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.True((await tools.Get<ProbeShop>().RunAsync(tools.Actor, tools.RunId, new("products"), Ct)).Succeeded);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }
}
