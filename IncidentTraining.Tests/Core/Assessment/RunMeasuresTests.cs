using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The times of a run, each from its two points, and cases where a point is missing or came before its start.</summary>
public sealed class RunMeasuresTests
{
    [Theory]
    [InlineData(60, 120, 60)]
    [InlineData(120, 60, 60)]
    [InlineData(60, 60, 60)]
    [InlineData(null, 90, 90)]
    [InlineData(90, null, 90)]
    [InlineData(null, null, null)]
    public void An_incident_is_detected_by_the_alert_or_the_acknowledgement_whichever_came_first(
        int? alert,
        int? acknowledged,
        int? detected
    ) => Assert.Equal(At(detected), RunMeasures.Detected(Incident(acknowledged), Truth(detectedAt: alert)));

    [Fact]
    public void Each_time_lasts_from_its_first_point_to_its_second()
    {
        var incident = Incident(120);
        Assert.Null(incident.SetSeverity(Severity.P1, "", At(200)!.Value).Refusal);
        var measures = RunMeasures.Of(incident, Truth(onsetAt: 20, detectedAt: 60, recoveredAt: 600, resolvedAt: 720));
        Assert.Equal(new RunMeasures(At(40), At(60), At(80), null, At(580), At(700)), measures);
    }

    [Fact]
    public void The_first_update_is_timed_from_the_detection()
    {
        var incident = Incident(120);
        Assert.Null(incident.PostUpdate(At(330)!.Value, null).Refusal);
        Assert.Null(incident.PostUpdate(At(500)!.Value, null).Refusal);
        Assert.Equal(At(270), RunMeasures.Of(incident, Truth(onsetAt: 20, detectedAt: 60)).FirstUpdate);
    }

    [Fact]
    public void A_verified_resolution_keeps_its_time_when_the_shop_is_violated_again()
    {
        var incident = Incident(120);
        Assert.Null(incident.SetSeverity(Severity.P1, "", At(200)!.Value).Refusal);
        incident.Mitigate(At(700)!.Value);
        Assert.Null(incident.VerifyResolution(At(720), [], At(730)!.Value).Refusal);
        Assert.Equal(At(700), RunMeasures.Of(incident, Truth(onsetAt: 20, detectedAt: 60)).Resolve);
        Assert.Equal(At(700), RunMeasures.Of(incident, Truth(onsetAt: 20, detectedAt: 60, resolvedAt: 900)).Resolve);
    }

    [Fact]
    public void What_never_happened_has_no_time_and_what_happened_before_its_beginning_took_none()
    {
        var never = RunMeasures.Of(Incident(null), Truth());
        Assert.Equal(new RunMeasures(null, null, null, null, null, null), never);
        // Acknowledged on a complaint before the first alert, and before anything was violated.
        var early = RunMeasures.Of(Incident(10), Truth(onsetAt: 20, detectedAt: 60));
        Assert.Equal((At(0), At(0)), (early.Detect, early.Acknowledge));
    }

    private static Incident Incident(int? acknowledged)
    {
        var incident = new Incident(Guid.CreateVersion7(MadeRun.Start));
        incident.NoticeSign(TimeSpan.Zero);
        if (At(acknowledged) is { } at)
        {
            Assert.Null(incident.Acknowledge(at).Refusal);
        }

        return incident;
    }

    private static ShopTruth Truth(int? onsetAt = null, int? detectedAt = null, int? recoveredAt = null, int? resolvedAt = null) =>
        new("pool", null, At(onsetAt), At(detectedAt), null, At(recoveredAt), At(resolvedAt), false, []);

    private static TimeSpan? At(int? second) => second is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
