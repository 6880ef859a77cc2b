using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Truth;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Reviews.Truth;

public sealed class CompareWithTruthTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    // A client drops a sign-in cookie that has expired by its own clock.
    private readonly LabBench _bench = new(time: new FakeTimeProvider(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task The_reviewer_sees_it_at_once_the_author_after_acceptance_and_nobody_else_ever()
    {
        var id = await SubmittedFromARunAsync();
        var (author, instructor) = (await _bench.Portal.ActorAsync("demo-trainee-1"), await _bench.Portal.ActorAsync("demo-instructor"));
        var compare = _bench.Get<CompareWithTruth>();

        var truth = (await compare.RunAsync(instructor, id, Ct)).Value!;
        // The handed-over timeline is the recorded one: nothing in it is wrong or made up.
        Assert.NotNull(truth.TrueCause);
        Assert.DoesNotContain(truth.Moments, moment => moment.Verdict is TruthVerdict.Different or TruthVerdict.NotRecorded);
        Assert.Contains(truth.Moments, moment => moment.What.StartsWith("Onset", StringComparison.Ordinal) && moment.TrueAt is not null);
        Assert.Equal(["Orders lost", "Revenue lost", "Customers affected"], truth.Figures.Take(3).Select(figure => figure.What));
        Assert.All(truth.Figures.Take(3), figure => Assert.Equal(TruthVerdict.Right, figure.Verdict));

        Assert.Equal(RefusalKind.NotAllowed, (await compare.RunAsync(author, id, Ct)).Refusal!.Kind);
        Assert.False((await compare.RunAsync(await _bench.Portal.ActorAsync("demo-trainee-2"), id, Ct)).Succeeded);
        var page = await (await _bench.Portal.SignInAsync("demo-trainee-1")).Http.GetStringAsync($"/documents/{id}", Ct);
        Assert.DoesNotContain(truth.TrueCause, page);

        await AcceptAsync(id);
        Assert.Equal(truth.TrueCause, (await compare.RunAsync(author, id, Ct)).Value!.TrueCause);
    }

    private async Task<Guid> SubmittedFromARunAsync()
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);
        var actor = await _bench.Portal.ActorAsync("demo-trainee-1");
        var started = await _bench.Get<StartDocument>().RunAsync(actor, new(await _bench.Portal.CohortIdAsync(), "pir", SourceRunId: trainee.RunId), Ct);
        var document = (await _bench.Get<ReadDocument>().RunAsync(actor, started.Value, Ct)).Value;
        var sections = Writing.Complete(document.Kind.Sections.Select(section => section.Id), "Judgement").Sections.ToDictionary();
        foreach (var (section, text) in document.Body.Sections)
        {
            sections[section] = text;
        }

        var saved = await _bench.Get<SaveDraft>().RunAsync(actor, new(document.DocumentId, document.Version, new DocumentBody("From a run", sections)), Ct);
        Assert.True((await _bench.Get<SubmitDocument>().RunAsync(actor, document.DocumentId, saved.Value.Version, Ct)).Succeeded);
        return document.DocumentId;
    }

    private async Task AcceptAsync(Guid id)
    {
        var instructor = await _bench.Portal.ActorAsync("demo-instructor");
        var criteria = _bench.Get<Rubrics>().Find("pir")!.Criteria;
        var notes = new ReviewNotes(criteria.ToDictionary(criterion => criterion.Id, _ => new CriterionMark(1)), new Dictionary<string, string>(), "Thanks.");
        var saved = await _bench.Get<SaveReview>().RunAsync(instructor, new(id, 0, notes), Ct);
        Assert.True((await _bench.Get<DecideReview>().RunAsync(instructor, new(id, saved.Value.Version, ReviewDecision.Accepted), Ct)).Succeeded);
    }

    public void Dispose() => _bench.Dispose();
}
