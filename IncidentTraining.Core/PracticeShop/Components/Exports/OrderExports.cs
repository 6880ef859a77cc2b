namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>The export of orders that partners read with keys of their own.</summary>
public sealed record OrderExports
{
    /// <summary>How many orders it has. Each is of one customer, and the newest come first.</summary>
    public int Rows { get; init; } = 8_000;
}
