using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A published update, read from the log.</summary>
/// <param name="Number">Its entry.</param>
/// <param name="At">Virtual time of publishing.</param>
/// <param name="WallAt">When it was published, UTC.</param>
/// <param name="By">Who published it.</param>
/// <param name="Audience">To whom.</param>
/// <param name="Stage">The claimed stage of the incident; null for an update from an older version of the portal.</param>
/// <param name="Impact">The claimed impact on people.</param>
/// <param name="Text">The text.</param>
/// <param name="NextBy">Virtual time by which the next one is promised; null for no promise.</param>
public sealed record StatusUpdate(
    int Number,
    TimeSpan At,
    DateTime WallAt,
    string By,
    UpdateAudience Audience,
    UpdateStage? Stage,
    UpdateImpact Impact,
    string Text,
    TimeSpan? NextBy
)
{
    /// <summary>The figures and ids stored with the entry of an update.</summary>
    internal sealed record Facts(UpdateStage Stage, UpdateImpact Impact, string Text, TimeSpan? NextBy);

    /// <summary>
    /// Whether an entry states the same as <paramref name="facts"/>; the promised time moves with the clock and is ignored.
    /// </summary>
    internal static bool SaysTheSame(TimelineEntry entry, Facts facts) =>
        entry.Details is { } details && EventDetails.Read<Facts>(details) with { NextBy = null } == facts;

    /// <summary>The updates of a run, oldest first.</summary>
    public static IReadOnlyList<StatusUpdate> Of(IReadOnlyList<TimelineEntry> log) =>
        [.. log.Where(entry => entry.Kind == IncidentEventKind.StatusUpdate).OrderBy(entry => entry.Number).Select(Read)];

    internal static StatusUpdate Read(TimelineEntry entry)
    {
        var audience = Enum.Parse<UpdateAudience>(entry.Subject);
        // Earlier versions of the portal stored only the text.
        var facts = entry.Details is null ? null : EventDetails.Read<Facts>(entry);
        return new StatusUpdate(
            entry.Number,
            entry.At,
            entry.WallAt,
            entry.From,
            audience,
            facts?.Stage,
            facts?.Impact ?? UpdateImpact.Unstated,
            facts?.Text ?? entry.Text,
            facts?.NextBy
        );
    }
}
