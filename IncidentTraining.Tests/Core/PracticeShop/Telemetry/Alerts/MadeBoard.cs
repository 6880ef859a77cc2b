using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>A board with one rule over a shop without customers, with responses created by the test: a thousand per second.</summary>
sealed class MadeBoard
{
    public const int Long = 300,
        Short = 60;
    public const double Limit = 14.4;

    readonly AlertBoard _board;

    public MadeBoard(AlertRule rule, Scenario? scenario = null)
    {
        var with = scenario ?? Lab1.Scenario;
        var quiet = with with { Traffic = with.Traffic with { Ramp = [new TrafficPoint(TimeSpan.Zero, 0)] } };
        Shop = new ShopSystem(quiet.Plan, seed: 1);
        _board = new AlertBoard(Shop, quiet.ServiceLevels, [rule]);
    }

    /// <summary>A rule with windows and a time in seconds.</summary>
    public static AlertRule Rule(AlertMeasure measure, double limit, int window = Long, int shortWindow = Short, int after = 30) =>
        new(
            "rule",
            "The rule",
            "page",
            measure,
            limit,
            TimeSpan.FromSeconds(window),
            TimeSpan.FromSeconds(shortWindow),
            TimeSpan.FromSeconds(after)
        );

    public static MadeBoard OfBurnRate(int after) => new(Rule(AlertMeasure.AvailabilityBurnRate, Limit, after: after));

    public ShopSystem Shop { get; }

    public AlertState Alert => _board.States()[0];

    public string State => Alert.State;

    public IReadOnlyList<long> FiredAt => _board.FiredAt;

    public IReadOnlyList<ShopEvent> Events => Shop.Events.After(0);

    public double Burn(int seconds) =>
        Shop.Levels.Last(TimeSpan.FromSeconds(seconds)).FailedShare / (1 - Lab1.Scenario.ServiceLevels.Availability);

    /// <summary>Advances by seconds, in each of which a thousand requests, payment attempts and durations are counted.</summary>
    /// <param name="seconds">How many.</param>
    /// <param name="failed">Requests that fail.</param>
    /// <param name="slow">Requests that are answered later than the threshold.</param>
    /// <param name="unpaid">Payment attempts that fail.</param>
    /// <param name="late">Durations of five seconds; the others take five milliseconds.</param>
    /// <param name="sampled">Whether monitoring gets the samples.</param>
    public void Live(int seconds, int failed = 0, int slow = 0, int unpaid = 0, int late = 0, bool sampled = true)
    {
        for (var second = 0; second < seconds; second++)
        {
            for (var request = 0; request < 1000; request++)
            {
                Shop.Levels.Count(request < failed, request < slow ? 400_001 : 400_000);
                Shop.Levels.PaymentEnded(request < unpaid);
                Shop.Latency.Count(request < late ? 17 : 0);
            }

            Shop.Levels.EndSecond();
            Shop.Latency.EndSecond();
            Shop.Samples.EndSecond(sampled);
            Shop.Kernel.RunTo(Shop.Kernel.Now + Kernel.Second);
            _board.Evaluate();
        }
    }
}
