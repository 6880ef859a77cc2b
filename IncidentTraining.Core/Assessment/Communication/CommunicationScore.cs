using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>What an update claimed compared with the truth at that second.</summary>
/// <param name="Update">The update.</param>
/// <param name="HasContent">Whether it contained any information; an update without information does not count.</param>
/// <param name="StageWasTrue">Whether the incident had reached the claimed stage; null when none was claimed.</param>
/// <param name="TrueImpact">What people noticed, measured over the preceding minute.</param>
/// <param name="ImpactWasTrue">Whether the claimed impact was true; null when none was claimed.</param>
public sealed record JudgedUpdate(StatusUpdate Update, bool HasContent, bool? StageWasTrue, UpdateImpact TrueImpact, bool? ImpactWasTrue);

/// <summary>A run's communication. Only updates with content count (<see cref="UpdateContent"/>).</summary>
/// <param name="Since">From when updates were owed: the acknowledgement, or the detection when no one acknowledged; null for
/// neither.</param>
/// <param name="FirstUpdate">From detection to the first update; null without one.</param>
/// <param name="FirstInTime">Whether the first one came within the target of its severity; null for a severity without a target.</param>
/// <param name="LongestSilence">The longest stretch without an update from <paramref name="Since"/> to the recovery (or the end).</param>
/// <param name="CadenceKept">Whether no silence was longer than allowed by the severity in force at that time. False without any update;
/// null if updates follow changes and not the clock, or if no update was owed.</param>
/// <param name="ImpactStated">How many updates described what people notice.</param>
/// <param name="Updates">Each update, judged.</param>
/// <param name="Promises">What they promised.</param>
/// <param name="Audiences">When each audience was told.</param>
/// <param name="People">When the people in the channel were told; empty when the scenario has none.</param>
public sealed record CommunicationScore(
    TimeSpan? Since,
    TimeSpan? FirstUpdate,
    bool? FirstInTime,
    TimeSpan LongestSilence,
    bool? CadenceKept,
    int ImpactStated,
    IReadOnlyList<JudgedUpdate> Updates,
    IReadOnlyList<Promise> Promises,
    IReadOnlyList<ToldAudience> Audiences,
    IReadOnlyList<PersonMemory> People
)
{
    /// <summary>
    /// The most severe level that set the cadence because the measured impact was worse than the level that was set; null when there was
    /// none.
    /// </summary>
    public Severity? RaisedTo { get; private init; }

    /// <summary>How many updates counted.</summary>
    public int Counted => Updates.Count(judged => judged.HasContent);

    /// <summary>How many promises were due within the run or were kept before their time.</summary>
    public int PromisesDue => Promises.Count(promise => promise.Kept is not null);

    /// <summary>How many of those were kept.</summary>
    public int PromisesKept => Promises.Count(promise => promise.Kept == true);

    internal static CommunicationScore Of(ICommunicationTruth record)
    {
        var updates = StatusUpdate.Of(record.Log);
        var judged = updates.Select(update => Judge(update, record)).ToList();
        List<StatusUpdate> counted = [.. judged.Where(one => one.HasContent).Select(one => one.Update)];
        var people = PeopleMemory.Of(record.People, record.Log, record.StartedAt);
        // For a healthy shop, no update is due by the clock; people who asked are covered by FalseAlarmParts.
        var since = record.IsHealthy ? null : record.AcknowledgedAt ?? record.Detected;
        var ends = record.RecoveredAt is { } recovered && recovered > since ? recovered : record.End;
        var silences = since is { } from ? Silences(from, [.. counted.Select(update => update.At).Where(at => at < ends)], ends) : [];
        var owed = OwedSeverity.Of(record);
        return new CommunicationScore(
            since,
            counted is [var first, ..] && record.Detected is { } detected ? Max(first.At - detected, TimeSpan.Zero) : null,
            since is { } begin ? InTime(begin, counted, ends, owed) : null,
            silences.Select(silence => silence.Long).DefaultIfEmpty().Max(),
            since is null ? null : CadenceOf(silences, counted.Count, owed),
            counted.Count(SaidFacts.StatesImpact),
            judged,
            Promise.Of(updates, record),
            ToldAudience.Of(counted, people, record, ends, owed),
            people
        )
        {
            RaisedTo = since is { } start ? MostSevere(start, ends, owed) : null,
        };
    }

    private static bool? InTime(TimeSpan since, List<StatusUpdate> counted, TimeSpan ends, OwedSeverity owed)
    {
        var first = counted is [var one, ..] ? one.At : (TimeSpan?)null;
        // The target is that of the severity by which the crew knew, or could see, how soon to write.
        return owed.IsInTime(first, since, ends);
    }

    private static bool? CadenceOf(List<(TimeSpan From, TimeSpan Long)> silences, int counted, OwedSeverity owed)
    {
        if (counted == 0)
        {
            return false;
        }

        // A crew whose updates now follow changes gets no credit for the clock of its first minutes.
        return silences.Any(silence => IsTooLong(silence.From, silence.From + silence.Long, owed)) ? false
            : UpdateWords.Cadence(owed.Given(TimeSpan.MaxValue)) is null ? null
            : true;
    }

    /// <summary>Whether a silence was longer than the cadence of a severity in force during it.</summary>
    private static bool IsTooLong(TimeSpan from, TimeSpan to, OwedSeverity owed)
    {
        var changes = owed.Changes(from, to);
        return changes
            .Prepend((At: from, Asks: from))
            .Zip(changes.Select(change => change.At).Append(to), (part, until) => (part.At, part.Asks, Until: until))
            .Any(part => UpdateWords.Cadence(owed.At(part.At)) is { } cadence && part.Until > from + cadence && part.Until > part.Asks);
    }

    private static Severity? MostSevere(TimeSpan from, TimeSpan to, OwedSeverity owed) =>
        owed.Changes(from, to).Select(change => owed.Raised(change.At)).Append(owed.Raised(from)).Min();

    private static List<(TimeSpan From, TimeSpan Long)> Silences(TimeSpan since, IReadOnlyList<TimeSpan> updates, TimeSpan ends)
    {
        List<TimeSpan> points = [since, .. updates.Where(at => at > since), ends];
        return [.. points.Zip(points.Skip(1), (earlier, later) => (earlier, Max(later - earlier, TimeSpan.Zero)))];
    }

    private static JudgedUpdate Judge(StatusUpdate update, ICommunicationTruth record)
    {
        var impact = record.ImpactAt(update.At);
        return new JudgedUpdate(
            update,
            UpdateContent.IsIn(update.Text),
            update.Stage is { } stage ? record.HadCome(stage, update.At) : null,
            impact,
            update.Impact == UpdateImpact.Unstated ? null : update.Impact == impact
        );
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
