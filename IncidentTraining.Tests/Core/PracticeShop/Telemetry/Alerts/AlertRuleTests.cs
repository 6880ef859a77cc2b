using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>The description of a rule is true: its expression can be evaluated on the shop's metrics, and its runbook exists.</summary>
public sealed partial class AlertRuleTests
{
    public static TheoryData<AlertMeasure> Measures => [.. Enum.GetValues<AlertMeasure>()];

    public static TheoryData<AlertMeasure> OfTheShop =>
        [.. Enum.GetValues<AlertMeasure>().Where(measure => measure != AlertMeasure.NotReady)];

    [Fact]
    public void Readiness_is_asked_from_outside() =>
        Assert.Equal("1 - probe_success{target=\"/api/health/ready\"} > 7.5", Of(AlertMeasure.NotReady).Expression);

    [Theory]
    [MemberData(nameof(OfTheShop))]
    public void An_expression_names_metrics_and_bounds_that_the_shop_has(AlertMeasure measure)
    {
        // One shop has the metrics of the export, the other those of the offer: in six minutes each partner has read and orders were paid.
        var text = string.Concat(Metrics("security-order-export"), Metrics("on-call-evening"));

        var rule = Of(measure);

        var names = Name().Matches(rule.Expression).Select(match => match.Value).Distinct().ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches($@"(?m)^{name}[{{ ]", text));
        foreach (Match bound in Bound().Matches(rule.Expression))
        {
            Assert.Contains(bound.Value, text, StringComparison.Ordinal);
        }
    }

    private static string Metrics(string scenario)
    {
        var shop = ShopSimulation.Create(Labs.Scenario(scenario), seed: 1);
        shop.AdvanceTo(TimeSpan.FromMinutes(6));
        return shop.PrometheusText();
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void A_rule_has_a_runbook_labels_and_a_meaning(AlertMeasure measure)
    {
        var rule = Of(measure);

        Assert.True(File.Exists(Path.Combine(Labs.Shop, rule.Runbook)), rule.Runbook);
        Assert.Equal(["alertname", "severity", "service", "team"], rule.Labels.Select(label => label.Key));
        Assert.DoesNotContain(rule.Labels, label => label.Value.Length == 0);
        Assert.EndsWith(".", rule.Summary, StringComparison.Ordinal);
        Assert.Contains("> 7.5", rule.Expression, StringComparison.Ordinal);
    }

    [Fact]
    public void A_burn_rate_is_looked_at_in_both_windows()
    {
        var expression = Of(AlertMeasure.AvailabilityBurnRate).Expression;

        Assert.Equal(2, expression.Split(" > 7.5").Length - 1);
        Assert.Contains("[5m]", expression, StringComparison.Ordinal);
        Assert.Contains("[30s]", expression, StringComparison.Ordinal);
        Assert.Contains("/ 0.005 ", expression, StringComparison.Ordinal);
    }

    [Fact]
    public void Pending_firing_and_resolved_read_differently_and_the_gauge_says_the_same()
    {
        var scenario = Labs.Scenario("lab-4-worker-failure");
        var cause = Labs.Cause(scenario.Id, "mail-silent");
        var seed = ScenarioProof.SeedOf(scenario, cause);
        var shop = ShopSimulation.Create(scenario, seed);
        var player = new ExpertPlayer(shop, scenario.ExpertRunOf(cause, seed));
        while (shop.Alerts().Single(alert => alert.Id == "orders-late").State != "firing")
        {
            player.PlayTo(shop.Now + TimeSpan.FromSeconds(1));
        }

        Assert.True(double.Parse(Oldest().Match(shop.PrometheusText()).Groups[1].Value, CultureInfo.InvariantCulture) >= 60);
        player.PlayTo(shop.Now + TimeSpan.FromMinutes(25));
        string[] told =
        [
            .. new[] { ShopEventKind.AlertPending, ShopEventKind.AlertFiring, ShopEventKind.AlertResolved }.Select(kind =>
                shop.EventsAfter(0).First(one => one.Kind == kind && one.Subject == "orders-late").Text
            ),
        ];
        Assert.Matches(@"^Paid orders are not confirmed: \d+ s now, limit 60 s; fires after 60 s$", told[0]);
        Assert.Matches(@"^Paid orders are not confirmed: \d+ s, above the limit of 60 s for 60 s$", told[1]);
        Assert.Matches(@"^Paid orders are not confirmed: back to \d+ s, limit 60 s$", told[2]);
    }

    private static AlertDescription Of(AlertMeasure measure) =>
        AlertWords.Describe(
            new AlertRule(
                "rule",
                "Rule",
                "page",
                measure,
                7.5,
                TimeSpan.FromMinutes(5),
                TimeSpan.FromSeconds(30),
                TimeSpan.FromSeconds(60)
            ),
            Labs.Scenario("lab-4-worker-failure").ServiceLevels
        );

    [GeneratedRegex(@"\b(?:http|payment|queue|orders|worker|cover|api|export)_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex("le=\"[^\"]+\"")]
    private static partial Regex Bound();

    [GeneratedRegex(@"(?m)^orders_oldest_unconfirmed_seconds (\S+)$")]
    private static partial Regex Oldest();
}
