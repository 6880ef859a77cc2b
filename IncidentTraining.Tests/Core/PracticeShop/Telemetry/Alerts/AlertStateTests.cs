using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>How an alert changes state, and what is reported about it.</summary>
public sealed class AlertStateTests
{
    [Fact]
    public void An_alert_ends_half_a_minute_after_its_condition_and_begins_anew()
    {
        var board = Payments(after: 10);
        board.Live(5);
        board.Live(1, unpaid: 1000);
        Assert.Equal(("pending", TimeSpan.FromSeconds(6)), (board.State, board.Alert.Since));
        board.Live(10, unpaid: 1000);
        Assert.Equal(("firing", TimeSpan.FromSeconds(16)), (board.State, board.Alert.Since));
        Assert.Equal([16 * Kernel.Second], board.FiredAt);

        // The window of ten seconds stays above the limit for nine more.
        board.Live(9);
        board.Live(29);
        Assert.Equal("firing", board.State);
        // A burst in between restarts the half minute.
        board.Live(1, unpaid: 1000);
        board.Live(9);
        board.Live(29);
        Assert.Equal("firing", board.State);
        board.Live(1);
        Assert.Equal("resolved", board.State);
        board.Live(60);
        Assert.Equal("resolved", board.State);
        board.Live(1, unpaid: 1000);
        Assert.Equal("pending", board.State);
        board.Live(10);
        Assert.Equal("inactive", board.State);
        Assert.Single(board.FiredAt);
    }

    [Fact]
    public void Each_step_is_told_with_the_figure_the_limit_and_the_time()
    {
        var board = Payments(after: 10);
        board.Live(11, unpaid: 100);
        board.Live(40);

        Assert.Equal(
            [
                (ShopEventKind.AlertPending, "rule", "The rule: 10.0 % now, limit 5.0 %; fires after 10 s"),
                (ShopEventKind.AlertFiring, "rule", "The rule: 10.0 %, above the limit of 5.0 % for 10 s"),
                (ShopEventKind.AlertResolved, "rule", "The rule: back to 0.0 %, limit 5.0 %"),
            ],
            Told(board)
        );
        Assert.Equal(("rule", "The rule", "page"), (board.Alert.Id, board.Alert.Title, board.Alert.Severity));
    }

    [Fact]
    public void A_burn_rate_ends_with_the_window_that_is_below_the_limit_and_without_samples_with_no_data()
    {
        var whole = Burn(window: 120);
        whole.Live(11, failed: 1000);
        whole.Live(100);
        Assert.Equal("The rule: back to 0.0× over the last 10 s, limit 14.4×", Told(whole)[^1].Text);

        // The long window is below the limit as well when the alert ends, and is the one that is reported.
        var both = Burn(window: 35);
        both.Live(11, failed: 1000);
        both.Live(45);
        Assert.Equal("The rule: back to 0.0× over the last 35 s, limit 14.4×", Told(both)[^1].Text);

        var blind = Burn(window: 120);
        blind.Live(11, failed: 1000);
        blind.Live(31, sampled: false);
        Assert.Equal("The rule: no data, limit 14.4×", Told(blind)[^1].Text);

        static MadeBoard Burn(int window) =>
            new(MadeBoard.Rule(AlertMeasure.AvailabilityBurnRate, MadeBoard.Limit, window, shortWindow: 10, after: 10));
    }

    static MadeBoard Payments(int after) => new(MadeBoard.Rule(AlertMeasure.PaymentFailures, 5, window: 10, after: after));

    static List<(ShopEventKind Kind, string Subject, string Text)> Told(MadeBoard board) =>
        [
            .. board
                .Events.Where(one => one.Kind is ShopEventKind.AlertPending or ShopEventKind.AlertFiring or ShopEventKind.AlertResolved)
                .Select(one => (one.Kind, one.Subject, one.Text)),
        ];
}
