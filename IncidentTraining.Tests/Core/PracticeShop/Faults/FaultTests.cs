using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Each fault shows where it should, and is removed by its repair.</summary>
public class FaultTests
{
    public static TheoryData<string> Kinds => [.. FaultCases.All.Keys];

    [Fact]
    public void Every_fault_of_the_catalogue_has_its_case() =>
        Assert.Equal(FaultCatalogue.Kinds, FaultCases.All.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Kinds))]
    public void It_shows_and_its_repair_removes_it(string kind)
    {
        var shop = Broken(kind, FaultCases.All[kind].Options, limits: FaultCases.All[kind].Limits);
        shop.Run(30);
        Assert.False(FaultCases.All[kind].Shows(shop), "It shows before it began.");

        shop.Run(185);
        Assert.True(FaultCases.All[kind].Shows(shop), "It does not show.");
        Assert.Equal(FaultCases.All[kind].Repairs.Length == 0, shop.Truth().CauseRemovedAt is not null);

        foreach (var repair in FaultCases.All[kind].Repairs)
        {
            var words = repair.Split(' ', '=');
            var suspect = shop.Work().Suspect();
            var answer = shop.Do(words[0], [.. words[1..].Select(word => word == "{suspect}" ? $"{suspect}" : word)]);
            Assert.True(answer.Accepted, answer.Text);
        }

        shop.Run(150);
        Assert.NotNull(shop.Truth().CauseRemovedAt);
    }

    [Theory]
    [InlineData("disk-full", "full=yes", "“full” is not known")]
    [InlineData("gateway-outage", "answers=loudly percent=10", "“answers” must be one of errors, nothing")]
    [InlineData("pool-leak", "percent=0", "“percent” must be a whole number from 1 to 100")]
    [InlineData("network-partition", "route=moon-base", "“route” must be one of api-database")]
    [InlineData("cpu-starvation", "instance=9 factor=2", "“instance” must be a whole number from 1 to 2")]
    public void An_option_that_does_not_fit_is_refused(string kind, string options, string reason) =>
        Assert.Contains(reason, Assert.Throws<BadOptionException>(() => FaultCatalogue.Read(Spec(kind, options))).Message);

    /// <summary>A shop in which a fault begins after 35 seconds.</summary>
    public static ShopSimulation Broken(string kind, string options, TimeSpan? after = null, ShopLimits? limits = null, int seed = 7)
    {
        var cause = new RootCause
        {
            Id = kind,
            Title = kind,
            Explanation = kind,
            Mitigations = [],
            Faults = [Spec(kind, options) with { After = after ?? TimeSpan.FromSeconds(35) }],
        };
        return ShopSimulation.Create(FaultyShop.Day with { RootCauses = [cause], Injects = [], Limits = limits ?? new ShopLimits() }, seed);
    }

    static FaultSpec Spec(string kind, string options) =>
        new(
            kind,
            options
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(option => option.Split('='))
                .ToDictionary(option => option[0], option => option[1])
        );
}
