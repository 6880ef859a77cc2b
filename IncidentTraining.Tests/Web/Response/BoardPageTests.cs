using Bunit;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Response.Board;

namespace IncidentTraining.Tests.Web.Response;

/// <summary>The live board on the real use cases: runs, requests for help, gathering crews, and what only the facilitator may do.</summary>
public sealed class BoardPageTests : PortalPageTest
{
    private readonly LabBench _bench;
    private readonly Gathering _crew;

    public BoardPageTests()
        : this(new LabBench()) { }

    private BoardPageTests(LabBench bench)
        : base(bench.Portal) => (_bench, _crew) = (bench, new Gathering(bench));

    [Fact]
    public async Task Without_a_run_the_board_says_what_will_stand_there()
    {
        await SignInAsync("demo-instructor");
        var board = Open<BoardPage>("/live-board");
        Assert.Contains("No lab has been started yet", board.Find("[data-testid=board-empty]").TextContent, StringComparison.Ordinal);
        Assert.Empty(board.FindAll("[data-testid=gathering]"));
        // Instructors see the board; only the facilitator may send messages from other people.
        Assert.NotEmpty(board.FindAll("[data-testid=ranking-switch]"));
        Assert.Empty(board.FindAll("[data-testid=inject-text]"));
    }

    [Fact]
    public async Task A_trainee_is_shown_no_board()
    {
        await _bench.StartAsync();
        await SignInAsync(Gathering.Thea);
        var board = Open<BoardPage>("/live-board");
        Assert.NotEmpty(board.FindAll(".refusal"));
        Assert.Empty(board.FindAll("[data-testid=board], [data-testid=inject-text], [data-testid=ranking-switch]"));
    }

    [Fact]
    public async Task Who_asks_for_help_stands_first_until_the_reader_sorts()
    {
        var first = await _bench.StartAsync(Gathering.Tariq);
        var second = await _bench.StartAsync(Gathering.Tomoko);
        await SignInAsync("demo-facilitator");
        var board = Open<BoardPage>("/live-board");
        Assert.Equal(2, Crews(board).Count);
        await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        foreach (var (asks, name) in new[] { (second, "Tomoko Sato"), (first, "Tariq Aziz Khan") })
        {
            Assert.Null((await _bench.Get<CallForHelp>().RaiseAsync(asks.Actor, asks.RunId, "Where do I look?", Ct)).Refusal);
            board.WaitForAssertion(() => Assert.Contains(name, board.Find("tr.asks").TextContent, StringComparison.Ordinal));
            Assert.Equal(name, Crews(board)[0]);
            Assert.Null((await _bench.Get<CallForHelp>().LowerAsync(asks.Actor, asks.RunId, Ct)).Refusal);
            board.WaitForAssertion(() => Assert.Empty(board.FindAll("tr.asks")));
        }

        await board.FindAll("thead button").Single(head => head.TextContent.Contains("Crew", StringComparison.Ordinal)).ClickAsync(new());
        board.WaitForAssertion(() => Assert.Equal(["Tariq Aziz Khan", "Tomoko Sato"], Crews(board)));
    }

    [Fact]
    public async Task Crews_that_gather_are_shown_until_they_start()
    {
        await SignInAsync("demo-instructor");
        var board = Open<BoardPage>("/live-board");
        var lobby = await _crew.LobbyAsync(Gathering.Tariq, Gathering.Thea);
        var row = $"[data-testid=gathering-{lobby}]";
        board.WaitForAssertion(() => Assert.Equal(["Tariq Aziz Khan", "Thea Novak"], Mates(board)));
        Assert.Contains("Lab 1", board.Find(row).TextContent, StringComparison.Ordinal);
        Assert.EndsWith(lobby.ToString(), board.Find($"{row} a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.All(board.FindAll($"{row} .badge"), badge => Assert.Equal("not ready", badge.TextContent));

        Assert.Null((await _crew.TakeAsync(Gathering.Thea, lobby, IncidentRole.Commander)).Refusal);
        Assert.Null((await _crew.ReadyAsync(Gathering.Thea, lobby)).Refusal);
        board.WaitForAssertion(() =>
            Assert.Equal(["not ready", "ready"], board.FindAll($"{row} .badge").Select(badge => badge.TextContent))
        );
        Assert.Contains("incident commander", board.FindAll($"{row} .crew li")[1].TextContent, StringComparison.Ordinal);

        Assert.Null((await _crew.StartAsync(Gathering.Thea, lobby)).Refusal);
        board.WaitForAssertion(() => Assert.Empty(board.FindAll("[data-testid=gathering]")));
        Assert.Equal(["Thea Novak, Tariq Aziz Khan"], Crews(board));
    }

    [Fact]
    public async Task A_run_that_does_not_follow_the_timer_of_the_class_is_marked()
    {
        var reopened = await _bench.StartAsync(Gathering.Tomoko);
        Assert.Null((await reopened.FinishAsync()).Refusal);
        var facilitator = await Portal.ActorAsync("demo-facilitator");
        Assert.Null((await Get<ReopenRun>().RunAsync(facilitator, reopened.RunId, 15, Ct)).Refusal);
        Assert.Null((await new ClassAtLab(_bench).StartAsync()).Refusal);
        await _bench.StartAsync(Gathering.Tariq);

        await SignInAsync("demo-facilitator");
        var board = Open<BoardPage>("/live-board");

        Assert.Equal(2, Crews(board).Count);
        var mark = Assert.Single(board.FindAll("[data-testid^=own-clock-]"));
        Assert.Equal(($"own-clock-{reopened.RunId}", "own clock"), (mark.GetAttribute("data-testid"), mark.TextContent));
    }

    [Fact]
    public async Task The_facilitator_speaks_in_someones_name_and_is_told_in_how_many_runs()
    {
        await _bench.StartAsync(Gathering.Tariq);
        await _bench.StartAsync(Gathering.Tomoko);
        await SignInAsync("demo-facilitator");
        var board = Open<BoardPage>("/live-board");
        await board.Find("[data-testid=inject-text]").ChangeAsync(new() { Value = "Is it over?" });
        await board.Find("form").SubmitAsync();
        board.WaitForAssertion(() => Assert.Equal("Sent to 2 runs.", board.Find("form [role=status]").TextContent));
        Assert.Equal("", board.Find("[data-testid=inject-text]").GetAttribute("value") ?? "");

        await board.Find("[data-testid=inject-text]").ChangeAsync(new() { Value = "  " });
        await board.Find("form").SubmitAsync();
        Assert.Contains("Enter a sender", board.Find(".refusal").TextContent, StringComparison.Ordinal);
        Assert.Equal("", board.Find("form [role=status]").TextContent);
    }

    private static IReadOnlyList<string> Crews(IRenderedComponent<BoardPage> board) =>
        [.. board.FindAll("[data-testid=board] tbody strong[data-testid]").Select(crew => crew.TextContent)];

    private static IReadOnlyList<string> Mates(IRenderedComponent<BoardPage> board) =>
        [.. board.FindAll("[data-testid=gathering] .crew li span:first-of-type").Select(mate => mate.ChildNodes[0].TextContent.Trim())];
}
