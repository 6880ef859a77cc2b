using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.RunbookTrials;

/// <summary>A classmate runs a runbook alongside their own lab run.</summary>
public sealed class RunbookWalkTests : IDisposable
{
    private const string Steps =
        "check experiment\ncheck health database is up\ndo enable-experiment experiment=http-latency-500ms\nnote Tell the support lead";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly LabBench _bench = new();

    [Fact]
    public async Task Only_an_offered_runbook_is_run_and_not_by_its_author()
    {
        var (author, id) = await WriteAsync();
        var classmate = await _bench.Portal.ActorAsync("demo-trainee-2");
        Assert.Equal(RefusalKind.NotFound, (await BeginAsync(classmate, id)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<OfferRunbook>().RunAsync(classmate, id, true, Ct)).Refusal!.Kind);

        await OfferAsync(author, id);
        Assert.Equal(RefusalKind.NotAllowed, (await BeginAsync(author, id)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await BeginAsync(await _bench.Portal.ActorAsync("demo-administrator"), id)).Refusal!.Kind);
        var begun = await BeginAsync(classmate, id);
        Assert.Equal(begun.Value, (await BeginAsync(classmate, id)).Value);
        Assert.Equal(
            id,
            Assert.Single(await _bench.Get<OfferRunbook>().OfOthersAsync(classmate, await _bench.Portal.CohortIdAsync(), Ct)).DocumentId
        );

        await _bench.Get<OfferRunbook>().RunAsync(author, id, false, Ct);
        Assert.Empty(await _bench.Get<OfferRunbook>().OfOthersAsync(classmate, await _bench.Portal.CohortIdAsync(), Ct));
    }

    [Fact]
    public async Task Each_step_is_noted_with_the_time_at_which_it_was_done_and_its_author_sees_it()
    {
        var (author, id) = await WriteAsync();
        await OfferAsync(author, id);
        var run = await _bench.StartAsync("demo-trainee-2");
        var walk = (await BeginAsync(run.Actor, id, run.RunId)).Value;

        // The step cannot be parsed; a person enters the result.
        Assert.True((await TakeAsync(run.Actor, walk, 1, StepWay.Passed, "Which experiment?")).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("database is up", (await TakeAsync(run.Actor, walk, 2, StepWay.InShop)).Value, StringComparison.Ordinal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.True((await TakeAsync(run.Actor, walk, 3, StepWay.InShop)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.Contains((await run.ViewAsync()).Timeline, entry => entry.Kind is IncidentEventKind.ActionFinished);
        Assert.True((await _bench.Get<WalkRunbook>().EndAsync(run.Actor, walk, false, "Step 1 says nothing.", Ct)).Succeeded);

        var seen = Assert.Single((await _bench.Get<ReadRunbookRuns>().RunAsync(author, id, Ct)).Value.Walks).Walk;
        Assert.Equal([StepOutcome.Passed, StepOutcome.Done, StepOutcome.Done], seen.ReadTaken().Select(step => step.Outcome));
        Assert.Equal([0, 30, 60], seen.ReadTaken().Select(step => (int)step.RunAt!.Value.TotalSeconds));
        Assert.Equal((false, "Step 1 says nothing."), (seen.Worked, seen.Verdict));
        Assert.Equal(RefusalKind.Conflict, (await TakeAsync(run.Actor, walk, 4, StepWay.Done)).Refusal!.Kind);
    }

    [Fact]
    public async Task In_the_shop_a_check_that_does_not_hold_is_told_and_not_noted()
    {
        var (author, id) = await WriteAsync("check health database is down");
        await OfferAsync(author, id);
        var run = await _bench.StartAsync("demo-trainee-2");
        var walk = (await BeginAsync(run.Actor, id, run.RunId)).Value;
        var refused = await TakeAsync(run.Actor, walk, 1, StepWay.InShop);
        Assert.Contains("database is up", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty((await _bench.Get<ReadRunbookRuns>().WalkAsync(run.Actor, walk, Ct)).Value.Walk.ReadTaken());
        Assert.True((await TakeAsync(run.Actor, walk, 1, StepWay.Failed)).Succeeded);
    }

    [Fact]
    public async Task Steps_are_taken_in_their_order_and_only_by_who_began()
    {
        var (author, id) = await WriteAsync();
        await OfferAsync(author, id);
        var classmate = await _bench.Portal.ActorAsync("demo-trainee-2");
        var walk = (await BeginAsync(classmate, id)).Value;
        Assert.Equal(RefusalKind.Conflict, (await TakeAsync(classmate, walk, 2, StepWay.Done)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await TakeAsync(author, walk, 1, StepWay.Done)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await TakeAsync(classmate, walk, 1, StepWay.Done, new string('n', 100_000))).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await TakeAsync(classmate, walk, 1, StepWay.InShop)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _bench.Get<ReadRunbookRuns>().WalkAsync(author, walk, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task Whoever_runs_it_goes_on_with_the_text_that_they_began_with()
    {
        var (author, id) = await WriteAsync();
        await OfferAsync(author, id);
        var classmate = await _bench.Portal.ActorAsync("demo-trainee-2");
        var walk = (await BeginAsync(classmate, id)).Value;
        await SaveAsync(author, id, "wait 1s");
        Assert.Equal(Steps, (await _bench.Get<ReadRunbookRuns>().WalkAsync(classmate, walk, Ct)).Value.Walk.StepsText);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<(Actor Author, Guid Id)> WriteAsync(string steps = Steps)
    {
        var author = await _bench.Portal.ActorAsync("demo-trainee-1");
        var id = (
            await _bench.Get<StartDocument>().RunAsync(author, new StartDocument.Input(await _bench.Portal.CohortIdAsync(), "runbook"), Ct)
        ).Value;
        await SaveAsync(author, id, steps);
        return (author, id);
    }

    private async Task SaveAsync(Actor author, Guid id, string steps)
    {
        var version = (await _bench.Get<ReadDocument>().RunAsync(author, id, Ct)).Value.Version;
        var body = new DocumentBody("R", new Dictionary<string, SectionBody> { ["steps"] = new(steps) });
        Assert.True((await _bench.Get<SaveDraft>().RunAsync(author, new SaveDraft.Input(id, version, body), Ct)).Value.Saved);
    }

    private async Task OfferAsync(Actor author, Guid id) =>
        Assert.True((await _bench.Get<OfferRunbook>().RunAsync(author, id, true, Ct)).Succeeded);

    private Task<Outcome<Guid>> BeginAsync(Actor actor, Guid id, Guid? runId = null) =>
        _bench.Get<WalkRunbook>().BeginAsync(actor, id, runId, Ct);

    private Task<Outcome<string>> TakeAsync(Actor actor, Guid walk, int number, StepWay way, string note = "") =>
        _bench.Get<WalkRunbook>().TakeAsync(actor, new WalkRunbook.Input(walk, number, way, note), Ct);
}
