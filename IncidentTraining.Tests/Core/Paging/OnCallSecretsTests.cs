using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>Nothing that people on call can read reveals when they are paged, or which incident it is.</summary>
public sealed class OnCallSecretsTests : OnCallTest
{
    [Fact]
    public async Task Nothing_that_those_on_call_can_read_says_when_or_what_before_the_page()
    {
        var (first, _) = await GoOnCallAsync();
        await ToTheMomentAsync();
        await Bench.Get<OnCallWatch>().LookAsync(Ct);
        await using var check = await Bench.Portal.OpenDatabaseAsync();
        Assert.Equal(ShiftState.Called, (await check.Set<OnCallShift>().SingleAsync(Ct)).State);
        var shift = Assert.Single((await RotaAsync(first)).Shifts);
        Assert.Equal((ShiftState.Waiting, null), (shift.State, shift.RunId));
        var labs = (await Bench.Get<MyRuns>().RunAsync(first, await Bench.Portal.CohortIdAsync(), Ct)).Value.Labs;
        Assert.All(labs, lab => Assert.Empty(lab.Runs));
    }

    [Fact]
    public async Task Nothing_about_an_on_call_incident_tells_which_lab_was_drawn_before_it_has_ended()
    {
        var (first, _) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        Assert.True((await AckAsync(first, page.Id)).Succeeded);
        var responder = new Responder(Bench, first, page.RunId);
        foreach (var looked in ShopViews.All)
        {
            Assert.Null((await responder.LookAsync(looked)).Refusal);
        }

        await Bench.LiveAsync(TimeSpan.FromMinutes(1));
        var (scenario, view) = (await ScenarioAsync(page.RunId), await responder.ViewAsync());
        Assert.Equal((OnCallBrief.Title, OnCallBrief.Objective, OnCallBrief.Briefing), (view.Title, view.Objective, view.Briefing));
        Assert.Empty(view.Signs.Concat(view.Investigations.Select(check => check.Title)).Concat(view.Components.Select(one => one.Title)));
        Assert.Equal(Enum.GetNames<ResponseStep>(), view.Steps.Select(step => step.Id));
        Assert.DoesNotContain(view.Timeline, entry => entry.Kind == IncidentEventKind.LabStepDone);
        var welcome = scenario.Injects.Where(inject => inject.Trigger == InjectTrigger.Start).Select(inject => inject.Text).ToList();
        Assert.NotEmpty(welcome);
        Assert.DoesNotContain(view.Timeline, entry => welcome.Contains(entry.Text));
        var labs = (await Bench.Get<MyRuns>().RunAsync(first, await Bench.Portal.CohortIdAsync(), Ct)).Value.Labs;
        Assert.All(labs, lab => Assert.Empty(lab.Runs));

        Assert.Equal(
            OnCallBrief.Title,
            Assert
                .Single(
                    await Bench
                        .Get<IncidentTraining.Core.Documents.Messages.IRunValues>()
                        .RunsAsync(first, await Bench.Portal.CohortIdAsync(), Ct)
                )
                .Title
        );

        // The candidate causes are a hint, from every lab and by title: a list of the drawn lab's causes would reveal the lab.
        var foreign = Bench
            .Get<RunScenarios>()
            .All.SelectMany(one => one.RootCauses)
            .First(cause => !cause.IsHealthy && scenario.RootCauses.All(own => own.Id != cause.Id));
        IReadOnlyList<FaultClaim> claims = [foreign.Claims()[0] with { StartedBy = FaultOrigin.Nothing }];
        Assert.Null((await responder.SetSeverityAsync(Severity.P2)).Refusal);
        Assert.Null((await responder.DeclareAsync(claims, "A fault of another lab can be declared too.")).Refusal);
        Assert.Equal(claims, (await responder.ViewAsync()).Declared!.Claims);
        await Bench.LiveAsync(TimeSpan.FromMinutes(8));
        Assert.Null((await responder.TakeHintAsync(HintLevel.Candidates)).Refusal);
        Assert.Equal(
            HintPolicy.Candidates([
                .. Bench
                    .Get<RunScenarios>()
                    .All.SelectMany(one => one.RootCauses)
                    .Select(cause => new CauseChoice(cause.Id, cause.Title))
                    .DistinctBy(cause => cause.Id)
                    .OrderBy(cause => cause.Title, StringComparer.Ordinal),
            ]),
            Assert.Single((await responder.ViewAsync()).Hints.Taken)
        );

        Assert.Null((await responder.FinishAsync()).Refusal);
        Assert.Equal(FaultClaim.WordsOf(claims), (await responder.AfterActionAsync()).Value.DeclaredCause);
        Assert.Equal((scenario.Title, scenario.Briefing), ((await responder.ViewAsync()).Title, (await responder.ViewAsync()).Briefing));
        labs = (await Bench.Get<MyRuns>().RunAsync(first, await Bench.Portal.CohortIdAsync(), Ct)).Value.Labs;
        // A scenario that only the pager draws is in no list of labs.
        Assert.Equal(
            scenario.Id.StartsWith(OnCallBench.Scenario, StringComparison.Ordinal) ? 0 : 1,
            labs.SelectMany(lab => lab.Runs).Count()
        );
        Assert.DoesNotContain(labs, lab => lab.Page.ScenarioId == OnCallBench.Scenario);
        Assert.DoesNotContain(Bench.Get<IncidentTraining.Core.RunbookTrials.TryRunbook>().Labs, lab => lab.Id == OnCallBench.Scenario);
    }

    [Fact]
    public void The_on_call_brief_has_no_word_of_a_lab()
    {
        var brief = $"{OnCallBrief.Title} {OnCallBrief.Objective} {OnCallBrief.Briefing}";
        foreach (
            var word in (string[])
                ["latency", "slow", "payment", "database", "worker", "queue", "experiment", "game day", "two things", "Redis", "gateway"]
        )
        {
            Assert.DoesNotContain(word, brief, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(SharedContent.Scenarios.All, scenario => Assert.NotEqual(OnCallBrief.Briefing, scenario.Briefing));
    }
}
