namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The scale of the outcome: 0 is the do-nothing run, 100 is the reference responder. It ends at neither side, but an incident
/// that is not resolved at the horizon does harm after it that no course counts, so its run gets half of the way at most. So does a run in
/// which the repair was found by trying risky actions, and less with each further one. A run in which nothing shows that the cause was
/// understood (<see cref="Understanding"/>) is never better than the reference responder, who found it: a guess that hits needs no time for
/// looking.
/// </summary>
public static class OutcomeScale
{
    /// <summary>The most that an unresolved run gets.</summary>
    public const double MostUnresolved = 50;

    /// <summary>The most that a run gets in which nothing shows that the cause was understood.</summary>
    public const double MostGuessed = 100;

    /// <summary>By how much each needless risky action lowers the most that a run gets, once there are more than it tolerates.</summary>
    public const double PerNeedlessRisk = 25;

    /// <summary>With less harm than this to prevent, in cents of USD, chance would decide.</summary>
    public const long LeastAtStake = 10_000;

    /// <summary>A difference in harm smaller than this, in cents of USD, is none.</summary>
    public const long LeastDifference = 5_000;

    /// <summary>A difference smaller than this share of what was at stake is none: one action more shifts whom chance meets.</summary>
    public const double LeastShare = 0.01;

    /// <summary>A difference smaller than so many times the one that chance made is none.</summary>
    public const int ChanceFactor = 2;

    /// <summary>The outcome; null when the incident had too little harm to prevent.</summary>
    /// <param name="doNothing">Cents of harm in the do-nothing run.</param>
    /// <param name="recorded">Cents of harm in the run.</param>
    /// <param name="reference">Cents of harm in the reference responder's run.</param>
    /// <param name="resolved">Whether the incident is resolved at the horizon.</param>
    /// <param name="needlessRisks">How many risky actions it did not need.</param>
    /// <param name="understood">Whether anything shows that the cause was understood.</param>
    public static double? Of(long doNothing, long recorded, long reference, bool resolved, int needlessRisks = 0, bool understood = true)
    {
        if (doNothing - reference < LeastAtStake)
        {
            return null;
        }

        var outcome = 100d * (doNothing - recorded) / (doNothing - reference);
        return Most(resolved, needlessRisks, understood) is { } most ? Math.Min(outcome, most) : outcome;
    }

    /// <summary>The most that a run gets; null when nothing limits it.</summary>
    /// <param name="resolved">Whether the incident is resolved at the horizon.</param>
    /// <param name="needlessRisks">How many risky actions it did not need.</param>
    /// <param name="understood">Whether anything shows that the cause was understood.</param>
    public static double? Most(bool resolved, int needlessRisks, bool understood)
    {
        double? most =
            !resolved ? MostUnresolved
            : understood ? null
            : MostGuessed;
        return needlessRisks > NeedlessRisk.ToleratedWhen(understood)
            ? Math.Min(most ?? MostGuessed, Math.Max(0, MostGuessed - (PerNeedlessRisk * needlessRisks)))
            : most;
    }

    /// <summary>The smallest difference in harm that counts, in cents of USD.</summary>
    /// <param name="atStake">Cents of harm that could be prevented.</param>
    /// <param name="chance">Cents by which the harm changed when inputs without meaning were added to the run.</param>
    public static long Least(long atStake, long chance) =>
        Math.Max(Math.Max(LeastDifference, (long)(atStake * LeastShare)), chance * ChanceFactor);

    /// <summary>The verdict on a difference in harm.</summary>
    /// <param name="prevented">Cents of harm without the action, less those with it.</param>
    /// <param name="least">The smallest difference that counts.</param>
    public static ActionEffect Effect(long prevented, long least) =>
        prevented >= least ? ActionEffect.Helped
        : prevented <= -least ? ActionEffect.Harmed
        : ActionEffect.Nothing;
}
