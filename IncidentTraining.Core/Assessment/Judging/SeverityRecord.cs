using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>A severity that was set, compared with the measured impact.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="By">Who set it.</param>
/// <param name="Given">The level.</param>
/// <param name="Measured">The level by <see cref="SeverityRule"/> at that second.</param>
/// <param name="Fits">Whether it matches the impact in that second or one of the two minutes after it: a severity may be ahead of a growing
/// impact.</param>
public sealed record JudgedSeverity(TimeSpan At, string By, Severity Given, Severity Measured, bool Fits);

/// <summary>A change of the impact that the severity did not follow in time.</summary>
/// <param name="At">Virtual time from which the level no longer matched.</param>
/// <param name="Measured">The level by the rule from then on.</param>
/// <param name="Given">The level that remained set.</param>
public sealed record MissedChange(TimeSpan At, Severity Measured, Severity Given);

/// <summary>How a crew rated its incident.</summary>
/// <param name="Given">Each severity that was set, oldest first.</param>
/// <param name="Missed">Changes of the impact that lasted longer than <see cref="Grace"/> without a matching severity, oldest
/// first.</param>
public sealed record SeverityRecord(IReadOnlyList<JudgedSeverity> Given, IReadOnlyList<MissedChange> Missed)
{
    /// <summary>Time after a change of the impact within which the severity must follow; shorter changes need none.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Whether the last level that was set matched.</summary>
    public bool LastFits => Given is [.., { Fits: true }];

    /// <summary>Whether every level matched and every change was followed.</summary>
    public bool AllFits => Given.Count > 0 && Given.All(one => one.Fits) && Missed.Count == 0;

    internal static SeverityRecord Of(RunRecord record)
    {
        var given = new List<JudgedSeverity>();
        foreach (var entry in record.Log.Where(e => e.Kind == IncidentEventKind.SeveritySet))
        {
            if (Enum.TryParse<Severity>(entry.Subject, out var level))
            {
                given.Add(
                    new JudgedSeverity(
                        entry.At,
                        entry.From,
                        level,
                        Measured(record, entry.At),
                        Moments(entry.At, Min(entry.At + Ahead, record.End)).Any(at => SeverityRule.Fits(level, Measured(record, at)))
                    )
                );
            }
        }

        return new SeverityRecord(given, MissedIn(record, given));
    }

    private static List<MissedChange> MissedIn(RunRecord record, List<JudgedSeverity> given)
    {
        var missed = new List<MissedChange>();
        (TimeSpan At, Severity Given)? open = null;
        foreach (var at in given.Count == 0 ? [] : Moments(given[0].At, record.Shop.Truth.RecoveredAt ?? record.End))
        {
            var set = given.Last(one => one.At <= at);
            var measured = Measured(record, at);
            if (SeverityRule.Fits(set.Given, measured))
            {
                open = null;
            }
            else if (open is not { } begun || begun.Given != set.Given)
            {
                open = (at, set.Given);
            }
            else if (at - begun.At > Grace && missed.All(one => one.At != begun.At))
            {
                missed.Add(new MissedChange(begun.At, measured, set.Given));
            }
        }

        return missed;
    }

    internal static Severity Measured(RunRecord record, TimeSpan at) =>
        SeverityRule.Of(record.NoticedAt(at), record.Scenario.ServiceLevels);

    private static IEnumerable<TimeSpan> Moments(TimeSpan from, TimeSpan to)
    {
        for (var at = from; at <= to; at += Step)
        {
            yield return at;
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
