using IncidentTraining.Core.PracticeShop.Proofs;

namespace IncidentTraining.Core.Assessment;

/// <summary>The end of a course whose player had understood nothing.</summary>
/// <param name="IsResolved">Whether it counts as resolved.</param>
/// <param name="IsCauseRemoved">Whether the cause is gone.</param>
/// <param name="IsCalm">Whether its customers were unaffected in the last minutes.</param>
/// <param name="IsAccepted">Whether an accepted repair was among the actions.</param>
/// <param name="Outcome">Its outcome, 0 for doing nothing and 100 for the reference; null when there was too little harm to tell.</param>
internal sealed record BlindEnd(bool IsResolved, bool IsCauseRemoved, bool IsCalm, bool IsAccepted, double? Outcome);

/// <summary>Counts the courses and violations of a deep check for one cause.</summary>
/// <param name="scenario">Id of the scenario.</param>
/// <param name="cause">Id of the cause.</param>
internal sealed class DeepTally(string scenario, string cause)
{
    /// <summary>The highest outcome without an accepted repair.</summary>
    public const double Most = 50;

    private readonly List<string> _flaws = [];
    private int _blind,
        _accepted,
        _resolved,
        _singles;
    private double? _highest;

    /// <summary>Records a violation.</summary>
    /// <param name="sentence">The violation, with the seed.</param>
    public void Flaw(string sentence) => _flaws.Add(sentence);

    /// <summary>Counts a single action that was played alone.</summary>
    public void CountSingle() => _singles++;

    /// <summary>Counts a blind course and judges its end.</summary>
    /// <param name="name">The course in words.</param>
    /// <param name="end">How it ended.</param>
    public void Count(string name, BlindEnd end)
    {
        _blind++;
        _accepted += end.IsAccepted ? 1 : 0;
        if (end.IsResolved)
        {
            _resolved++;
            if (!end.IsCauseRemoved)
            {
                Flaw($"{name}: resolved with its cause.");
            }

            if (!end.IsCalm)
            {
                Flaw($"{name}: resolved with harm to customers.");
            }
        }

        if (end.IsAccepted || end.Outcome is not { } outcome)
        {
            return;
        }

        _highest = _highest > outcome ? _highest : outcome;
        if (outcome > Most)
        {
            Flaw(FormattableString.Invariant($"{name}: {outcome:0} of the outcome without an accepted repair."));
        }
    }

    /// <summary>The figures, with the violations in the order in which they were found, those of a metastable cause last.</summary>
    /// <param name="seeds">Number of seeds on which the courses were played.</param>
    /// <param name="metastable">The result for a metastable cause; null for any other.</param>
    public DeepResult Result(int seeds, MetastableResult? metastable) =>
        new(
            scenario,
            cause,
            seeds,
            _blind,
            _accepted,
            _resolved,
            _highest,
            metastable is null ? [.. _flaws] : [.. _flaws, .. metastable.Flaws.Select(flaw => flaw.Sentence + ".")]
        )
        {
            Singles = _singles,
            Metastable = metastable,
        };
}
