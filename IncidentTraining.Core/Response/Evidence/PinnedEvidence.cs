using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>What can be pinned as evidence.</summary>
public enum PinKind
{
    /// <summary>A line of the charts over a period.</summary>
    Chart,

    /// <summary>A log line.</summary>
    Log,

    /// <summary>A trace.</summary>
    Trace,

    /// <summary>A response of a health endpoint.</summary>
    Health,

    /// <summary>A change, or a line of its diff.</summary>
    Change,

    /// <summary>The current content of another view.</summary>
    View,
}

/// <summary>Something that a person saw in the shop and pinned; read from the log.</summary>
/// <param name="Number">The number of the entry.</param>
/// <param name="Kind">What it is.</param>
/// <param name="View">The view that shows it.</param>
/// <param name="Text">What it says.</param>
/// <param name="From">Virtual time at which it began.</param>
/// <param name="To">Virtual time at which it ended; for a change, when it was pinned.</param>
/// <param name="By">Who pinned it.</param>
/// <param name="At">Virtual time at which it was pinned.</param>
public sealed record PinnedEvidence(int Number, PinKind Kind, string View, string Text, TimeSpan From, TimeSpan To, string By, TimeSpan At)
{
    /// <summary>The views that it concerns: the one that shows it, and the one that its chart line belongs to.</summary>
    public IReadOnlyList<string> Views => Kind == PinKind.Chart ? [View, .. ViewsOfLine(Text)] : [View];

    private static IEnumerable<string> ViewsOfLine(string text) =>
        text.Split('_', ' ')[0] switch
        {
            "payments" or "payment" => [ShopViews.Payments],
            "pool" or "database" => [ShopViews.Database],
            "queue" or "stuck" => [ShopViews.Queue],
            "workers" or "jobs" => [ShopViews.Workers, ShopViews.Queue],
            "redis" => [ShopViews.Redis],
            _ => [],
        };

    /// <summary>The figures and ids stored with the entry.</summary>
    internal sealed record Facts(PinKind Kind, string View, TimeSpan From, TimeSpan To);

    /// <summary>The pinned evidence of a run, oldest first.</summary>
    internal static IReadOnlyList<PinnedEvidence> Of(IReadOnlyList<TimelineEntry> log) =>
        [
            .. log.Where(entry => entry.Kind == IncidentEventKind.EvidencePinned)
                .OrderBy(entry => entry.Number)
                .Select(entry =>
                {
                    var facts = EventDetails.Read<Facts>(entry);
                    return new PinnedEvidence(entry.Number, facts.Kind, facts.View, entry.Text, facts.From, facts.To, entry.From, entry.At);
                }),
        ];

    /// <summary>Whether every number is that of pinned evidence.</summary>
    internal static bool Holds(IReadOnlyList<TimelineEntry> log, IReadOnlyList<int> numbers) =>
        numbers.Distinct().Count(number => log.Any(entry => entry.Number == number && entry.Kind == IncidentEventKind.EvidencePinned))
        == numbers.Count;
}
