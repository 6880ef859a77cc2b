using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>
/// No two kinds of fault look the same: ten minutes after the start each pair is distinguished by what the views show with every seed, or
/// by a figure that is characteristic of one of the two and absent with the other.
/// </summary>
[Trait("Speed", "slow")]
public sealed class KindFingerprintTests
{
    private const int Seconds = 35 + (10 * 60);
    private static readonly int[] Seeds = [1, 2, 3, 4];

    /// <summary>Pairs that still look the same in this shop: one of each pair is not a separate kind.</summary>
    private static readonly string[] Alike = ["invalid-index and missing-index", "purged-lists and replaced-nodes"];

    [Fact]
    public void Each_kind_is_told_from_each_other()
    {
        // A sign that a healthy shop may show as well proves nothing.
        var always = FaultCases.All["covers-failing"];
        var noise = Enumerable.Range(11, 12).SelectMany(seed => Features(Shop("covers-failing", always, seed))).ToHashSet();
        var prints = FaultCases.All.AsParallel().Select(one => new Print(one.Key, one.Value, noise)).ToList();

        Assert.True(prints.Count - Alike.Length >= 60);
        var alike =
            from one in prints
            from other in prints
            where string.CompareOrdinal(one.Kind, other.Kind) < 0 && !one.IsToldFrom(other)
            select $"{one.Kind} and {other.Kind}";
        Assert.Equal(Alike, alike.Order(StringComparer.Ordinal));
    }

    private static ShopSimulation Shop(string kind, FaultCase one, int seed)
    {
        var shop = FaultTests.Broken(kind, one.Options, limits: one.Limits, seed: seed);
        shop.Run(Seconds);
        return shop;
    }

    private static IEnumerable<string> Features(ShopSimulation shop) =>
        ViewFeatures.Views.SelectMany(view => ViewFeatures.Read(shop, view).Select(feature => $"{view}: {feature}"));

    private sealed class Print
    {
        private readonly FaultCase _case;
        private readonly HashSet<string> _always;
        private readonly HashSet<string> _ever;
        private readonly ShopSimulation _shop;

        public Print(string kind, FaultCase one, HashSet<string> noise)
        {
            (Kind, _case, _shop) = (kind, one, Shop(kind, one, 7));
            var runs = Seeds.Select(seed => Features(Shop(kind, one, seed)).Except(noise).ToHashSet()).ToList();
            _always = [.. runs[0].Where(feature => runs.All(run => run.Contains(feature)))];
            _ever = [.. runs.SelectMany(run => run)];
        }

        public string Kind { get; }

        public bool IsToldFrom(Print other) =>
            !_always.IsSubsetOf(other._ever) || !other._always.IsSubsetOf(_ever) || LacksMarkOf(other) || other.LacksMarkOf(this);

        /// <summary>A mark is read only if possible: some figures exist only in a shop with certain limits.</summary>
        private bool LacksMarkOf(Print other) =>
            (other._case.Limits == new ShopLimits() || other._case.Limits == _case.Limits)
            && other._case.Shows(other._shop)
            && !other._case.Shows(_shop);
    }
}
