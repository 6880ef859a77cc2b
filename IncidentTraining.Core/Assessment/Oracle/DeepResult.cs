using IncidentTraining.Core.PracticeShop.Proofs;

namespace IncidentTraining.Core.Assessment;

/// <summary>What a deep check found about one cause.</summary>
/// <param name="Scenario">Id of the scenario.</param>
/// <param name="Cause">Id of the cause.</param>
/// <param name="Seeds">Seeds that were played.</param>
/// <param name="Blind">Blind courses: the named ones on each seed, and random sequences.</param>
/// <param name="Accepted">How many of them contained an accepted repair.</param>
/// <param name="Resolved">How many of them resolved the incident.</param>
/// <param name="Highest">The highest outcome of one without an accepted repair; null when there was none.</param>
/// <param name="Flaws">Violations, each as a sentence with the seed.</param>
public sealed record DeepResult(
    string Scenario,
    string Cause,
    int Seeds,
    int Blind,
    int Accepted,
    int Resolved,
    double? Highest,
    IReadOnlyList<string> Flaws
)
{
    /// <summary>Number of single actions that were played alone.</summary>
    public int Singles { get; init; }

    /// <summary>The result for a metastable cause; null for any other.</summary>
    public MetastableResult? Metastable { get; init; }

    /// <summary>The figures on one line.</summary>
    public string Line =>
        FormattableString.Invariant(
            $"{Scenario} {Cause}: {Seeds} seeds, {Blind} blind courses, {Singles} single actions, {Accepted} with an accepted repair, {Resolved} resolved; highest outcome without one {(Highest is { } highest ? $"{highest:0}" : "none")}{(Metastable is null ? "" : $"; {Metastable.Words}")}; {Flaws.Count} flaws"
        );
}
