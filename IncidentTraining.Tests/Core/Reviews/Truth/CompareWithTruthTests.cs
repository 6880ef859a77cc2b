using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
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
        // The timeline from the run is the recorded one: nothing in it is wrong or invented.
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

    /// <summary>Onset, detection, cause, impact, key events left out, times that are off, and events that never happened.</summary>
    [Fact]
    public async Task Every_respect_in_which_a_review_can_be_wrong_is_shown()
    {
        var alert = "";
        var id = await SubmittedFromARunAsync(
            (section, text) =>
            {
                alert =
                    section == "timeline"
                        ? text.Text.Split('\n').First(line => line.Contains("[alert]", StringComparison.Ordinal)).Split('|')[2].Trim()
                        : alert;
                return Falsified(section, text);
            }
        );
        var truth = (await _bench.Get<CompareWithTruth>().RunAsync(await _bench.Portal.ActorAsync("demo-instructor"), id, Ct)).Value!;

        var onset = Assert.Single(truth.Moments, moment => moment.What.StartsWith("Onset", StringComparison.Ordinal));
        Assert.Equal(TruthVerdict.Different, onset.Verdict);
        Assert.InRange(onset.Off!.Value, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40));
        // Detection: the alert is what found it.
        Assert.Equal(TruthVerdict.Omitted, truth.Moments.First(moment => moment.What == alert).Verdict);
        var acknowledged = Assert.Single(truth.Moments, moment => moment.What.Contains("acknowledged", StringComparison.OrdinalIgnoreCase));
        Assert.Equal((TruthVerdict.Different, 11), (acknowledged.Verdict, (int)acknowledged.Off!.Value.TotalMinutes));
        Assert.Contains("the tills", Assert.Single(truth.Moments, moment => moment.Verdict is TruthVerdict.NotRecorded).What);
        Assert.Equal(TruthVerdict.Different, truth.Figures.Single(figure => figure.What == "Orders lost").Verdict);
        Assert.Empty(truth.CauseWords);
        Assert.NotEmpty(truth.MissingCauseWords);
    }

    private static SectionBody Falsified(string section, SectionBody text) =>
        section switch
        {
            "root-cause" => new("Mice ate a cable."),
            "impact" => new("- Orders lost: 999999"),
            "timeline" => new(
                string.Join(
                    '\n',
                    text.Text.Split('\n')
                        .Where(line =>
                            !line.Contains("[alert]", StringComparison.Ordinal) && !line.Contains("[action]", StringComparison.Ordinal)
                        )
                        .SelectMany(Moved)
                )
            ),
            _ => text,
        };

    private static IEnumerable<string> Moved(string line)
    {
        if (!line.Contains("acknowledged", StringComparison.OrdinalIgnoreCase))
        {
            // Other recorded events stay, and do not replace an alert.
            return [line];
        }

        var time = TimeOnly.ParseExact(line[2..10], "HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            $"| {time.AddMinutes(11):HH:mm:ss}{line[10..]}",
            $"| {time.AddMinutes(30):HH:mm:ss} | Onset: a service level was violated | |",
            $"| {time.AddMinutes(55):HH:mm:ss} | Somebody rebooted the tills | |",
        ];
    }

    private async Task<Guid> SubmittedFromARunAsync(Func<string, SectionBody, SectionBody>? rewritten = null)
    {
        var trainee = await _bench.StartAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(120));
        Assert.True((await trainee.AcknowledgeAsync()).Succeeded);
        Assert.True((await trainee.FinishAsync()).Succeeded);
        var actor = await _bench.Portal.ActorAsync("demo-trainee-1");
        var started = await _bench
            .Get<StartDocument>()
            .RunAsync(actor, new(await _bench.Portal.CohortIdAsync(), "pir", SourceRunId: trainee.RunId), Ct);
        var document = (await _bench.Get<ReadDocument>().RunAsync(actor, started.Value, Ct)).Value;
        var sections = Writing.Complete(document.Kind.Sections.Select(section => section.Id), "Judgement").Sections.ToDictionary();
        foreach (var (section, text) in document.Body.Sections)
        {
            sections[section] = text;
        }

        foreach (var section in rewritten is null ? [] : sections.Keys.ToList())
        {
            sections[section] = rewritten!(section, sections[section]);
        }

        var saved = await _bench
            .Get<SaveDraft>()
            .RunAsync(actor, new(document.DocumentId, document.Version, new DocumentBody("From a run", sections)), Ct);
        Assert.True((await _bench.Get<SubmitDocument>().RunAsync(actor, document.DocumentId, saved.Value.Version, Ct)).Succeeded);
        return document.DocumentId;
    }

    private async Task AcceptAsync(Guid id)
    {
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
    }

    public void Dispose() => _bench.Dispose();
}
