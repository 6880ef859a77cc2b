using System.Text.Json;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The real outage on which a cause is based would give the cause away: it is shown when the run has ended.</summary>
public sealed class PrecedentTests : IDisposable
{
    private readonly OnCallBench _shift = new("zones-pushed", scenario: "on-call-outages");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_precedent_is_told_after_the_run_to_those_who_may_read_its_truth_and_to_no_one_before()
    {
        var responder = await _shift.PagedAsync(TimeSpan.FromSeconds(5));
        Assert.Null((await responder.SetSeverityAsync(Severity.P1)).Refusal);
        var precedent = (await _shift.Bench.CauseAsync(responder.RunId)).Precedent!;
        var instructor = await _shift.Bench.Portal.ActorAsync("demo-instructor");
        var stranger = await _shift.Bench.Portal.ActorAsync("demo-trainee-2");

        Assert.Equal("zones-pushed", (await _shift.Bench.CauseAsync(responder.RunId)).Id);
        foreach (var who in (Actor[])[responder.Actor, instructor])
        {
            Assert.Equal(RefusalKind.Conflict, (await TruthAsync(who)).Refusal!.Kind);
            Assert.Equal(RefusalKind.Conflict, (await AfterAsync(who)).Refusal!.Kind);
            var view = JsonSerializer.Serialize((await _shift.Bench.Get<GetRun>().RunAsync(who, responder.RunId, Ct)).Value);
            Assert.DoesNotContain("Fastly", view, StringComparison.Ordinal);
            Assert.DoesNotContain(precedent.Address, view, StringComparison.Ordinal);
        }

        Assert.Null((await responder.FinishAsync()).Refusal);

        foreach (var who in (Actor[])[responder.Actor, instructor])
        {
            var told = (await TruthAsync(who)).Value.Precedent!;
            Assert.Equal(
                (precedent.Title, precedent.Told, precedent.Source, precedent.Address),
                (told.Title, told.Told, told.Source, told.Address)
            );
            Assert.Equal(precedent, (await AfterAsync(who)).Value.TrueCause!.Precedent);
        }

        Assert.NotNull((await TruthAsync(stranger)).Refusal);

        Task<Outcome<RunTruth>> TruthAsync(Actor who) => _shift.Bench.Get<GetRunTruth>().RunAsync(who, responder.RunId, Ct);
        Task<Outcome<IncidentTraining.Core.Assessment.AfterAction>> AfterAsync(Actor who) =>
            _shift.Bench.Get<GetAfterAction>().RunAsync(who, responder.RunId, Ct);
    }

    public void Dispose() => _shift.Dispose();
}
