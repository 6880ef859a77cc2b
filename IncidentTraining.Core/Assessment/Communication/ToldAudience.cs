using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>A part of the time for which an audience waited.</summary>
/// <param name="Cause">What had not happened yet, to complete the phrase "waited for".</param>
/// <param name="Took">How long.</param>
public sealed record Delay(string Cause, TimeSpan Took);

/// <summary>When an audience was told, and what it waited for.</summary>
/// <param name="Audience">To whom.</param>
/// <param name="FirstAt">Virtual time of the first update with content, or from which a person in the channel who represents the audience
/// knew what customers notice; null when it was never told.</param>
/// <param name="Waited">From detection to that update, or to the recovery or end; null when nothing was detected.</param>
/// <param name="InTime">Whether it came within the target, counted from the acknowledgement; null if none is owed.</param>
/// <param name="Updates">Number of updates that it got.</param>
/// <param name="Delays">The parts of the wait, in their order.</param>
public sealed record ToldAudience(
    UpdateAudience Audience,
    TimeSpan? FirstAt,
    TimeSpan? Waited,
    bool? InTime,
    int Updates,
    IReadOnlyList<Delay> Delays
)
{
    /// <summary>The part of the wait that took longest; null when there was none.</summary>
    public Delay? LongestDelay => Delays.MaxBy(delay => delay.Took);

    internal static IReadOnlyList<ToldAudience> Of(
        IReadOnlyList<StatusUpdate> counted,
        IReadOnlyList<PersonMemory> people,
        ICommunicationTruth record,
        TimeSpan ends,
        OwedSeverity owed
    ) => [.. Enum.GetValues<UpdateAudience>().Select(audience => Of(audience, counted, people, record, ends, owed))];

    private static ToldAudience Of(
        UpdateAudience audience,
        IReadOnlyList<StatusUpdate> counted,
        IReadOnlyList<PersonMemory> people,
        ICommunicationTruth record,
        TimeSpan ends,
        OwedSeverity owed
    )
    {
        var own = counted.Where(update => update.Audience == audience).ToList();
        // A person in the channel who represents the audience passes on what they know, from whatever message. A message sent before there
        // was anything to notice informed no one.
        var told = people
            .Where(one => one.Person.Audience.Equals(audience.ToString(), StringComparison.OrdinalIgnoreCase))
            .Select(one => one.Facts.GetValueOrDefault(ChannelFacts.Impact)?.At)
            .Where(at => at >= record.OnsetAt)
            .Append(own.Count > 0 ? own[0].At : null)
            .Min();
        var until = told ?? ends;
        if (record.Detected is not { } detected)
        {
            return new ToldAudience(audience, told, null, null, own.Count, []);
        }

        var since = record.AcknowledgedAt ?? detected;
        // The same for everyone in the company: with a severity without a target, no message is due by the clock. A partner is told when it
        // can help or is affected, which does not depend on a clock.
        bool? inTime = !record.IsHealthy && audience != UpdateAudience.Partners ? owed.IsInTime(told, since, ends) : null;
        return new ToldAudience(
            audience,
            told,
            until > detected ? until - detected : TimeSpan.Zero,
            inTime,
            own.Count,
            [.. Parts(detected, until, record, counted.Count > 0 ? counted[0].At : null, told is null)]
        );
    }

    private static IEnumerable<Delay> Parts(TimeSpan from, TimeSpan until, ICommunicationTruth record, TimeSpan? firstToAnybody, bool never)
    {
        (string Cause, TimeSpan? At)[] points =
        [
            ("the acknowledgement", record.AcknowledgedAt),
            ("a severity", record.AssessedAt),
            ("the first update to any audience", firstToAnybody),
        ];
        foreach (var (cause, at) in points)
        {
            var to = at is { } reached && reached < until ? reached : until;
            if (to > from)
            {
                yield return new Delay(at is null || at > until ? $"{cause}, which did not happen" : cause, to - from);
                from = to;
            }
        }

        if (until > from)
        {
            yield return new Delay(never ? "a message to this audience, which did not happen" : "a message to this audience", until - from);
        }
    }
}
