using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Incidents;

/// <summary>What is shown after the run: judged actions, the expert on the same seed, the class, the debriefing.</summary>
public sealed class AfterActionTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_declared_the_wrong_cause_parts_from_the_experts_way_there_and_its_actions_are_judged()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(90));
        Assert.Equal(RefusalKind.Conflict, (await _bench.Get<GetAfterAction>().ExpertAsync(trainee.Actor, trainee.RunId, Ct)).Refusal!.Kind);
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        var cause = await _bench.CauseAsync(trainee.RunId);
        var wrong = (await trainee.ViewAsync()).Causes.First(c => c.Id != cause.Id);
        Assert.Null((await trainee.DeclareAsync(wrong.Id)).Refusal);
        Assert.True((await trainee.ActAsync("shed-traffic", ("percent", "0"))).Succeeded || cause.Id.Length > 0);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        await trainee.RepairAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: false)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));
        Assert.Null((await trainee.FinishAsync()).Refusal);

        var expert = (await _bench.Get<GetAfterAction>().ExpertAsync(trainee.Actor, trainee.RunId, Ct)).Value!;
        Assert.Equal("Cause declared", expert.Parting!.Title);
        Assert.Contains("another cause", expert.PartingText, StringComparison.Ordinal);
        Assert.All(expert.Points, point => Assert.NotNull(point.Expert));
        // Until somebody does something else, the same seed gives the same shop.
        Assert.Equal(expert.Points[0].Own, expert.Points[0].Expert);

        var actions = (await trainee.AfterActionAsync()).Value.Actions;
        Assert.Equal(cause.Mitigations.Count + 1, actions.Count(a => a.Effect == ActionEffect.Helped));
    }

    [Fact]
    public async Task The_class_is_shown_as_medians_in_which_unresolved_runs_count_as_the_longest()
    {
        var minutes = (double? m) => m is { } value ? TimeSpan.FromMinutes(value) : (TimeSpan?)null;
        Assert.Equal(new Spread(minutes(3), minutes(1), null), Spread.Of([minutes(3), null, minutes(1)]));
        Assert.Equal(new Spread(null, minutes(5), null), Spread.Of([null, minutes(5), null]));
        Assert.Equal(new Spread(null, null, null), Spread.Of([]));

        var first = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await first.FinishAsync()).Refusal);
        var again = await _bench.StartAsync();
        Assert.Null((await again.FinishAsync()).Refusal);
        var compared = (await again.AfterActionAsync()).Value.Class;
        Assert.Equal((1, 1), (compared.Runs, compared.Unresolved));
        Assert.NotNull(compared.Before);
        Assert.Null((await first.AfterActionAsync()).Value.Class.Before);
    }

    [Fact]
    public async Task A_debriefing_goes_through_its_phases_in_order_and_the_instructor_reads_along()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        var hold = _bench.Get<HoldDebrief>();
        Assert.Equal(RefusalKind.Conflict, (await hold.BeginAsync(first.Actor, first.RunId, Ct)).Refusal!.Kind);
        Assert.Null((await first.FinishAsync()).Refusal);
        Assert.Null((await hold.BeginAsync(first.Actor, first.RunId, Ct)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await hold.NoteAsync(first.Actor, first.RunId, DebriefPhase.Analysis, "Later.", false, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await hold.NoteAsync(first.Actor, first.RunId, DebriefPhase.Reactions, " ", true, Ct)).Refusal!.Kind);
        foreach (var phase in (DebriefPhase[])[DebriefPhase.Reactions, DebriefPhase.Description, DebriefPhase.Analysis, DebriefPhase.Summary])
        {
            Assert.Null((await hold.NoteAsync(first.Actor, first.RunId, phase, $"On {phase}.", true, Ct)).Refusal);
            // A second click on the same button passes nothing over.
            await hold.NoteAsync(first.Actor, first.RunId, phase, $"On {phase}.", true, Ct);
        }

        var instructor = await _bench.Portal.ActorAsync("demo-instructor");
        var read = Assert.Single((await hold.ReadAsync(instructor, first.RunId, Ct)).Value);
        Assert.Equal((DebriefPhase.Done, "On Analysis."), (read.Debrief.Phase, read.Debrief.Analysis));
        Assert.Empty((await hold.ReadAsync(second.Actor, first.RunId, Ct)).Value);
        Assert.Equal(RefusalKind.NotAllowed, (await hold.BeginAsync(instructor, first.RunId, Ct)).Refusal!.Kind);
    }

    public void Dispose() => _bench.Dispose();
}
