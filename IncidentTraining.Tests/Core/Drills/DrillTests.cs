using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Drills;

/// <summary>Who may start, read, write in, pace and end a drill, and until when.</summary>
[Trait("Speed", "slow")]
public sealed class DrillTests : IDisposable
{
    private const string Lab7 = "lab-7-incident-communication";
    private const string Tariq = "demo-trainee-1",
        Thea = "demo-trainee-2",
        Instructor = "demo-instructor",
        Facilitator = "demo-facilitator";
    private const string Down = "Most pages of the shop fail, paying included. Our team is looking for the cause.";

    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Two_clicks_start_one_drill_and_a_page_without_one_says_so()
    {
        var first = await StartAsync(Tariq);
        Assert.Equal(first.Value, (await StartAsync(Tariq)).Value);
        Assert.NotEqual(first.Value, (await StartAsync(Thea)).Value);
        Assert.Equal(RefusalKind.NotFound, (await StartAsync(Tariq, LabBench.Lab1)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_drill_is_seen_by_its_crew_and_the_staff_and_written_in_by_its_crew_only()
    {
        var drill = (await StartAsync(Tariq)).Value;
        Assert.Equal(RefusalKind.NotFound, (await ReadAsync(Thea, drill)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await SendAsync(Thea, drill)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await SayAsync(Thea, drill, "Hello")).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await EndAsync(Thea, drill)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await KeepAsync(Thea, drill)).Refusal?.Kind);
        foreach (var staff in (string[])[Instructor, Facilitator])
        {
            Assert.False((await ReadAsync(staff, drill)).Value.IsOwn);
            Assert.Equal(RefusalKind.NotAllowed, (await SendAsync(staff, drill)).Refusal?.Kind);
            Assert.Equal(RefusalKind.NotAllowed, (await EndAsync(staff, drill)).Refusal?.Kind);
        }

        Assert.Null((await SayAsync(Instructor, drill, "Noor, most pages of the shop fail.")).Refusal);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        var view = (await ReadAsync(Tariq, drill)).Value;
        Assert.Equal(PostMessage.Staff, view.Log.Single(entry => entry.Kind == IncidentEventKind.Said).Subject);
        Assert.DoesNotContain(view.Log, entry => entry.Text.StartsWith("Thanks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_known_yet_is_in_nothing_that_a_reader_gets()
    {
        var drill = (await StartAsync(Tariq)).Value;
        foreach (var reader in (string[])[Tariq, Instructor, Facilitator])
        {
            var shown = System.Text.Json.JsonSerializer.Serialize((await ReadAsync(reader, drill)).Value);
            Assert.All(_bench.Get<DrillFiles>().OfPage(Lab7)!.Facts.Skip(1), fact =>
                Assert.DoesNotContain(fact.Text[..20], shown, StringComparison.Ordinal)
            );
        }

        Assert.Null((await ReadAsync(Tariq, drill)).Value.FactsToCome);
        Assert.Equal(7, (await ReadAsync(Facilitator, drill)).Value.FactsToCome);
        _bench.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Contains((await ReadAsync(Tariq, drill)).Value.Log, entry => entry.Text.StartsWith("My guess is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_sent_is_there_after_a_restart_and_so_is_what_people_answered()
    {
        using var folder = new TemporaryFolder();
        Guid drill;
        IReadOnlyList<TimelineEntry> before;
        using (var first = new LabBench(folder.Path, _bench.Time))
        {
            var tariq = await first.Portal.ActorAsync(Tariq);
            drill = (await first.Get<StartDrill>().RunAsync(tariq, new(await first.Portal.CohortIdAsync(), Lab7), Ct)).Value;
            _bench.Time.Advance(TimeSpan.FromMinutes(3));
            Assert.Null((await first.Get<WriteInDrill>().SendAsync(tariq, new(drill, UpdateAudience.Support, Down, 10), Ct)).Refusal);
            _bench.Time.Advance(TimeSpan.FromMinutes(3));
            before = (await first.Get<ReadDrill>().RunAsync(tariq, drill, Ct)).Value.Log;
            Assert.Contains(before, entry => entry.Text.StartsWith("Thanks", StringComparison.Ordinal));
        }

        using var second = new LabBench(folder.Path, _bench.Time);
        Assert.Equal(before, (await second.Get<ReadDrill>().RunAsync(await second.Portal.ActorAsync(Tariq), drill, Ct)).Value.Log);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task Until_the_last_second_it_takes_updates_and_afterwards_none(int seconds, bool isTaken)
    {
        var drill = (await StartAsync(Tariq)).Value;
        _bench.Time.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(seconds));
        Assert.Equal(isTaken ? null : RefusalKind.TooLate, (await SendAsync(Tariq, drill)).Refusal?.Kind);
        Assert.Equal(
            isTaken ? null : RefusalKind.TooLate,
            (await SayAsync(Tariq, drill, "Noor, most pages of the shop fail.")).Refusal?.Kind
        );
        Assert.Equal(!isTaken, (await ReadAsync(Tariq, drill)).Value.HasEnded);
        Assert.Equal(isTaken, (await StartAsync(Tariq)).Value == drill);
    }

    [Fact]
    public async Task A_drill_that_its_crew_ended_takes_no_more_and_has_its_result()
    {
        var drill = (await StartAsync(Tariq)).Value;
        _bench.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null((await SendAsync(Tariq, drill)).Refusal);
        Assert.Null((await ReadAsync(Tariq, drill)).Value.Result);
        Assert.Equal(RefusalKind.Conflict, (await KeepAsync(Tariq, drill)).Refusal?.Kind);
        Assert.Null((await EndAsync(Tariq, drill)).Refusal);
        var view = (await ReadAsync(Tariq, drill)).Value;
        Assert.Equal((true, view.StartedAt.AddMinutes(2)), (view.HasEnded, view.EndsAt));
        Assert.Equal(ResultMark.Good, view.Result!.Mark);
        _bench.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(RefusalKind.TooLate, (await SendAsync(Tariq, drill)).Refusal?.Kind);
        Assert.Equal(view.Log, (await ReadAsync(Tariq, drill)).Value.Log);
    }

    [Fact]
    public async Task A_text_that_is_too_long_or_empty_is_refused_in_words_and_a_second_click_sends_nothing_twice()
    {
        var drill = (await StartAsync(Tariq)).Value;
        Assert.Equal(RefusalKind.Invalid, (await SendAsync(Tariq, drill, new string('x', WriteInDrill.LongestText + 1))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await SendAsync(Tariq, drill, " ")).Refusal?.Kind);
        Assert.Equal(RefusalKind.TooLarge, (await SayAsync(Tariq, drill, new string('x', WriteInDrill.LongestText + 1))).Refusal?.Kind);
        Assert.Null((await SendAsync(Tariq, drill, new string('x', WriteInDrill.LongestText))).Refusal);
        Assert.Null((await SendAsync(Tariq, drill)).Refusal);
        Assert.Null((await SendAsync(Tariq, drill)).Refusal);
        Assert.Equal(2, (await ReadAsync(Tariq, drill)).Value.Updates.Count);
        _bench.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null((await SendAsync(Tariq, drill)).Refusal);
        Assert.Equal(3, (await ReadAsync(Tariq, drill)).Value.Updates.Count);
    }

    [Fact]
    public async Task Only_a_facilitator_of_the_class_stops_the_clock_of_the_facts_and_releases_them()
    {
        var (drill, other) = ((await StartAsync(Tariq)).Value, (await StartAsync(Thea)).Value);
        foreach (var who in (string[])[Tariq, Instructor])
        {
            Assert.Equal(RefusalKind.NotAllowed, (await PaceAsync(who, drill, DrillPace.ReleaseNext)).Refusal?.Kind);
        }

        Assert.Equal(1, (await PaceAsync(Facilitator, drill, DrillPace.Hold)).Value);
        Assert.Equal(0, (await PaceAsync(Facilitator, drill, DrillPace.Hold)).Value);
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((1, 2), (await FactsAsync(drill), await FactsAsync(other)));
        Assert.Equal(2, (await PaceAsync(Facilitator, null, DrillPace.ReleaseNext)).Value);
        Assert.Equal((2, 3), (await FactsAsync(drill), await FactsAsync(other)));
        Assert.Equal(1, (await PaceAsync(Facilitator, null, DrillPace.Resume)).Value);
        _bench.Time.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(RefusalKind.Conflict, (await PaceAsync(Facilitator, drill, DrillPace.ReleaseNext)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await PaceAsync(Facilitator, null, DrillPace.Hold)).Refusal?.Kind);
    }

    [Fact]
    public async Task Classmates_join_a_drill_that_was_started_for_a_crew_and_no_other()
    {
        var alone = (await StartAsync(Tariq)).Value;
        Assert.Equal(RefusalKind.NotFound, (await JoinAsync(Thea, alone)).Refusal?.Kind);
        Assert.Null((await EndAsync(Tariq, alone)).Refusal);
        var crew = (await StartAsync(Tariq, asTeam: true)).Value;
        Assert.Contains((await ListAsync(Thea)), drill => drill.Id == crew && !drill.IsOwn);
        Assert.DoesNotContain((await ListAsync(Thea)), drill => drill.Id == alone);
        Assert.Equal(RefusalKind.NotAllowed, (await JoinAsync(Instructor, crew)).Refusal?.Kind);
        Assert.Equal(crew, (await JoinAsync(Thea, crew)).Value);
        Assert.Null((await SendAsync(Thea, crew)).Refusal);
        Assert.Equal(2, (await ReadAsync(Tariq, crew)).Value.Crew.Count);
        Assert.Equal(2, (await ListAsync(Instructor)).Count);
        _bench.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(RefusalKind.TooLate, (await JoinAsync("demo-trainee-3", crew)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_person_makes_one_document_of_their_own_updates_that_counts_as_their_text()
    {
        var drill = (await StartAsync(Tariq, asTeam: true)).Value;
        await JoinAsync(Thea, drill);
        await SendAsync(Tariq, drill);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Thea, drill, "Most pages of the shop fail. This is by Thea and long enough.");
        await EndAsync(Tariq, drill);
        var made = await KeepAsync(Tariq, drill);
        Assert.Equal(made.Value, (await KeepAsync(Tariq, drill)).Value);
        Assert.Equal(made.Value, (await ReadAsync(Tariq, drill)).Value.DocumentId);
        Assert.Null((await ReadAsync(Thea, drill)).Value.DocumentId);
        Assert.Equal(RefusalKind.Conflict, (await KeepAsync("demo-trainee-3", (await EndedEmptyAsync("demo-trainee-3")))).Refusal?.Kind);
        var document = (await _bench.Get<ReadDocument>().RunAsync(await ActorAsync(Tariq), made.Value, Ct)).Value;
        Assert.Equal("communication", document.Kind.Id);
        Assert.Contains(Down, document.Body.Section("acknowledgement").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "by Thea",
            string.Join(' ', document.Body.Sections.Values.Select(section => section.Text)),
            StringComparison.Ordinal
        );
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Equal(
            "",
            (await db.Set<DocumentVersion>().OrderBy(version => version.Number).FirstAsync(version => version.DocumentId == made.Value, Ct))
                .ReadBody()
                .Section("acknowledgement")
                .Text
        );
    }

    private async Task<Guid> EndedEmptyAsync(string who)
    {
        var drill = (await StartAsync(who)).Value;
        await EndAsync(who, drill);
        return drill;
    }

    private Task<Actor> ActorAsync(string who) => _bench.Portal.ActorAsync(who);

    private async Task<Outcome<Guid>> StartAsync(string who, string page = Lab7, bool asTeam = false) =>
        await _bench.Get<StartDrill>().RunAsync(await ActorAsync(who), new(await _bench.Portal.CohortIdAsync(), page, asTeam), Ct);

    private async Task<Outcome<Guid>> JoinAsync(string who, Guid drill) =>
        await _bench.Get<StartDrill>().JoinAsync(await ActorAsync(who), drill, Ct);

    private async Task<Outcome<DrillView>> ReadAsync(string who, Guid drill) =>
        await _bench.Get<ReadDrill>().RunAsync(await ActorAsync(who), drill, Ct);

    private async Task<Outcome> SendAsync(string who, Guid drill, string text = Down) =>
        await _bench
            .Get<WriteInDrill>()
            .SendAsync(await ActorAsync(who), new(drill, UpdateAudience.Customers, text, null, Impact: UpdateImpact.Down), Ct);

    private async Task<Outcome> SayAsync(string who, Guid drill, string text) =>
        await _bench.Get<WriteInDrill>().SayAsync(await ActorAsync(who), drill, text, Ct);

    private async Task<Outcome> EndAsync(string who, Guid drill) =>
        await _bench.Get<WriteInDrill>().EndAsync(await ActorAsync(who), drill, Ct);

    private async Task<Outcome<Guid>> KeepAsync(string who, Guid drill) =>
        await _bench.Get<KeepDrillMessages>().RunAsync(await ActorAsync(who), drill, Ct);

    private async Task<Outcome<int>> PaceAsync(string who, Guid? drill, DrillPace pace) =>
        await _bench.Get<PaceDrills>().RunAsync(await ActorAsync(who), await _bench.Portal.CohortIdAsync(), drill, pace, Ct);

    private async Task<IReadOnlyList<ListedDrill>> ListAsync(string who) =>
        (await _bench.Get<DrillsOfClass>().RunAsync(await ActorAsync(who), await _bench.Portal.CohortIdAsync(), Ct)).Value;

    private async Task<int> FactsAsync(Guid drill) =>
        (await ReadAsync(Instructor, drill)).Value.Log.Count(entry => entry.Subject == "fact");
}
