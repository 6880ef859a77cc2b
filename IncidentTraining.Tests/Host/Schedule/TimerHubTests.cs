using System.Net;
using System.Reflection;
using System.Text.Json;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Schedule;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static IncidentTraining.Tests.Host.Schedule.Facilitating;

namespace IncidentTraining.Tests.Host.Schedule;

public sealed class TimerHubTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task A_member_is_told_at_once_where_the_class_is_and_then_every_change()
    {
        var desk = await OfAsync(_portal);
        await using var trainee = await Watcher.OfMemberAsync(_portal, "demo-trainee-1", desk.CohortId);
        Assert.Equal(ClassPhase.BeforeStart, (await trainee.NextAsync()).Phase);

        await desk.StartAsync(Lab1);
        var running = await trainee.NextAsync();
        Assert.Equal((ClassPhase.Running, Lab1), (running.Phase, running.ActivityId));
        Assert.Equal(60 * 60 * 1000, running.Deadline!.Value - running.ServerNow, 5_000d);

        await desk.PauseAsync(Lab1);
        var paused = await trainee.NextAsync();
        Assert.Equal(ClassPhase.Paused, paused.Phase);
        Assert.Null(paused.Deadline);
        Assert.True(paused.Revision > running.Revision);

        await desk.AnnounceAsync("Save your notes");
        Assert.Equal("Save your notes", (await trainee.NextAsync()).Announcement);
    }

    [Fact]
    public async Task A_screen_with_a_good_link_is_told_without_anybody_signed_in()
    {
        var desk = await OfAsync(_portal);
        await using var screen = await Watcher.OfProjectorAsync(_portal, await LinkAsync(desk));
        await screen.NextAsync();
        await desk.StartAsync(Lab1);
        Assert.Equal(ClassPhase.Running, (await screen.NextAsync()).Phase);
    }

    [Fact]
    public async Task A_screen_is_told_the_join_code_at_once_and_when_it_is_renewed_and_a_trainee_never_is()
    {
        var desk = await OfAsync(_portal);
        await using var screen = await Watcher.OfProjectorAsync(_portal, await LinkAsync(desk));
        await using var trainee = await Watcher.OfMemberAsync(_portal, "demo-trainee-1", desk.CohortId);
        var (femi, change) = (await _portal.ActorAsync("demo-facilitator"), _portal.Services.GetRequiredService<ChangeClass>());
        var first = await screen.Codes.ReadAsync(Ct).AsTask().WaitAsync(Watcher.Patience, Ct);
        Assert.Equal(
            (await _portal.Services.GetRequiredService<ClassList>().OneAsync(femi, desk.CohortId, Ct)).Value.JoinCode.ToString(),
            first
        );
        await trainee.NextAsync();

        Assert.True((await change.RenewCodeAsync(femi, desk.CohortId, Ct)).Succeeded);
        var renewed = await screen.Codes.ReadAsync(Ct).AsTask().WaitAsync(Watcher.Patience, Ct);
        Assert.NotEqual(first, renewed);
        Assert.Equal(
            (await _portal.Services.GetRequiredService<ClassList>().OneAsync(femi, desk.CohortId, Ct)).Value.JoinCode.ToString(),
            renewed
        );
        // The snapshot of the renewal, and one of a change after it: a code would have come between them.
        await trainee.NextAsync();
        await desk.StartAsync(Lab1);
        await trainee.NextAsync();
        Assert.False(trainee.Codes.TryRead(out _));
    }

    [Fact]
    public async Task A_visitor_without_a_link_is_refused()
    {
        var desk = await OfAsync(_portal);
        await AssertRefusedAsync(HttpStatusCode.Unauthorized, Watcher.Connect(_portal, $"class={desk.CohortId}", cookie: null));
    }

    [Theory]
    [InlineData("projector=AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("projector=")]
    [InlineData("")]
    public async Task A_wrong_link_is_refused(string query) =>
        await AssertRefusedAsync(HttpStatusCode.Unauthorized, Watcher.Connect(_portal, query, cookie: null));

    [Fact]
    public async Task A_member_of_another_class_is_refused()
    {
        var desk = await OfAsync(_portal);
        var foreign = (
            await desk.Get<CreateClass>()
                .RunAsync(
                    await _portal.ActorAsync("demo-administrator"),
                    new("Another class", "day-4-incident-response", "Europe/London"),
                    Ct
                )
        ).Value;
        var cookie = await Watcher.CookieAsync(_portal, "demo-trainee-1");
        await AssertRefusedAsync(HttpStatusCode.Forbidden, Watcher.Connect(_portal, $"class={foreign}", cookie));
    }

    [Fact]
    public async Task A_member_is_not_told_what_happens_in_another_class()
    {
        var desk = await OfAsync(_portal);
        var actor = await _portal.ActorAsync("demo-facilitator");
        var other = (
            await desk.Get<CreateClass>()
                .RunAsync(
                    await _portal.ActorAsync("demo-administrator"),
                    new("Another class", "day-4-incident-response", "Europe/London"),
                    Ct
                )
        ).Value;
        await using (var db = await _portal.OpenDatabaseAsync())
        {
            db.Add(new Membership(other, actor.PersonId, ClassRole.Facilitator, new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc)));
            await db.SaveChangesAsync(Ct);
        }

        await using var trainee = await Watcher.OfMemberAsync(_portal, "demo-trainee-1", desk.CohortId);
        await trainee.NextAsync();
        Assert.True((await desk.Get<StartActivity>().RunAsync(actor, new(other, Lab2), Ct)).Succeeded);
        await desk.StartAsync(Lab1);

        // The foreign change came first and would be here first.
        var told = await trainee.NextAsync();
        Assert.Equal((desk.CohortId, Lab1), (told.CohortId, told.ActivityId));
    }

    [Fact]
    public async Task A_revoked_link_cuts_its_screen_off_and_is_refused_from_then_on()
    {
        var desk = await OfAsync(_portal);
        var actor = await _portal.ActorAsync("demo-facilitator");
        var token = await LinkAsync(desk);
        await using var screen = await Watcher.OfProjectorAsync(_portal, token);
        await using var other = await Watcher.OfProjectorAsync(_portal, await LinkAsync(desk));

        var links = (await desk.Get<ProjectorLinks>().ListAsync(actor, desk.CohortId, Ct)).Value;
        Assert.Equal(2, links.Count);
        Assert.True((await desk.Get<RevokeProjectorLink>().RunAsync(actor, desk.CohortId, links[^1].LinkId, Ct)).Succeeded);

        await screen.Closed.WaitAsync(Watcher.Patience, Ct);
        await AssertRefusedAsync(HttpStatusCode.Unauthorized, Watcher.Connect(_portal, $"projector={token}", cookie: null));
        Assert.False(other.Closed.IsCompleted);
    }

    [Theory]
    [InlineData("Snapshot")]
    [InlineData("Send")]
    [InlineData("Join")]
    public async Task Nobody_can_tell_others_anything_through_the_hub(string method)
    {
        var desk = await OfAsync(_portal);
        await using var trainee = await Watcher.OfMemberAsync(_portal, "demo-trainee-1", desk.CohortId);
        await Assert.ThrowsAsync<HubException>(() => trainee.Connection.InvokeAsync(method, "Lab 1 is over", Ct));
    }

    [Fact]
    public void The_clock_is_all_that_a_browser_can_ask_for()
    {
        var methods = typeof(TimerHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name);
        Assert.Equal([nameof(TimerHub.Clock), nameof(Hub.OnConnectedAsync), nameof(Hub.OnDisconnectedAsync)], methods.Order());
    }

    [Fact]
    public async Task A_snapshot_has_no_names_and_no_join_code()
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var json = JsonSerializer.Serialize(await desk.Get<ReadTimer>().OfClassAsync(desk.CohortId, Ct));
        await using var db = await _portal.OpenDatabaseAsync();
        var secrets = await db.Set<Person>().Select(person => person.DisplayName).ToListAsync(Ct);
        secrets.Add(await db.Set<Cohort>().Select(cohort => cohort.JoinCode).SingleAsync(Ct));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, json));
    }

    [Fact]
    public async Task The_database_knows_only_the_hash_of_a_link()
    {
        var desk = await OfAsync(_portal);
        var token = await LinkAsync(desk);
        Assert.Equal(16, System.Buffers.Text.Base64Url.DecodeFromChars(token.Value).Length);

        await using var db = await _portal.OpenDatabaseAsync();
        var link = await db.Set<ProjectorLink>().SingleAsync(Ct);
        Assert.Equal(token.Hash(), link.TokenHash);
        foreach (var file in Directory.GetFiles(_portal.DataDirectory, "training.db*"))
        {
            Assert.DoesNotContain(token.Value, await ReadLatin1Async(file));
        }
    }

    [Theory]
    [InlineData("demo-trainee-1")]
    [InlineData("demo-instructor")]
    public async Task Only_the_facilitator_makes_lists_and_revokes_links(string userName)
    {
        var desk = await OfAsync(_portal);
        await LinkAsync(desk);
        var facilitator = await _portal.ActorAsync("demo-facilitator");
        var actor = await _portal.ActorAsync(userName);
        var link = Assert.Single((await desk.Get<ProjectorLinks>().ListAsync(facilitator, desk.CohortId, Ct)).Value);

        Assert.False((await desk.Get<CreateProjectorLink>().RunAsync(actor, desk.CohortId, Ct)).Succeeded);
        Assert.False((await desk.Get<ProjectorLinks>().ListAsync(actor, desk.CohortId, Ct)).Succeeded);
        Assert.False((await desk.Get<RevokeProjectorLink>().RunAsync(actor, desk.CohortId, link.LinkId, Ct)).Succeeded);
        Assert.Single((await desk.Get<ProjectorLinks>().ListAsync(facilitator, desk.CohortId, Ct)).Value);
    }

    [Fact]
    public async Task The_projector_page_opens_with_its_link_alone_and_says_when_that_is_not_good()
    {
        var desk = await OfAsync(_portal);
        var visitor = _portal.CreateClient();
        var good = await visitor.GetAsync($"/projector/{await LinkAsync(desk)}", Ct);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Contains("projector-digits", await good.Content.ReadAsStringAsync(Ct));

        var bad = await visitor.GetAsync("/projector/AAAAAAAAAAAAAAAAAAAAAA", Ct);
        Assert.Equal(HttpStatusCode.Gone, bad.StatusCode);
        Assert.DoesNotContain("qr.svg", await bad.Content.ReadAsStringAsync(Ct));
    }

    private async Task<ProjectorToken> LinkAsync(Facilitating desk) =>
        (await desk.Get<CreateProjectorLink>().RunAsync(await _portal.ActorAsync("demo-facilitator"), desk.CohortId, Ct)).Value;

    private static async Task AssertRefusedAsync(HttpStatusCode expected, HubConnection connection)
    {
        await using (connection)
        {
            var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync(Ct));
            Assert.Equal(expected, refusal.StatusCode);
        }
    }

    private static async Task<string> ReadLatin1Async(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Ct);
    }
}
