using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>Lecture, guide and portal rate Lab 1 in the same way: with most requests failing it is P0.</summary>
public sealed class Lab1SeverityTests
{
    private static readonly string Day = Path.Combine(RealContent.Directory, "days", RealContent.DayId);

    public static TheoryData<string> Causes { get; } = [.. Labs.Scenario("lab-1-high-latency").RootCauses.Select(cause => cause.Id)];

    [Theory]
    [MemberData(nameof(Causes))]
    public void A_minute_after_the_page_the_measured_impact_is_that_of_P0(string causeId)
    {
        var scenario = Labs.Scenario("lab-1-high-latency");
        var shop = ShopSimulation.Create(scenario, LabBench.SeedOf(scenario.Id, causeId));
        var player = new ExpertPlayer(shop, scenario.Opening);
        while (shop.Truth().DetectedAt is null)
        {
            player.PlayTo(shop.Now + TimeSpan.FromSeconds(5));
            Assert.True(shop.Now < TimeSpan.FromMinutes(30), "Nothing pages.");
        }

        player.PlayTo(shop.Now + TimeSpan.FromMinutes(1));
        var charts = shop.Charts(TimeSpan.Zero);
        Assert.Equal(
            Severity.P0,
            SeverityRule.Of(NoticedImpact.At(TimeSpan.FromSeconds(charts.FirstSecond + charts.Count), charts), scenario.ServiceLevels)
        );
    }

    [Fact]
    public void The_guide_says_P0_and_accepts_nothing_less()
    {
        var guide = File.ReadAllText(Path.Combine(Day, "labs/lab-1-high-latency.md")).Split("**Severity.**")[1].Split('\n')[0];
        Assert.Contains("most requests are refused: that is P0", guide, StringComparison.Ordinal);
        Assert.DoesNotContain("accept P1", guide, StringComparison.Ordinal);
        Assert.Contains(
            "| P0 | half of all requests fail, ",
            File.ReadAllText(Path.Combine(Day, "concepts/severity-levels.md")),
            StringComparison.Ordinal
        );
    }
}
