namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The scale of the outcome: 0 is the do-nothing run, 100 is the reference responder. It is open at both ends, but an incident that is not
/// resolved at the horizon does further harm that no course counts, so its run gets at most half. So does a run in which the repair was
/// found by trying risky actions, and less with each further one. A run in which nothing shows that the cause was understood
/// (<see cref="Understanding"/>) is never better than the reference responder, who found it: a lucky guess needs no time for looking.
/// </summary>
public static class OutcomeScale
{
    /// <summary>Upper limit for an unresolved run.</summary>
    public const double MostUnresolved = 50;

    /// <summary>Upper limit for a run in which nothing shows that the cause was understood.</summary>
    public const double MostGuessed = 100;

    /// <summary>How much each needless risky action beyond the tolerated number lowers the upper limit.</summary>
    public const double PerNeedlessRisk = 25;

    /// <summary>With less preventable harm than this, in cents of USD, chance would decide.</summary>
    public const long LeastAtStake = 10_000;

    /// <summary>A smaller difference in harm, in cents of USD, does not count.</summary>
    public const long LeastDifference = 5_000;

    /// <summary>
    /// A smaller difference, as a share of what was at stake, does not count: one more action changes whom chance affects.
    /// </summary>
    public const double LeastShare = 0.01;

    /// <summary>A difference smaller than this multiple of the effect of chance does not count.</summary>
    public const int ChanceFactor = 2;

    /// <summary>The outcome; null when the incident had too little preventable harm.</summary>
    /// <param name="doNothing">Cents of harm in the do-nothing run.</param>
    /// <param name="recorded">Cents of harm in the run.</param>
    /// <param name="reference">Cents of harm in the reference responder's run.</param>
    /// <param name="resolved">Whether the incident is resolved at the horizon.</param>
    /// <param name="needlessRisks">Number of risky actions that it did not need.</param>
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

    /// <summary>The upper limit for a run; null when there is none.</summary>
    /// <param name="resolved">Whether the incident is resolved at the horizon.</param>
    /// <param name="needlessRisks">Number of risky actions that it did not need.</param>
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
    /// <param name="atStake">Cents of preventable harm.</param>
    /// <param name="chance">Cents by which the harm changed when meaningless inputs were added to the run.</param>
    public static long Least(long atStake, long chance) =>
        Math.Max(Math.Max(LeastDifference, (long)(atStake * LeastShare)), chance * ChanceFactor);

    /// <summary>The verdict on a difference in harm.</summary>
    /// <param name="prevented">Cents of harm without the action, minus those with it.</param>
    /// <param name="least">The smallest difference that counts.</param>
    public static ActionEffect Effect(long prevented, long least) =>
        prevented >= least ? ActionEffect.Helped
        : prevented <= -least ? ActionEffect.Harmed
        : ActionEffect.Nothing;
}
