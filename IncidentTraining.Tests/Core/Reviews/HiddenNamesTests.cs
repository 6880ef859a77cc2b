using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Reviews.Truth;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>Graders without access to names see none while grading or behind a link of the document; everyone else does.</summary>
public sealed class HiddenNamesTests : IDisposable
{
    private const string First = "Tariq Aziz Khan";
    private const string Second = "Thea Novak";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    // A client drops a sign-in cookie that has expired by its own clock.
    private readonly LabBench _bench = new(time: new FakeTimeProvider(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task No_way_from_the_desk_leads_to_a_name_and_shown_again_they_all_come_back()
    {
        var runId = await EndedRunAsync();
        var id = await SubmittedAsync(runId);
        var (instructor, client) = (await _bench.Portal.ActorAsync("demo-instructor"), await _bench.Portal.SignInAsync("demo-instructor"));
        await RulesAsync(new());
        Assert.Contains(Second, await ReadEverythingAsync(instructor, runId, id), StringComparison.Ordinal);

        await RulesAsync(new(HideNames: true));
        var read = await ReadEverythingAsync(instructor, runId, id);
        Assert.DoesNotContain(First, read, StringComparison.Ordinal);
        Assert.DoesNotContain(Second, read, StringComparison.Ordinal);
        Assert.Contains("Trainee ", read, StringComparison.Ordinal);
        foreach (
            var page in (string[])
                [
                    "/reviews",
                    $"/reviews/{id}",
                    $"/documents/{id}",
                    $"/documents/{id}/print",
                    $"/documents/{id}/export.json",
                    $"/documents/{id}/export.md",
                    $"/runs/{runId}",
                    $"/runs/{runId}/status",
                    $"/runs/{runId}/replay?at=100",
                ]
        )
        {
            var html = await client.Http.GetStringAsync(page, Ct);
            Assert.False(html.Contains(First, StringComparison.Ordinal) || html.Contains(Second, StringComparison.Ordinal), page);
        }

        // The author's own view, and the facilitator's, who does not grade.
        Assert.Contains(
            Second,
            (await _bench.Get<ReadDocument>().RunAsync(await _bench.Portal.ActorAsync("demo-trainee-1"), id, Ct)).Value.Body.ToJson(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            First,
            (await _bench.Get<GetRun>().RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), runId, Ct)).Value.Responder
        );

        await RulesAsync(new());
        Assert.Contains(Second, await ReadEverythingAsync(instructor, runId, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_still_finds_a_person_as_the_cause_and_shows_the_stand_in()
    {
        var id = await SubmittedAsync(null);
        await RulesAsync(new(HideNames: true));
        var finding = (await _bench.Get<CheckDocument>().ForReviewAsync(await _bench.Portal.ActorAsync("demo-instructor"), id, Ct))
            .Value.Single(shown => shown.Finding is { CheckId: "person-cause", SectionId: "root-cause" })
            .Finding;
        Assert.DoesNotContain(Second, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_goes_on_shows_who_needs_help()
    {
        var trainee = await _bench.StartAsync();
        await RulesAsync(new(HideNames: true));
        Assert.Equal(
            First,
            (await _bench.Get<GetRun>().RunAsync(await _bench.Portal.ActorAsync("demo-instructor"), trainee.RunId, Ct)).Value.Responder
        );
    }

    [Fact]
    public async Task A_sample_bears_nobodys_name_though_the_class_hides_none()
    {
        var id = await SubmittedAsync(null);
        var instructor = await _bench.Portal.ActorAsync("demo-instructor");
        var criteria = _bench.Get<Rubrics>().Find("pir")!.Criteria;
        var notes = new ReviewNotes(
            criteria.ToDictionary(criterion => criterion.Id, _ => new CriterionMark(1)),
            new Dictionary<string, string>(),
            "Thanks."
        );
        var saved = await _bench.Get<SaveReview>().RunAsync(instructor, new(id, 0, notes), Ct);
        Assert.True(
            (await _bench.Get<DecideReview>().RunAsync(instructor, new(id, saved.Value.Version, ReviewDecision.Accepted), Ct)).Succeeded
        );
        var kept = await _bench.Get<SaveAsSample>().RunAsync(instructor, id, forTrainees: true, Ct);
        var sample = (await _bench.Get<MarkSample>().OpenAsync(await _bench.Portal.ActorAsync("demo-trainee-3"), kept.Value, Ct))
            .Value
            .Sample;
        Assert.DoesNotContain(Second, sample.Title + sample.ReadBody().ToJson(), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>All words in the responses of the use cases behind the desk's links.</summary>
    private async Task<string> ReadEverythingAsync(Actor actor, Guid runId, Guid id)
    {
        var desk = (await _bench.Get<OpenForGrading>().RunAsync(actor, id, Ct)).Value;
        var run = (await _bench.Get<GetRun>().RunAsync(actor, runId, Ct)).Value;
        var truth = (await _bench.Get<CompareWithTruth>().RunAsync(actor, id, Ct)).Value!;
        var debriefs = (await _bench.Get<HoldDebrief>().ReadAsync(actor, runId, Ct)).Value;
        return string.Join(
            '\n',
            [
                desk.Document.OwnerName,
                desk.Document.Body.ToJson(),
                run.Responder,
                .. run.Crew.Mates.Select(mate => mate.Name),
                .. run.Timeline.Select(entry => $"{entry.From} {entry.Text} {entry.Details}"),
                .. truth.Moments.Select(moment => $"{moment.What} {moment.Written}"),
                .. debriefs.Notes.Select(note => note.Name),
                .. run.Hypotheses.Select(one => one.By),
            ]
        );
    }

    private async Task<Guid> EndedRunAsync()
    {
        var first = await _bench.StartAsync(asTeam: true);
        var second = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), first.RunId);
        Assert.True((await second.JoinAsync()).Succeeded);
        Assert.True((await first.SwitchChaosAsync(on: true)).Succeeded);
        Assert.True((await first.HandOverAsync(IncidentRole.Communications, second)).Succeeded);
        Assert.True((await second.TypeAsync("The logs say that requests wait for a connection.")).Succeeded);
        Assert.True((await second.HypothesiseAsync("The pool is too small.", 60)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await first.AcknowledgeAsync()).Succeeded);
        Assert.True((await first.FinishAsync()).Succeeded);
        Assert.True((await _bench.Get<HoldDebrief>().BeginAsync(second.Actor, first.RunId, Ct)).Succeeded);
        Assert.True(
            (await _bench.Get<HoldDebrief>().NoteAsync(second.Actor, first.RunId, DebriefPhase.Reactions, "Calm.", false, Ct)).Succeeded
        );
        return first.RunId;
    }

    /// <summary>A review by the first trainee that names the second one, too.</summary>
    private async Task<Guid> SubmittedAsync(Guid? runId)
    {
        var actor = await _bench.Portal.ActorAsync("demo-trainee-1");
        var started = await _bench
            .Get<StartDocument>()
            .RunAsync(actor, new(await _bench.Portal.CohortIdAsync(), "pir", SourceRunId: runId), Ct);
        var document = (await _bench.Get<ReadDocument>().RunAsync(actor, started.Value, Ct)).Value;
        var sections = Writing.Complete(document.Kind.Sections.Select(section => section.Id), "Judgement").Sections.ToDictionary();
        foreach (var (section, text) in document.Body.Sections)
        {
            sections[section] = text;
        }

        sections["root-cause"] = new SectionBody($"{Second} made a mistake.");
        var saved = await _bench
            .Get<SaveDraft>()
            .RunAsync(actor, new(document.DocumentId, document.Version, new DocumentBody($"What {Second} and I saw", sections)), Ct);
        var submitted = await _bench.Get<SubmitDocument>().RunAsync(actor, document.DocumentId, saved.Value.Version, Ct);
        Assert.True(submitted.Succeeded, submitted.Refusal?.Message);
        return document.DocumentId;
    }

    private async Task RulesAsync(GradingRules rules) =>
        Assert.True(
            (
                await _bench
                    .Get<ChangeGradingRules>()
                    .RunAsync(await _bench.Portal.ActorAsync("demo-instructor"), await _bench.Portal.CohortIdAsync(), rules, Ct)
            ).Succeeded
        );
}
