using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>Something that a person did in a run.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Text">A description in a few words.</param>
public sealed record Deed(TimeSpan At, string Text);

/// <summary>What one member of a crew saw, said and did.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsHelper">Whether the person is staff, who get no credit for the run.</param>
/// <param name="Roles">The roles held at the end.</param>
/// <param name="HasWorked">Whether they worked (<see cref="CrewWork"/>); otherwise they have no result.</param>
/// <param name="Looks">The views that they opened, in the order of opening.</param>
/// <param name="Messages">How many messages they wrote in the channel.</param>
/// <param name="Said">Their findings and hypotheses, and the updates that they published.</param>
/// <param name="Done">Their actions on the shop and decisions about the incident.</param>
/// <param name="From">Virtual time from which they could have worked: the detection, or the time they joined the crew if that was
/// later.</param>
/// <param name="Idle">The sum of their periods of more than <see cref="IdleAfter"/> without a trace.</param>
/// <param name="LongestIdle">The longest of these periods.</param>
public sealed record PersonRecord(
    Guid PersonId,
    string Name,
    bool IsHelper,
    IReadOnlyList<IncidentRole> Roles,
    bool HasWorked,
    IReadOnlyList<string> Looks,
    int Messages,
    IReadOnlyList<Deed> Said,
    IReadOnlyList<Deed> Done,
    TimeSpan? From,
    TimeSpan Idle,
    TimeSpan LongestIdle
)
{
    /// <summary>Reading and thinking leave no trace; only a longer period without one counts as idle.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(3);

    private static readonly HashSet<IncidentEventKind> Decisions =
    [
        IncidentEventKind.Acknowledged,
        IncidentEventKind.SeveritySet,
        IncidentEventKind.CauseDeclared,
        IncidentEventKind.ResolutionVerified,
        IncidentEventKind.SummaryWritten,
        IncidentEventKind.RoleHandedOver,
        IncidentEventKind.HintTaken,
    ];

    /// <summary>
    /// How long they and at least one other crew member were at work at the same time: the time that is idle for neither of them.
    /// </summary>
    public TimeSpan Overlap { get; private init; }

    internal static IReadOnlyList<PersonRecord> Of(RunRecord record)
    {
        var people = record.Crew.Mates.Select(mate => (Record: Of(mate, record, out var busy), Busy: busy)).ToList();
        return
        [
            .. people.Select(one =>
                one.Record with
                {
                    Overlap = OverlapOf(one.Busy, [.. people.Where(other => other.Record != one.Record).Select(other => other.Busy)]),
                }
            ),
        ];
    }

    private static PersonRecord Of(CrewMate mate, RunRecord record, out IReadOnlyList<(TimeSpan From, TimeSpan To)> busy)
    {
        var own = record.Log.Where(e => e.PersonId == mate.PersonId).OrderBy(e => e.At).ToList();
        var inputs = record.Inputs.Where(input => input.PersonId == mate.PersonId && input.Accepted == true && input.IsAction).ToList();
        var joined = own.FirstOrDefault(e => e.Kind == IncidentEventKind.CrewJoined)?.At ?? TimeSpan.Zero;
        TimeSpan? from = record.Detected is { } detected ? (joined > detected ? joined : detected) : null;
        var until = record.Incident.ResolvedAt ?? record.Shop.Truth.ResolvedAt ?? record.End;
        List<TimeSpan> traces = [.. own.Where(IsTrace).Select(e => e.At).Concat(inputs.Select(input => input.At))];
        var idle = from is { } begun ? IdleIn(begun, until, traces) : [];
        busy = from is { } since ? BusyIn(since, until, traces) : [];
        return new PersonRecord(
            mate.PersonId,
            mate.Name,
            mate.IsHelper,
            mate.Roles,
            CrewWork.Of(mate.PersonId, record.Log, record.Inputs).Count > 0,
            [.. own.Where(e => e.Kind == IncidentEventKind.Looked).Select(e => e.Subject).Distinct()],
            own.Count(e => e.Kind == IncidentEventKind.Said),
            [
                .. own.Where(e =>
                        e.Kind is IncidentEventKind.FindingStated or IncidentEventKind.HypothesisStated or IncidentEventKind.StatusUpdate
                    )
                    .Select(e => new Deed(e.At, e.Text)),
            ],
            [
                .. own.Where(e => Decisions.Contains(e.Kind))
                    .Select(e => new Deed(e.At, e.Text))
                    .Concat(inputs.Select(input => new Deed(input.At, input.Answer.Length > 0 ? input.Answer : input.Action)))
                    .OrderBy(deed => deed.At),
            ],
            from,
            idle.Aggregate(TimeSpan.Zero, (sum, one) => sum + one),
            idle.DefaultIfEmpty().Max()
        );
    }

    // Joining is not work, and neither is what the portal records under a person's name.
    private static bool IsTrace(TimelineEntry entry) =>
        entry.Kind is not (IncidentEventKind.LabStepDone or IncidentEventKind.CrewJoined or IncidentEventKind.RunEnded);

    internal static IReadOnlyList<TimeSpan> IdleIn(TimeSpan from, TimeSpan until, IEnumerable<TimeSpan> traces) =>
        [.. Stretches(from, until, traces).Select(stretch => stretch.To - stretch.From).Where(length => length > IdleAfter)];

    internal static IReadOnlyList<(TimeSpan From, TimeSpan To)> BusyIn(TimeSpan from, TimeSpan until, IEnumerable<TimeSpan> traces) =>
        [.. Stretches(from, until, traces).Where(stretch => stretch.To > stretch.From && stretch.To - stretch.From <= IdleAfter)];

    /// <summary>The part of a person's periods during which at least one of the others also has one.</summary>
    internal static TimeSpan OverlapOf(
        IReadOnlyList<(TimeSpan From, TimeSpan To)> own,
        IReadOnlyList<IReadOnlyList<(TimeSpan From, TimeSpan To)>> others
    )
    {
        List<TimeSpan> points =
        [
            .. own.Concat(others.SelectMany(other => other))
                .SelectMany(stretch => (TimeSpan[])[stretch.From, stretch.To])
                .Distinct()
                .Order(),
        ];
        return points
            .Zip(points.Skip(1))
            .Where(part => IsIn(own, part) && others.Any(other => IsIn(other, part)))
            .Aggregate(TimeSpan.Zero, (sum, part) => sum + (part.Second - part.First));

        static bool IsIn(IReadOnlyList<(TimeSpan From, TimeSpan To)> stretches, (TimeSpan First, TimeSpan Second) part) =>
            stretches.Any(stretch => stretch.From <= part.First && part.Second <= stretch.To);
    }

    private static IEnumerable<(TimeSpan From, TimeSpan To)> Stretches(TimeSpan from, TimeSpan until, IEnumerable<TimeSpan> traces)
    {
        List<TimeSpan> points = [from, .. traces.Where(at => at > from && at < until).Order(), until];
        return points.Zip(points.Skip(1));
    }
}
