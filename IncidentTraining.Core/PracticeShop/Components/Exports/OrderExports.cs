namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>The order export that partners read with their own keys.</summary>
public sealed record OrderExports
{
    /// <summary>Number of orders in it. Each belongs to one customer, newest first.</summary>
    public int Rows { get; init; } = 8_000;
}
