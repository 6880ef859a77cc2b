using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The state of a hypothesis.</summary>
public enum HypothesisState
{
    /// <summary>Open, with a confidence.</summary>
    Open,

    /// <summary>Accepted as true by the crew.</summary>
    Confirmed,

    /// <summary>Given up.</summary>
    Struck,
}

/// <summary>What a person believed about the cause, how strongly and why; read from the log.</summary>
/// <param name="Number">The number of the entry that stated it; its id within the run.</param>
/// <param name="Text">What is believed.</param>
/// <param name="Claim">The fault that it names; null when it is in words only.</param>
/// <param name="Confidence">The last confidence, in per cent.</param>
/// <param name="Evidence">The views of the shop that had been looked at before.</param>
/// <param name="Pins">The numbers of its pinned evidence.</param>
/// <param name="By">Who stated it.</param>
/// <param name="At">Virtual time of the statement.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ClosedAt">Virtual time at which it was confirmed or struck out.</param>
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
    /// <summary>Virtual time at which its confidence was last stated, initially or in a revision.</summary>
    public TimeSpan LastStatedAt { get; private init; } = At;

    /// <summary>The figures and ids stored with the entry of a stated or revised hypothesis.</summary>
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
