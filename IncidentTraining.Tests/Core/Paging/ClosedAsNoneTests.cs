using IncidentTraining.Core.Paging;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>An incident that its crew closed as none: nothing was measured, and nothing says that it was.</summary>
public sealed class ClosedAsNoneTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rota_names_the_decision_and_a_verification_is_refused_with_it()
    {
        using var bench = new OnCallBench("gateway-erring");
        var trainee = await bench.PagedAsync(TimeSpan.FromSeconds(20));
        Assert.Null((await trainee.SetSeverityAsync(Severity.P3)).Refusal);
        Assert.Equal(new ExerciseStep("Resolve incident", Done: false), (await StepsAsync(bench, trainee))[^1]);
        Assert.Null((await bench.DismissAsync(trainee, PinKind.Chart, "payment_success")).Refusal);
        Assert.Null((await bench.CloseAsync(trainee)).Refusal);
        Assert.Equal(new ExerciseStep("Resolve incident (closed as no incident)", Done: true), (await StepsAsync(bench, trainee))[^1]);
        Assert.Equal("It was closed as no incident, so no recovery is measured.", (await trainee.VerifyAsync()).Refusal!.Message);
    }

    [Fact]
    public void A_measured_recovery_is_not_measured_again()
    {
        var now = TimeSpan.FromMinutes(7);
        var incident = new Incident(Guid.Empty);
        incident.NoticeSign(TimeSpan.FromMinutes(1));
        Assert.True(incident.Acknowledge(now).Succeeded);
        Assert.True(incident.SetSeverity(Severity.P2, "", now).Succeeded);
        incident.Mitigate(now);
        Assert.True(incident.VerifyResolution(now, [], now).Succeeded);
        Assert.Equal("The recovery has already been measured.", incident.VerifyResolution(now, [], now).Refusal!.Message);
    }

    private static async Task<IReadOnlyList<ExerciseStep>> StepsAsync(OnCallBench bench, Responder who) =>
        Assert
            .Single((await bench.Bench.Get<ReadRota>().RunAsync(who.Actor, await bench.Bench.Portal.CohortIdAsync(), Ct)).Value.Shifts)
            .Steps;
}
