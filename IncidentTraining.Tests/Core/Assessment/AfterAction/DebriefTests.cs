using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// A crew debriefs its run together: one sequence of phases, everyone's notes, readable by the staff and carried over to the review.
/// </summary>
public sealed class DebriefTests : IDisposable
{
    private static readonly DebriefPhase[] Phases =
    [
        DebriefPhase.Reactions,
        DebriefPhase.Description,
        DebriefPhase.Analysis,
        DebriefPhase.Summary,
    ];

    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HoldDebrief Hold => _bench.Get<HoldDebrief>();

    [Fact]
    public async Task A_debriefing_begins_when_the_run_has_ended_and_once_for_the_whole_crew()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Equal(RefusalKind.Conflict, (await Hold.BeginAsync(first.Actor, first.RunId, Ct)).Refusal!.Kind);
        Assert.Null((await first.FinishAsync()).Refusal);
        Assert.Null((await ReadAsync(first)).Phase);
        Assert.Null((await Hold.BeginAsync(first.Actor, first.RunId, Ct)).Refusal);
        var begun = await ReadAsync(first);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await Hold.BeginAsync(second.Actor, first.RunId, Ct)).Refusal);
        var seen = await ReadAsync(second);
        Assert.Equal((DebriefPhase.Reactions, begun.EndsAt), (seen.Phase, seen.EndsAt));
        Assert.Equal(_bench.Time.GetUtcNow().UtcDateTime.AddMinutes(2), seen.EndsAt);
    }

    [Fact]
    public async Task Crew_mates_read_each_others_notes_and_write_over_none()
    {
        var (first, second, third) = await BegunAsync();
        Assert.Null((await NoteAsync(first, DebriefPhase.Reactions, "Tense.")).Refusal);
        Assert.Null((await NoteAsync(second, DebriefPhase.Reactions, "Calm.")).Refusal);
        Assert.Null((await NoteAsync(second, DebriefPhase.Reactions, "Calm, then tired.")).Refusal);
        Assert.Equal([("Tariq Aziz Khan", "Tense.", false), ("Thea Novak", "Calm, then tired.", false)], await NotesAsync(third));
        Assert.Equal([("Tariq Aziz Khan", "Tense.", true), ("Thea Novak", "Calm, then tired.", false)], await NotesAsync(first));
        Assert.Null((await NoteAsync(first, DebriefPhase.Reactions, " ")).Refusal);
        Assert.Equal(["Thea Novak"], (await NotesAsync(third)).Select(note => note.Name));
    }

    [Fact]
    public async Task The_crew_goes_through_the_phases_in_order_and_together()
    {
        var (first, second, _) = await BegunAsync();
        Assert.Equal(RefusalKind.Conflict, (await NoteAsync(first, DebriefPhase.Analysis, "Later.")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await NoteAsync(first, DebriefPhase.Done, "Later.")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await NoteAsync(first, DebriefPhase.Reactions, " ", goOn: true)).Refusal!.Kind);
        foreach (var phase in Phases)
        {
            Assert.Equal(phase, (await ReadAsync(second)).Phase);
            Assert.Null((await NoteAsync(first, phase, $"On {phase}.", goOn: true)).Refusal);
            // A second click, or another member's simultaneous click, skips nothing.
            Assert.Null((await NoteAsync(second, phase, $"Mine on {phase}.", goOn: true)).Refusal);
        }

        Assert.Equal(DebriefPhase.Done, (await ReadAsync(second)).Phase);
        Assert.Equal(8, (await NotesAsync(second)).Count);
    }

    [Fact]
    public async Task A_note_is_enough_for_the_whole_crew_to_go_on()
    {
        var (first, second, _) = await BegunAsync();
        Assert.Null((await NoteAsync(first, DebriefPhase.Reactions, "Tense.")).Refusal);
        Assert.Null((await NoteAsync(second, DebriefPhase.Reactions, "", goOn: true)).Refusal);
        Assert.Equal(DebriefPhase.Description, (await ReadAsync(first)).Phase);
    }

    [Theory]
    [InlineData(DebriefNote.MaxLength, true)]
    [InlineData(DebriefNote.MaxLength + 1, false)]
    public async Task A_note_has_a_longest_length(int length, bool kept)
    {
        var (first, _, _) = await BegunAsync();
        Assert.Equal(kept, (await NoteAsync(first, DebriefPhase.Reactions, new string('x', length))).Succeeded);
    }

    [Theory]
    [InlineData("demo-instructor")]
    [InlineData("demo-facilitator")]
    public async Task All_staff_read_the_debriefing_and_write_nothing_in_it(string userName)
    {
        var (first, _, _) = await BegunAsync();
        Assert.Null((await NoteAsync(first, DebriefPhase.Reactions, "Tense.")).Refusal);
        var staff = new Responder(_bench, await _bench.Portal.ActorAsync(userName), first.RunId);
        Assert.Single(await NotesAsync(staff));
        Assert.False((await ReadAsync(staff)).MayWrite);
        Assert.Equal(RefusalKind.NotAllowed, (await NoteAsync(staff, DebriefPhase.Reactions, "Mine.")).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await Hold.BeginAsync(staff.Actor, first.RunId, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_facilitator_who_once_took_over_still_reads_the_debriefing()
    {
        var (first, _, _) = await _bench.StartCrewAsync();
        var facilitator = new Responder(_bench, await _bench.Portal.ActorAsync("demo-facilitator"), first.RunId);
        var takeOver = _bench.Get<TakeOver>();
        Assert.Null((await takeOver.OfferAsync(facilitator.Actor, first.RunId, null, Ct)).Refusal);
        Assert.Null((await takeOver.AnswerAsync(first.Actor, first.RunId, true, Ct)).Refusal);
        Assert.Null((await facilitator.FinishAsync()).Refusal);
        Assert.Null((await Hold.BeginAsync(first.Actor, first.RunId, Ct)).Refusal);
        Assert.Null((await NoteAsync(first, DebriefPhase.Reactions, "Tense.")).Refusal);
        Assert.Equal(["Tense."], (await NotesAsync(facilitator)).Select(note => note.Text));
        Assert.False((await ReadAsync(facilitator)).MayWrite);
    }

    [Fact]
    public async Task Other_crews_do_not_read_it()
    {
        var first = await _bench.StartAsync();
        Assert.Null((await first.FinishAsync()).Refusal);
        var classmate = await _bench.Portal.ActorAsync("demo-trainee-2");
        Assert.Equal(RefusalKind.NotFound, (await Hold.ReadAsync(classmate, first.RunId, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Hold.BeginAsync(classmate, first.RunId, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task Everyone_who_has_the_page_open_hears_of_a_note()
    {
        var (first, second, _) = await BegunAsync();
        var told = 0;
        using var subscription = _bench
            .Get<LiveEvents>()
            .Subscribe<DebriefChanged>(first.RunId, _ =>
            {
                told++;
                return Task.CompletedTask;
            });
        Assert.Null((await NoteAsync(second, DebriefPhase.Reactions, "Calm.")).Refusal);
        await NoteAsync(second, DebriefPhase.Analysis, "Refused.");
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task A_review_of_the_run_begins_with_the_notes_but_neither_names_nor_feelings()
    {
        var (first, second, _) = await BegunAsync();
        foreach (var phase in Phases)
        {
            Assert.Null((await NoteAsync(second, phase, $"Second on {phase}.\nAnd more.")).Refusal);
            Assert.Null((await NoteAsync(first, phase, $"First on {phase}.", goOn: true)).Refusal);
        }

        var sections = (
            await _bench.Get<IRunHandover>().HandOverAsync(first.Actor, await _bench.Portal.CohortIdAsync(), first.RunId, "pir", Ct)
        ).Value;
        Assert.Equal(
            "From the crew's debriefing:\n\n- First on Analysis.\n- Second on Analysis.\n  And more.\n- First on Summary.\n- Second on Summary.\n  And more.\n",
            sections["lessons"].Text
        );
        Assert.Contains("First on Description.", sections["summary"].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(sections.Values, section => section.Text.Contains("on Reactions", StringComparison.Ordinal));
    }

    private async Task<(Responder First, Responder Second, Responder Third)> BegunAsync()
    {
        var crew = await _bench.StartCrewAsync();
        Assert.Null((await crew.First.FinishAsync()).Refusal);
        Assert.Null((await Hold.BeginAsync(crew.First.Actor, crew.First.RunId, Ct)).Refusal);
        return crew;
    }

    private Task<Outcome> NoteAsync(Responder who, DebriefPhase phase, string text, bool goOn = false) =>
        Hold.NoteAsync(who.Actor, who.RunId, phase, text, goOn, Ct);

    private async Task<DebriefView> ReadAsync(Responder who) => (await Hold.ReadAsync(who.Actor, who.RunId, Ct)).Value;

    private async Task<IReadOnlyList<(string Name, string Text, bool IsMine)>> NotesAsync(Responder who) =>
        [.. (await ReadAsync(who)).Notes.Select(note => (note.Name, note.Text, note.IsMine))];

    public void Dispose() => _bench.Dispose();
}
