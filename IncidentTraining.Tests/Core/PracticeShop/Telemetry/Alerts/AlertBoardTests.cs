using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>
/// Burn-rate alerts need both windows: the long one shows that the problem matters, the short one that it is still happening.
/// </summary>
public partial class AlertBoardTests
{
    const int Long = MadeBoard.Long,
        Short = MadeBoard.Short;
    const double Limit = MadeBoard.Limit;

    [Fact]
    public void An_outage_that_is_over_does_not_fire_although_the_long_window_still_shows_it()
    {
        var board = MadeBoard.OfBurnRate(after: 120);
        board.Live(Long, failed: 0);

        board.Live(28, failed: 1000);
        Assert.Equal("pending", board.State);
        board.Live(Short + 5, failed: 0);

        // 28 of 300 seconds are 9.3 %, more than the 7.2 % of the limit; the last minute was healthy.
        Assert.True(board.Burn(Long) > Limit);
        Assert.Equal(0, board.Burn(Short));
        Assert.Equal("inactive", board.State);
        board.Live(150, failed: 0);
        Assert.DoesNotContain(board.Events, entry => entry.Kind == ShopEventKind.AlertFiring);
    }

    [Fact]
    public void A_short_burst_does_not_begin_an_alert_although_the_short_window_shows_it()
    {
        var board = MadeBoard.OfBurnRate(after: 30);
        board.Live(Long, failed: 0);

        board.Live(10, failed: 1000);

        Assert.True(board.Burn(Short) > Limit);
        Assert.True(board.Burn(Long) < Limit);
        Assert.Equal("inactive", board.State);
    }

    [Theory]
    [InlineData(72, "inactive")]
    [InlineData(73, "firing")]
    public void A_burn_rate_at_its_limit_is_borne_and_one_above_it_fires(int failedOfThousand, string state)
    {
        var board = MadeBoard.OfBurnRate(after: 30);

        board.Live(Long, failedOfThousand);

        Assert.Equal(state, board.State);
    }

    [Theory]
    [InlineData(72, "inactive")]
    [InlineData(73, "pending")]
    public void A_short_window_at_the_limit_is_borne_as_well(int failedOfThousand, string state)
    {
        var board = MadeBoard.OfBurnRate(after: 1000);
        board.Live(Long - Short, failed: 100);

        board.Live(Short, failedOfThousand);

        Assert.True(board.Burn(Long) > Limit);
        Assert.Equal(state, board.State);
    }

    [Theory]
    [InlineData(30, "pending")]
    [InlineData(31, "firing")]
    public void An_alert_fires_when_its_condition_has_held_for_its_time(int seconds, string state)
    {
        var board = MadeBoard.OfBurnRate(after: 30);

        board.Live(seconds, failed: 1000);

        Assert.Equal(state, board.State);
    }

    [Fact]
    public void An_alert_that_ends_tells_the_figure_that_is_below_the_limit_and_the_limit()
    {
        var board = MadeBoard.OfBurnRate(after: 30);
        board.Live(120, failed: 1000);
        board.Live(Short + 31, failed: 0);

        var text = Assert.Single(board.Events, entry => entry.Kind == ShopEventKind.AlertResolved).Text;

        Assert.True(board.Burn(Long) > Limit);
        var told = Told().Match(text);
        Assert.True(told.Success, text);
        Assert.InRange(double.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture), 0, Limit);
        Assert.Equal(("60", "14.4"), (told.Groups[2].Value, told.Groups[3].Value));
    }

    [Fact]
    public void Workers_that_nobody_has_configured_are_not_missing_and_those_that_have_ended_are()
    {
        var rule = new AlertRule(
            "workers-missing",
            "Workers",
            "ticket",
            AlertMeasure.WorkersMissing,
            1,
            TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(5)
        );
        var board = new MadeBoard(rule);
        board.Shop.Workers.Remove(3);
        board.Shop.Workers.Remove(2);
        board.Live(60, failed: 0);
        Assert.Equal("inactive", board.State);

        board.Shop.Workers.Supervised = false;
        board.Shop.Workers.End(0, IncidentTraining.Core.PracticeShop.Components.Work.WorkerEnd.Killed, startAgain: false);
        board.Live(10, failed: 0);
        Assert.Equal("inactive", board.State);
        board.Shop.Workers.End(1, IncidentTraining.Core.PracticeShop.Components.Work.WorkerEnd.Killed, startAgain: false);
        board.Live(10, failed: 0);
        Assert.Equal("firing", board.State);
    }

    [GeneratedRegex("back to ([0-9.]+)× over the last ([0-9]+) s, limit ([0-9.]+)×$")]
    private static partial Regex Told();
}
