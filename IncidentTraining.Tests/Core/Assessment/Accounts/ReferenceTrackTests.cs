using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// A run compared with the reference responder's, who is paged at 1:00, concludes at 5:00, removes the cause at 6:00, and has recovered at
/// 7:00 and resolved at 9:00, with 100 USD of harm.
/// </summary>
public sealed class ReferenceTrackTests
{
    private static readonly RootCause Cause = MadeRun.Scenario.RootCauses[0];

    [Fact]
    public void Each_point_has_its_two_times()
    {
        var track = Track(Own(removed: 400, recovered: 430, resolved: 550), dollars: 100, declaredAt: 310)!;

        Assert.Equal(
            [("Detected", 60, 60), ("Cause found", 310, 300), ("Cause removed", 400, 360), ("Recovered", 430, 420), ("Resolved", 550, 540)],
            track.Points.Select(point => (point.Title, (int)point.Own!.Value.TotalSeconds, (int)point.Reference!.Value.TotalSeconds))
        );
        Assert.Equal([0, 10, 40, 10, 10], track.Points.Select(point => point.Behind!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData(420, null)]
    [InlineData(421, "Cause removed")]
    public void The_two_part_at_the_first_point_that_is_more_than_a_minute_behind(int removed, string? parting)
    {
        var track = Track(Own(removed, recovered: 900, resolved: 1020), dollars: 101, declaredAt: 360)!;

        Assert.Equal(parting ?? "Recovered", track.Parting!.Title);
        Assert.Equal(
            parting is null
                ? "The two runs diverge before “recovered”: the reference responder was there at 09:07:00 UTC, this run 8 min later. It did 1.00 USD more harm."
                : "The two runs diverge before “cause removed”: the reference responder was there at 09:06:00 UTC, this run 1 min 1 s later. It did 1.00 USD more harm.",
            track.Text
        );
    }

    [Fact]
    public void They_part_at_a_point_that_the_run_never_reached_and_never_at_one_that_the_reference_did_not()
    {
        Assert.Equal(
            "The two runs diverge before “cause found”: the reference responder was there at 09:05:00 UTC, and this run never was. It did 1,234.50 USD more harm.",
            Track(Own(360, 420, 540), dollars: 1334.5, declaredAt: null)!.Text
        );
        var never = Track(Own(360, 420, 540), dollars: 101, declaredAt: null, concluded: null)!;
        Assert.Null(never.Parting);
        Assert.Equal("This run kept pace with the reference responder at every point, and did 1.00 USD more harm.", never.Text);
    }

    [Theory]
    [InlineData(99.99, true, "This run did less harm than the reference responder: 0.01 USD less.")]
    [InlineData(
        99.99,
        false,
        "This run did less harm than the reference responder: 0.01 USD less. Nothing shows that the cause was understood: a guess that happens to be right takes no time to investigate."
    )]
    [InlineData(100, false, "This run did as much harm as the reference responder.")]
    public void They_do_not_part_when_the_run_did_no_more_harm(double dollars, bool understood, string text)
    {
        var track = Track(Own(null, null, null), dollars, declaredAt: null, understood: understood)!;

        Assert.Null(track.Parting);
        Assert.Equal(text, track.Text);
    }

    [Fact]
    public void A_diagnosis_that_did_not_find_the_cause_is_no_point()
    {
        Assert.Null(Track(Own(360, 420, 540), 101, declaredAt: 300, claim: MadeRun.Wrong)!.Points[1].Own);
        Assert.Null(Track(Own(360, 420, 540), 101, declaredAt: 300, cause: false)!.Points[1].Own);
    }

    [Fact]
    public void Without_a_reference_or_a_page_there_is_no_comparison()
    {
        var account = new RunAccount
        {
            Horizon = TimeSpan.FromHours(1),
            DoNothing = Harm(0),
            Recorded = Harm(0),
        };
        Assert.Null(ReferenceTrack.Of(account, Incident(null, MadeRun.Right), Own(null, null, null), Cause, MadeRun.Clock));
        Assert.Null(
            ReferenceTrack.Of(
                account with
                {
                    Reference = Reference(300) with { PagedAt = null },
                },
                Incident(null, MadeRun.Right),
                Own(null, null, null),
                Cause,
                MadeRun.Clock
            )
        );
    }

    private static ReferenceTrack? Track(
        ShopTruth own,
        double dollars,
        int? declaredAt,
        FaultClaim? claim = null,
        int? concluded = 300,
        bool understood = true,
        bool cause = true
    ) =>
        ReferenceTrack.Of(
            new RunAccount
            {
                Horizon = TimeSpan.FromHours(1),
                DoNothing = Harm(900),
                Recorded = Harm(dollars),
                Reference = Reference(concluded),
                IsUnderstood = understood,
            },
            Incident(declaredAt, claim ?? MadeRun.Right),
            own,
            cause ? Cause : null,
            MadeRun.Clock
        );

    private static ReferenceCourse Reference(int? concluded) =>
        new(new Course(Harm(100), Own(360, 420, 540), "", []), At(60), At(concluded), []);

    private static CustomerHarm Harm(double dollars) => new(0, (long)Math.Round(dollars * 100), 0, 0, 0, 0, 0, 0, 0, 0);

    private static ShopTruth Own(int? removed, int? recovered, int? resolved) =>
        new("pool", null, At(30), At(60), At(removed), At(recovered), At(resolved), false, []);

    private static Incident Incident(int? declaredAt, FaultClaim claim)
    {
        var incident = new Incident(Guid.CreateVersion7(MadeRun.Start));
        incident.NoticeSign(At(60)!.Value);
        Assert.Null(incident.Acknowledge(At(90)!.Value).Refusal);
        Assert.Null(incident.SetSeverity(Severity.P1, "", At(100)!.Value).Refusal);
        if (At(declaredAt) is { } at)
        {
            Assert.Null(incident.DeclareCause(FaultClaim.Format([claim]), at).Refusal);
        }

        return incident;
    }

    private static TimeSpan? At(int? second) => second is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
