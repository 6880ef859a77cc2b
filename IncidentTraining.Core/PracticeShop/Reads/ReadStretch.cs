namespace IncidentTraining.Core.PracticeShop;

/// <summary>A period in which a stranger read customers' orders, without a pause of more than a minute.</summary>
/// <param name="From">Virtual time of its first read.</param>
/// <param name="To">Virtual time of its last read.</param>
public sealed record ReadStretch(TimeSpan From, TimeSpan To)
{
    /// <summary>The longest pause within a period.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);
}
