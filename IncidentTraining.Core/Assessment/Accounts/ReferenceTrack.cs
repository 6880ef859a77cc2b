using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>An event of a run and of the reference responder's.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Own">Its time in the run; null when it never happened.</param>
/// <param name="Reference">Its time in the reference responder's run; null when it never happened.</param>
public sealed record TrackPoint(string Title, TimeSpan? Own, TimeSpan? Reference)
{
    /// <summary>How much later than the reference it was, negative when earlier; null when either is missing.</summary>
    public TimeSpan? Behind => Own - Reference;
}

/// <summary>The run compared with the reference responder's, point by point.</summary>
/// <param name="Points">The points in their order.</param>
/// <param name="Parting">The first point at which the run fell behind; null when it never did, or did less harm in total.</param>
/// <param name="Text">The comparison in a sentence.</param>
public sealed record ReferenceTrack(IReadOnlyList<TrackPoint> Points, TrackPoint? Parting, string Text)
{
    /// <summary>A smaller delay does not count as falling behind.</summary>
    internal static readonly TimeSpan SameWay = TimeSpan.FromMinutes(1);

    /// <summary>Compares a run with its reference; null when it has none.</summary>
    internal static ReferenceTrack? Of(RunAccount account, Incident incident, ShopTruth truth, RootCause? cause, ShopClock clock)
    {
        if (account.Reference is not { PagedAt: { } paged } reference)
        {
            return null;
        }

        IReadOnlyList<TrackPoint> points =
        [
            new("Detected", RunMeasures.Detected(incident, truth), paged),
            // A diagnosis with a wrong fault, or without a right one, has found nothing.
            new(
                "Cause found",
                cause is not null
                && DiagnosisVerdict.Of(FaultClaim.Parse(incident.DeclaredCause), cause, truth.IsInSecondActAt(incident.CauseDeclaredAt))
                    is { HasRightPart: true }
                    ? incident.CauseDeclaredAt
                    : null,
                reference.ConcludedAt
            ),
            new("Cause removed", truth.CauseRemovedAt, reference.Course.Truth.CauseRemovedAt),
            new("Recovered", truth.RecoveredAt, reference.Course.Truth.RecoveredAt),
            new("Resolved", truth.ResolvedAt, reference.Course.Truth.ResolvedAt),
        ];
        var more = HarmPrices.Cents(account.Recorded) - reference.Course.Cents;
        var parting =
            more <= 0 ? null : points.FirstOrDefault(point => point.Reference is not null && (point.Own is null || point.Behind > SameWay));
        return new ReferenceTrack(
            points,
            parting,
            Words(parting, more, clock)
                + (
                    more < 0 && !account.IsUnderstood
                        ? " Nothing shows that the cause was understood: a guess that happens to be right takes no time to investigate."
                        : ""
                )
        );
    }

    private static string Words(TrackPoint? parting, long more, ShopClock clock) =>
        (parting, more) switch
        {
            (_, < 0) => $"This run did less harm than the reference responder: {Dollars(-more)} less.",
            (_, 0) => "This run did as much harm as the reference responder.",
            (null, _) => $"This run kept pace with the reference responder at every point, and did {Dollars(more)} more harm.",
            ({ Own: null }, _) =>
                $"The two runs diverge before “{parting.Title.ToLowerInvariant()}”: the reference responder was there at {clock.Told(parting.Reference!.Value)}, and this run never was. It did {Dollars(more)} more harm.",
            _ =>
                $"The two runs diverge before “{parting!.Title.ToLowerInvariant()}”: the reference responder was there at {clock.Told(parting.Reference!.Value)}, this run {VirtualTime.Words(parting.Behind!.Value)} later. It did {Dollars(more)} more harm.",
        };

    private static string Dollars(long cents) => FormattableString.Invariant($"{cents / 100m:N2} USD");
}
