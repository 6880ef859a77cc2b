using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Surface;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host.Runs;

/// <summary>The practice shop over real HTTP: what a responder's tool gets, and what it does not.</summary>
public sealed class ShopSurfaceTests : IDisposable
{
    private readonly PortalFactory _portal = new();
    private readonly Uri _address;

    public ShopSurfaceTests() => _address = _portal.StartOnKestrel();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Health_logs_status_and_the_list_of_routes_are_answered_without_a_sign_in()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        using var live = await tools.GetAsync("/api/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = JsonDocument.Parse(await tools.TextAsync("/api/health/ready"));
        Assert.Equal("up", ready.RootElement.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
        Assert.Contains("POST /api/payments", await tools.TextAsync(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_view_of_the_shop_can_be_read_as_JSON()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        foreach (
            var path in (string[])["/alerts", "/changes", "/database", "/payments", "/work", "/network", "/status", "/actions", "/traces"]
        )
        {
            using var json = JsonDocument.Parse(await tools.TextAsync(path));
            Assert.NotEqual(JsonValueKind.Null, json.RootElement.ValueKind);
        }

        using var changes = JsonDocument.Parse(await tools.TextAsync("/changes"));
        var starts = changes
            .RootElement.EnumerateArray()
            .Select(one => one.GetProperty("time").GetDateTime() - TimeSpan.FromSeconds(one.GetProperty("at").GetDouble()))
            .ToList();
        Assert.True(starts.Count > 1);
        Assert.All(starts, start => Assert.InRange((start - starts[0]).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(2)));
    }

    [Fact]
    public async Task A_line_has_the_time_of_day_and_the_values_of_its_message_as_fields()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var lines = (await tools.TextAsync("/logs?after=-3000&limit=5000"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();

        var starts = lines.ConvertAll(line =>
            line.GetProperty("time").GetDateTime() - TimeSpan.FromSeconds(line.GetProperty("at").GetDouble())
        );
        Assert.All(starts, start => Assert.InRange((start - starts[0]).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(2)));
        Assert.All(lines, line => Assert.EndsWith("Z", line.GetProperty("time").GetString()));
        var paid = lines.First(line => line.GetProperty("message").GetString()!.StartsWith("payment processed", StringComparison.Ordinal));
        var fields = paid.GetProperty("fields").EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString()!);
        Assert.Equal(["order", "status", "reason", "network", "gatewayMs"], fields.Keys);
        Assert.Equal(
            paid.GetProperty("message").GetString(),
            $"payment processed: order {fields["order"]} status={fields["status"]} reason={fields["reason"]} network={fields["network"]} gatewayMs={fields["gatewayMs"]}"
        );
    }

    [Fact]
    public async Task A_negative_number_reads_lines_of_the_hour_before_the_run()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var lines = (await tools.TextAsync("/logs?after=-20&limit=5000"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();

        var numbers = lines.ConvertAll(line => line.GetProperty("sequence").GetInt64());
        Assert.Equal(Enumerable.Range(-19, 20).Select(number => (long)number), numbers.TakeWhile(number => number <= 0));
        Assert.All(lines.Take(20), line => Assert.InRange(line.GetProperty("at").GetDouble(), -3600, 0));
        Assert.All(lines.Skip(20), line => Assert.True(line.GetProperty("at").GetDouble() >= 0));
    }

    [Fact]
    public async Task Logs_come_as_one_object_a_line_and_go_on_after_the_cursor()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        using var first = await tools.GetAsync("/logs?limit=3");
        Assert.Equal("application/x-ndjson", first.Content.Headers.ContentType?.MediaType);
        var lines = (await first.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 1, 3);
        Assert.All(lines, line => Assert.True(JsonDocument.Parse(line).RootElement.TryGetProperty("message", out _)));
        var cursor = long.Parse(first.Headers.GetValues(LogSurface.CursorHeader).Single(), CultureInfo.InvariantCulture);
        Assert.Equal("", (await tools.TextAsync($"/logs?after={cursor + 1_000_000}")).Trim());
        foreach (var wrong in (string[])["?limit=0", "?limit=many", "?level=loud", "?after=-2000000"])
        {
            await AssertProblemAsync(await tools.GetAsync("/logs" + wrong), HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task A_wrong_or_revoked_key_is_not_found_and_an_ended_run_is_gone()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        await AssertProblemAsync(await tools.Http.GetAsync(_address + $"shop/{ShopKey.Create()}/metrics", Ct), HttpStatusCode.NotFound);
        await AssertProblemAsync(await tools.Http.GetAsync(_address + "shop/short/metrics", Ct), HttpStatusCode.NotFound);
        Assert.True((await tools.Get<FinishRun>().RunAsync(tools.Actor, tools.RunId, Ct)).Succeeded);
        await AssertProblemAsync(await tools.GetAsync("/metrics"), HttpStatusCode.Gone);
        Assert.True((await tools.Get<RevokeShopAddress>().RunAsync(tools.Actor, tools.RunId, Ct)).Succeeded);
        await AssertProblemAsync(await tools.GetAsync("/metrics"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_runs_address_never_reaches_anothers_shop()
    {
        var mine = await OwnTools.StartAsync(_portal, _address);
        var neighbour = await OwnTools.StartAsync(_portal, _address, "demo-trainee-2");
        using var acted = await mine.PostAsync("/actions/resize-pool", new FormUrlEncodedContent([new("connections", "33")]));
        Assert.Equal(HttpStatusCode.Accepted, acted.StatusCode);
        await using var db = await _portal.OpenDatabaseAsync();
        var input = await db.Set<RunInput>().SingleAsync(Ct);
        Assert.Equal((mine.RunId, mine.Actor.PersonId), (input.RunId, input.PersonId));
        Assert.Equal(
            RefusalKind.NotFound,
            (await neighbour.Get<MakeShopAddress>().RunAsync(neighbour.Actor, mine.RunId, Ct)).Refusal?.Kind
        );
        Assert.Equal(RefusalKind.NotFound, (await neighbour.Get<GetShopAddress>().RunAsync(neighbour.Actor, mine.RunId, Ct)).Refusal?.Kind);
        Assert.DoesNotContain("resize-pool", await neighbour.TextAsync("/logs"), StringComparison.Ordinal);
        Assert.Contains("resize-pool", await mine.TextAsync("/logs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instructor_who_may_watch_the_run_gets_no_address_that_acts_in_it()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var instructor = await _portal.ActorAsync("demo-instructor");
        var made = await tools.Get<MakeShopAddress>().RunAsync(instructor, tools.RunId, Ct);
        Assert.Equal(RefusalKind.NotAllowed, made.Refusal?.Kind);
    }

    [Fact]
    public async Task Another_address_ends_the_one_before()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        var second = await tools.Get<MakeShopAddress>().RunAsync(tools.Actor, tools.RunId, Ct);
        await AssertProblemAsync(await tools.GetAsync("/api/health/live"), HttpStatusCode.NotFound);
        using var answer = await tools.Http.GetAsync(_address + $"shop/{second.Value}/api/health/live", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = await _portal.OpenDatabaseAsync();
        Assert.DoesNotContain(await db.Set<ShopAddress>().ToListAsync(Ct), address =>
            address.KeyHash.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(second.Value.Value))
        );
    }

    [Fact]
    public async Task While_the_run_is_paused_the_shop_answers_503_and_its_logs_can_still_be_read()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        Assert.True((await tools.Get<ChangeRunClock>().PauseAsync(tools.Actor, tools.RunId, Ct)).Succeeded);
        foreach (var path in (string[])["/metrics", "/api/health/live", "/api/products"])
        {
            using var answer = await tools.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.NotEmpty(await tools.TextAsync("/logs"));
    }

    [Fact]
    public async Task An_action_that_the_shop_does_not_know_or_cannot_take_is_told_why()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        await AssertProblemAsync(await tools.PostAsync("/actions/make-coffee"), HttpStatusCode.NotFound, "no action");
        await AssertProblemAsync(
            await tools.PostAsync("/actions/resize-pool", JsonContent.Create(new { connections = "many" })),
            HttpStatusCode.UnprocessableEntity,
            "whole number"
        );
        // A run takes two requests of its responder's tools a second: the third comes from another run.
        var others = await OwnTools.StartAsync(_portal, _address, "demo-trainee-2");
        await AssertProblemAsync(
            await others.PostAsync("/actions/start-instance", JsonContent.Create(new { instance = "api-1" })),
            HttpStatusCode.Conflict,
            "already running"
        );
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_are_told_how_to_be_written()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        await AssertProblemAsync(
            await tools.PostAsync("/actions/resize-pool", new StringContent("[1", null, "application/json")),
            HttpStatusCode.UnprocessableEntity
        );
        await AssertProblemAsync(
            await tools.PostAsync("/actions/resize-pool", new StringContent(new string('x', 5000), null, "application/json")),
            HttpStatusCode.RequestEntityTooLarge
        );
    }

    [Fact]
    public async Task An_address_that_is_none_is_told_which_there_are()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        await AssertProblemAsync(await tools.GetAsync("/nowhere"), HttpStatusCode.NotFound, "no such route");
        await AssertProblemAsync(await tools.GetAsync("/status/nobody"), HttpStatusCode.NotFound, "paylane");
    }

    [Fact]
    public async Task A_route_with_another_method_is_told_which_it_takes()
    {
        var tools = await OwnTools.StartAsync(_portal, _address);
        foreach (
            var (method, path, allowed) in ((HttpMethod, string, string)[])
                [
                    (HttpMethod.Post, "/api/products", "GET"),
                    (HttpMethod.Delete, "/api/orders/7", "GET"),
                    (HttpMethod.Get, "/actions/resize-pool", "POST"),
                ]
        )
        {
            using var request = new HttpRequestMessage(method, tools.Shop + path);
            var answer = await tools.Http.SendAsync(request, Ct);
            Assert.Equal([allowed], answer.Content.Headers.Allow);
            await AssertProblemAsync(answer, HttpStatusCode.MethodNotAllowed, allowed);
        }
    }

    [Fact]
    public async Task A_loop_of_one_run_is_stopped_and_slows_no_other()
    {
        var mine = await OwnTools.StartAsync(_portal, _address);
        var neighbour = await OwnTools.StartAsync(_portal, _address, "demo-trainee-2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => mine.GetAsync("/alerts")));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests), 20, 50);
        Assert.All(answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests), answer =>
            Assert.NotNull(answer.Headers.RetryAfter)
        );
        using var untouched = await neighbour.GetAsync("/alerts");
        Assert.Equal(HttpStatusCode.OK, untouched.StatusCode);
    }

    [Fact]
    public async Task Guessing_keys_is_stopped()
    {
        using var http = new HttpClient();
        var last = HttpStatusCode.OK;
        for (var guess = 0; guess < 200 && last != HttpStatusCode.TooManyRequests; guess++)
        {
            using var answer = await http.GetAsync(_address + $"shop/{ShopKey.Create()}/metrics", Ct);
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string says = "")
    {
        using (answer)
        {
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
            Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
        }
    }
}
