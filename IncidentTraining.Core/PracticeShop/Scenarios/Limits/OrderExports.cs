using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>The export of orders that partners read with keys of their own.</summary>
public sealed record OrderExports
{
    const int LeastRows = 100,
        MostRows = 100_000;

    /// <summary>How many orders it has. Each is of one customer, and the newest come first.</summary>
    public int Rows { get; init; } = 8_000;

    /// <summary>Reads it; null when the shop has no export.</summary>
    internal static OrderExports? Read(YamlMap shop) =>
        shop.Map("order-exports") is not { } map
            ? null
            : new OrderExports { Rows = map.OptionalInt("rows", LeastRows, MostRows) ?? new OrderExports().Rows };
}
