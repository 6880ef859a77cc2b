using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Parts;

/// <summary>A vertical mark in the charts.</summary>
/// <param name="At">Virtual seconds.</param>
/// <param name="Kind"><c>action</c>, <c>deploy</c>, <c>alert</c> or <c>resolved</c>.</param>
/// <param name="Label">A description, as a sentence.</param>
/// <param name="Subject">For a deploy, the change's id; empty for the others.</param>
public sealed record ChartMark(double At, string Kind, string Label, string Subject = "")
{
    /// <summary>The marks of a timeline and the run's changes: deploys, the responder's actions, and alerts.</summary>
    public static IReadOnlyList<ChartMark> Of(IEnumerable<TimelineEntry> timeline, IEnumerable<ShopChange> changes) =>
        [
            .. timeline
                .Select(OfEntry)
                .OfType<ChartMark>()
                .Concat(
                    changes
                        .Where(change => change.At >= TimeSpan.Zero)
                        .Select(change => new ChartMark(change.At.TotalSeconds, "deploy", $"{change.Kind}: {change.Title}", change.Id))
                )
                .OrderBy(mark => mark.At),
        ];

    private static ChartMark? OfEntry(TimelineEntry entry) =>
        entry.Kind switch
        {
            IncidentEventKind.ActionFinished => new ChartMark(entry.At.TotalSeconds, "action", entry.Text),
            IncidentEventKind.AlertFiring => new ChartMark(entry.At.TotalSeconds, "alert", entry.Text),
            IncidentEventKind.AlertResolved or IncidentEventKind.ResolutionVerified => new ChartMark(
                entry.At.TotalSeconds,
                "resolved",
                entry.Text
            ),
            _ => null,
        };
}
