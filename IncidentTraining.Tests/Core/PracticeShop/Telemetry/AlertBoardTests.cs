using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>Burn-rate alerts need both windows: the long one says that it matters, the short one that it still goes on.</summary>
public partial class AlertBoardTests
{
    const int Long = 300,
        Short = 60;
    const double Limit = 14.4;

    [Fact]
    public void An_outage_that_is_over_does_not_fire_although_the_long_window_still_shows_it()
    {
        var board = new Board(after: 120);
        board.Live(Long, failed: 0);

        board.Live(28, failed: 1000);
        Assert.Equal("pending", board.State);
        board.Live(Short + 5, failed: 0);

        // 28 of 300 seconds are 9.3 %, more than the 7.2 % that the limit stands for; the last minute was well.
        Assert.True(board.Burn(Long) > Limit);
        Assert.Equal(0, board.Burn(Short));
        Assert.Equal("inactive", board.State);
        board.Live(150, failed: 0);
        Assert.DoesNotContain(board.Events, entry => entry.Kind == ShopEventKind.AlertFiring);
    }

    [Fact]
    public void A_short_burst_does_not_begin_an_alert_although_the_short_window_shows_it()
    {
        var board = new Board(after: 30);
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
        var board = new Board(after: 30);

        board.Live(Long, failedOfThousand);

        Assert.Equal(state, board.State);
    }

    [Theory]
    [InlineData(30, "pending")]
    [InlineData(31, "firing")]
    public void An_alert_fires_when_its_condition_has_held_for_its_time(int seconds, string state)
    {
        var board = new Board(after: 30);

        board.Live(seconds, failed: 1000);

        Assert.Equal(state, board.State);
    }

    [Fact]
    public void An_alert_that_ends_tells_the_figure_that_is_below_the_limit_and_the_limit()
    {
        var board = new Board(after: 30);
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
        var board = new Board(rule);
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

    /// <summary>A board over a shop without customers, whose answers the test makes up: a thousand a second.</summary>
    sealed class Board
    {
        readonly AlertBoard _board;

        public Board(int after)
            : this(Burn(TimeSpan.FromSeconds(after))) { }

        public Board(AlertRule rule)
        {
            var quiet = Lab1.Scenario with { Traffic = Lab1.Scenario.Traffic with { Ramp = [new TrafficPoint(TimeSpan.Zero, 0)] } };
            Shop = new ShopSystem(quiet.Plan, seed: 1);
            _board = new AlertBoard(Shop, quiet.ServiceLevels, [rule]);
        }

        static AlertRule Burn(TimeSpan after) =>
            new(
                "burn",
                "Budget burns fast",
                "page",
                AlertMeasure.AvailabilityBurnRate,
                Limit,
                TimeSpan.FromSeconds(Long),
                TimeSpan.FromSeconds(Short),
                after
            );

        public ShopSystem Shop { get; }

        public string State => _board.States()[0].State;

        public IReadOnlyList<ShopEvent> Events => Shop.Events.After(0);

        public double Burn(int seconds) =>
            Shop.Levels.Last(TimeSpan.FromSeconds(seconds)).FailedShare / (1 - Lab1.Scenario.ServiceLevels.Availability);

        public void Live(int seconds, int failed)
        {
            for (var second = 0; second < seconds; second++)
            {
                for (var request = 0; request < 1000; request++)
                    Shop.Levels.Count(request < failed, 1_000);
                Shop.Levels.EndSecond();
                Shop.Kernel.RunTo(Shop.Kernel.Now + Kernel.Second);
                _board.Evaluate();
            }
        }
    }
}
