using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Where a hypothesis stands.</summary>
public enum HypothesisState
{
    /// <summary>Held, with a confidence.</summary>
    Open,

    /// <summary>Taken as true by the crew.</summary>
    Confirmed,

    /// <summary>Given up.</summary>
    Struck,
}

/// <summary>What someone believed about the cause, how strongly and why; read from the log.</summary>
/// <param name="Number">The number of the entry that stated it; its id within the run.</param>
/// <param name="Text">What is believed.</param>
/// <param name="Claim">The fault that it means; null when it is in words only.</param>
/// <param name="Confidence">How strongly it was believed last, in per cent.</param>
/// <param name="Evidence">The views of the shop that had been looked at before.</param>
/// <param name="Pins">The numbers of the pinned evidence that it rests on.</param>
/// <param name="By">Who stated it.</param>
/// <param name="At">Virtual time of stating it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ClosedAt">Virtual time of confirming or striking it out.</param>
/// <param name="Reason">Why it was closed; empty while it is open.</param>
public sealed record Hypothesis(
    int Number,
    string Text,
    FaultClaim? Claim,
    int Confidence,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<int> Pins,
    string By,
    TimeSpan At,
    HypothesisState State,
    TimeSpan? ClosedAt,
    string Reason
)
{
    /// <summary>Virtual time at which its confidence was last stated: of stating it, or of the last revision.</summary>
    public TimeSpan LastStatedAt { get; private init; } = At;

    /// <summary>What the entry of a stated or revised hypothesis keeps in figures and ids.</summary>
    internal sealed record Facts(string? Claim, int Confidence, IReadOnlyList<string> Evidence, IReadOnlyList<int>? Pins = null);

    /// <summary>The hypotheses of a run, oldest first.</summary>
    public static IReadOnlyList<Hypothesis> Of(IReadOnlyList<TimelineEntry> log)
    {
        var found = new Dictionary<int, Hypothesis>();
        foreach (var entry in log.OrderBy(e => e.Number))
        {
            switch (entry.Kind)
            {
                case IncidentEventKind.HypothesisStated:
                    var facts = EventDetails.Read<Facts>(entry);
                    found.Add(
                        entry.Number,
                        new Hypothesis(
                            entry.Number,
                            entry.Text,
                            FaultClaim.Parse(facts.Claim) is [var claim] ? claim : null,
                            facts.Confidence,
                            facts.Evidence,
                            facts.Pins ?? [],
                            entry.From,
                            entry.At,
                            HypothesisState.Open,
                            null,
                            ""
                        )
                    );
                    break;
                case IncidentEventKind.HypothesisRevised:
                    var revised = EventDetails.Read<Facts>(entry);
                    found[entry.RefersTo!.Value] = found[entry.RefersTo.Value] with
                    {
                        Confidence = revised.Confidence,
                        LastStatedAt = entry.At,
                    };
                    break;
                case IncidentEventKind.HypothesisConfirmed or IncidentEventKind.HypothesisStruck:
                    found[entry.RefersTo!.Value] = found[entry.RefersTo.Value] with
                    {
                        State = entry.Kind == IncidentEventKind.HypothesisConfirmed ? HypothesisState.Confirmed : HypothesisState.Struck,
                        ClosedAt = entry.At,
                        Reason = entry.Text,
                    };
                    break;
            }
        }

        return [.. found.Values];
    }
}
