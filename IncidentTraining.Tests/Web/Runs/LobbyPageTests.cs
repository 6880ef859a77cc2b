using Bunit;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Catalogue;
using IncidentTraining.Web.Features.Runs.Lobby;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>
/// The page of a crew lobby on the real use cases: who is present, the roles, the question before the start, and the move into the
/// workspace.
/// </summary>
public sealed class LobbyPageTests : PortalPageTest
{
    private readonly Gathering _crew;

    public LobbyPageTests()
        : this(new LabBench()) { }

    private LobbyPageTests(LabBench bench)
        : base(bench.Portal) => _crew = new Gathering(bench);

    [Fact]
    public async Task A_crew_is_gathered_from_the_list_of_labs_and_the_page_shows_who_comes_and_goes()
    {
        await SignInAsync(Gathering.Tariq);
        var labs = Open<LabsPage>("/labs");
        await labs.Find($"[data-testid=gather-{LabBench.Lab1}]").ClickAsync(new());
        var lobby = Guid.Parse(Address["/lobbies/".Length..]);
        labs = Open<LabsPage>("/labs");
        Assert.Equal($"/lobbies/{lobby}", labs.Find($"[data-testid=lobby-{LabBench.Lab1}]").GetAttribute("href"));
        Assert.Empty(labs.FindAll($"[data-testid=start-{LabBench.Lab1}]"));

        var page = OpenLobby(lobby);
        page.WaitForAssertion(() => Assert.Contains("1 of 6", page.Find("#lobby-people").TextContent));
        Assert.Null((await _crew.JoinAsync(Gathering.Thea, lobby)).Refusal);
        page.WaitForAssertion(() => Assert.Contains("away", Row(page, "Thea Novak")));
        var tab = await _crew.EnterAsync(Gathering.Thea, lobby);
        page.WaitForAssertion(() => Assert.Contains("not ready", Row(page, "Thea Novak")));
        Assert.Null((await _crew.ReadyAsync(Gathering.Thea, lobby)).Refusal);
        Assert.Null((await _crew.TakeAsync(Gathering.Thea, lobby, IncidentRole.Scribe)).Refusal);
        page.WaitForAssertion(() => Assert.Contains("scribe", Row(page, "Thea Novak")));
        Assert.DoesNotContain("not ready", Row(page, "Thea Novak"), StringComparison.Ordinal);
        await tab.DisposeAsync();
        page.WaitForAssertion(() => Assert.Contains("away", Row(page, "Thea Novak")));
    }

    [Fact]
    public async Task A_role_is_taken_and_given_up_with_one_button_that_a_classmates_role_does_not_offer()
    {
        var lobby = await _crew.LobbyAsync(Gathering.Thea);
        await SignInAsync(Gathering.Tariq);
        var page = OpenLobby(lobby);
        Assert.Empty(page.FindAll("[data-testid=choose-Commander]"));
        await page.Find("[data-testid=join-lobby]").ClickAsync(new());
        await page.WaitForElement("[data-testid=choose-Commander]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Incident commander: you", page.Find("[data-testid=role-Commander]").TextContent));
        Assert.Null((await _crew.TakeAsync(Gathering.Thea, lobby, IncidentRole.Operations)).Refusal);
        page.WaitForAssertion(() => Assert.Contains("Operations lead: Thea Novak", page.Find("[data-testid=role-Operations]").TextContent));
        Assert.True(page.Find("[data-testid=choose-Operations]").HasAttribute("disabled"));
        Assert.Contains("the incident commander does not", page.Markup, StringComparison.Ordinal);
        await page.Find("[data-testid=choose-Commander]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Incident commander: free", page.Find("[data-testid=role-Commander]").TextContent));
    }

    [Fact]
    public async Task Who_starts_is_asked_about_those_who_are_not_ready_and_about_those_who_are_away()
    {
        var lobby = await _crew.LobbyAsync(Gathering.Thea);
        Assert.Null((await _crew.JoinAsync(Gathering.Tomoko, lobby)).Refusal);
        await SignInAsync(Gathering.Tariq);
        var page = OpenLobby(lobby);
        await page.Find("[data-testid=join-lobby]").ClickAsync(new());
        await page.WaitForElement("[data-testid=start-together]").ClickAsync(new());
        Assert.Equal(
            "Not ready: Thea Novak. Away: Tomoko Sato. They are left out and can join later. Start anyway?",
            page.Find("[data-testid=start-question] span").TextContent
        );
        await page.Find("[data-testid=start-not]").ClickAsync(new());
        Assert.Equal(0, await _crew.RunsAsync());

        // When everyone present is ready, and no one is away, one press starts.
        Assert.Null((await _crew.LeaveAsync(Gathering.Tomoko, lobby)).Refusal);
        Assert.Null((await _crew.ReadyAsync(Gathering.Thea, lobby)).Refusal);
        page.WaitForAssertion(() => Assert.DoesNotContain("Tomoko", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.DoesNotContain("not ready", Row(page, "Thea Novak"), StringComparison.Ordinal));
        await page.Find("[data-testid=start-together]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.StartsWith("/runs/", Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_page_moves_into_the_workspace_when_the_commander_starts()
    {
        var lobby = await _crew.LobbyAsync(Gathering.Thea);
        Assert.Null((await _crew.TakeAsync(Gathering.Thea, lobby, IncidentRole.Commander)).Refusal);
        await SignInAsync(Gathering.Tariq);
        var page = OpenLobby(lobby);
        await page.Find("[data-testid=join-lobby]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains("Thea Novak starts, as the incident commander.", page.Find("[data-testid=who-starts]").TextContent)
        );
        Assert.Empty(page.FindAll("[data-testid=start-together]"));
        var run = (await _crew.StartAsync(Gathering.Thea, lobby)).Value;
        page.WaitForAssertion(() => Assert.Equal($"/runs/{run}", Address));
    }

    [Fact]
    public async Task Someone_who_was_away_at_the_start_joins_the_run_by_a_press()
    {
        var lobby = await _crew.LobbyAsync(Gathering.Thea);
        Assert.Null((await _crew.JoinAsync(Gathering.Tariq, lobby)).Refusal);
        var run = (await _crew.StartAsync(Gathering.Thea, lobby)).Value;
        await SignInAsync(Gathering.Tariq);
        var page = OpenLobby(lobby);
        Assert.Equal("This crew has started", page.Find("h1").TextContent);
        await page.Find("[data-testid=join-run]").ClickAsync(new());
        Assert.Equal($"/runs/{run}", Address);
    }

    [Fact]
    public async Task A_person_of_another_class_reads_that_there_is_no_such_lobby()
    {
        var lobby = await _crew.LobbyAsync(Gathering.Tariq);
        await SignInAsync(Administrator);
        var page = OpenLobby(lobby);
        Assert.Contains("cannot be shown", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Tariq", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_who_comes_back_to_a_lobby_that_is_closed_reads_so()
    {
        var lobby = await _crew.LobbyAsync(Gathering.Tariq);
        Assert.Null((await _crew.LeaveAsync(Gathering.Tariq, lobby)).Refusal);
        await SignInAsync(Gathering.Tariq);
        var page = OpenLobby(lobby);
        Assert.Equal("This lobby is closed", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=join-run]"));
    }

    private IRenderedComponent<LobbyPage> OpenLobby(Guid lobby) =>
        Open<LobbyPage>($"/lobbies/{lobby}", page => page.Add(one => one.LobbyId, lobby));

    private static string Row(IRenderedComponent<LobbyPage> page, string name) =>
        page.FindAll("[data-testid=lobby-people] li").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
}
