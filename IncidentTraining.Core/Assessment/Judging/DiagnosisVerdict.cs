using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>A true fault with the closest claim.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Claim">The claim; null when there was none left for it.</param>
public sealed record FaultVerdict(TrueFault Fault, FaultClaim? Claim)
{
    /// <summary>Whether what failed is right.</summary>
    public bool Where => Claim is { } claim && Fault.Where.Contains(claim.Where);

    /// <summary>Whether how it failed is right.</summary>
    public bool How => Claim is { } claim && Fault.How.Contains(claim.How);

    /// <summary>Whether what started it is right.</summary>
    public bool StartedBy => Claim is { } claim && Fault.WasStartedBy(claim.StartedBy);

    /// <summary>Whether the claim means this fault: what failed and how are right.</summary>
    public bool IsFound => Where && How;

    /// <summary>How many of the three parts are right.</summary>
    public int Right => (Where ? 1 : 0) + (How ? 1 : 0) + (StartedBy ? 1 : 0);
}

/// <summary>
/// Claims compared with the truth, part by part. Each claim stands for at most one fault; the pairing is the one with the most right parts.
/// Claims beyond the actual faults are wrong.
/// </summary>
/// <param name="Faults">Each true fault with its claim.</param>
/// <param name="Surplus">Claims of faults that did not exist.</param>
public sealed record DiagnosisVerdict(IReadOnlyList<FaultVerdict> Faults, IReadOnlyList<FaultClaim> Surplus)
{
    /// <summary>Whether every part of every fault is right and nothing else is claimed. For a healthy system: that nothing is
    /// claimed.</summary>
    public bool IsRight => Surplus.Count == 0 && Faults.All(fault => fault.Right == 3);

    /// <summary>Whether at least one fault is found, whatever else is claimed.</summary>
    public bool IsFound => Faults.Any(fault => fault.IsFound);

    /// <summary>Whether a claim matches none of the actual faults.</summary>
    public bool HasWrongClaim => Surplus.Count > 0 || Faults.Any(fault => fault is { Claim: not null, IsFound: false });

    /// <summary>Whether at least one fault is found and every claim matches an actual fault.</summary>
    public bool HasRightPart => !HasWrongClaim && (Faults.Count == 0 || IsFound);

    /// <summary>
    /// Judges claims; null when nothing was declared, or when the cause does not define the right diagnosis. A claim of the second act is
    /// ignored once the act has begun: it is right but not required, since the diagnosis may have been declared before. Until then that
    /// fault does not exist.
    /// </summary>
    /// <param name="claims">What was claimed; null for nothing.</param>
    /// <param name="cause">The true cause.</param>
    /// <param name="inSecondAct">Whether the cause's second act had begun at the time of the claim.</param>
    public static DiagnosisVerdict? Of(IReadOnlyList<FaultClaim>? claims, RootCause cause, bool inSecondAct = false) =>
        claims is null || cause.Diagnosis is not { } faults
            ? null
            : Pair(faults, [.. claims.Where(claim => !inSecondAct || Means(claim, faults) || !Means(claim, cause.SecondAct?.Diagnosis))]);

    /// <summary>Whether a single claim matches one of the actual faults: what failed and how are right.</summary>
    /// <param name="claim">What was claimed.</param>
    /// <param name="cause">The true cause.</param>
    /// <param name="inSecondAct">Whether the cause's second act had begun at the time of the claim, so that its faults count as
    /// well.</param>
    public static bool Means(FaultClaim claim, RootCause cause, bool inSecondAct = false) =>
        Means(claim, cause.Diagnosis) || (inSecondAct && Means(claim, cause.SecondAct?.Diagnosis));

    private static bool Means(FaultClaim claim, IReadOnlyList<TrueFault>? faults) =>
        (faults ?? []).Any(fault => new FaultVerdict(fault, claim).IsFound);

    private static DiagnosisVerdict Pair(IReadOnlyList<TrueFault> faults, IReadOnlyList<FaultClaim> claims)
    {
        if (faults is not [var first, ..])
        {
            return new DiagnosisVerdict([], claims);
        }

        DiagnosisVerdict? best = null;
        // The case without a claim comes first, so that a claim that matches nothing is still assigned to a fault and no fault is left out
        // needlessly.
        foreach (var claim in claims.Select(one => (FaultClaim?)one).Prepend(null))
        {
            var rest = Pair([.. faults.Skip(1)], [.. claims.Where(one => !ReferenceEquals(one, claim))]);
            var found = new DiagnosisVerdict([new FaultVerdict(first, claim), .. rest.Faults], rest.Surplus);
            best = best is null || Better(found, best) ? found : best;
        }

        return best!;
    }

    private static bool Better(DiagnosisVerdict one, DiagnosisVerdict other) =>
        (one.Faults.Sum(fault => fault.Right), -one.Surplus.Count).CompareTo((other.Faults.Sum(fault => fault.Right), -other.Surplus.Count))
        > 0;
}
