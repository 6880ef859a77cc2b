using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>A role that passed from one person to another.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Text">Which role, from whom and to whom.</param>
/// <param name="WithWords">Whether the person who handed it over wrote in the channel about that time, so that the next one knew the
/// situation.</param>
public sealed record HandOver(TimeSpan At, string Text, bool WithWords)
{
    /// <summary>A message within this time before or after belongs to the hand-over.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromMinutes(2);

    /// <summary>
    /// What the next person needs to know, compared with the facts of that second: what customers notice, what was tried, what is open, and
    /// who has the role.
    /// </summary>
    public IReadOnlyList<ResultLine> Points { get; private init; } = [];

    /// <summary>
    /// Good when all points were mentioned and true, bad when none was, otherwise partly; neutral when it was not judged.
    /// </summary>
    public ResultMark Mark => ResultPart.MarkOf(Points.ToList());

    /// <summary>Number of points that were mentioned and true.</summary>
    public int Said => Points.Count(point => point.Mark == ResultMark.Good);

    internal static IReadOnlyList<HandOver> Of(IReadOnlyList<TimelineEntry> log) =>
        [.. Entries(log).Select(e => new HandOver(e.At, e.Text, MessagesOf(e, log).Any(said => UpdateContent.HasWords(said.Text))))];

    /// <summary>The hand-overs of a run with what was said at each.</summary>
    internal static IReadOnlyList<HandOver> Of(RunRecord record) =>
        [
            .. Of(record.Log)
                .Zip(Entries(record.Log))
                .Select(pair => pair.First with { Points = HandOverPoints.Of(pair.Second, MessagesOf(pair.Second, record.Log), record) }),
        ];

    private static IEnumerable<TimelineEntry> Entries(IReadOnlyList<TimelineEntry> log) =>
        log.Where(e => e.Kind == IncidentEventKind.RoleHandedOver);

    /// <summary>
    /// Who must brief the next holder: the person who handed the role over or, in a rotation, which the commander requests, the previous
    /// holder.
    /// </summary>
    internal static Guid? GiverOf(TimelineEntry over) =>
        over.Details is { } details ? EventDetails.Read<RotatedRole>(details).FromId : over.PersonId;

    private static List<TimelineEntry> MessagesOf(TimelineEntry over, IReadOnlyList<TimelineEntry> log) =>
        [
            .. log.Where(said =>
                said.Kind == IncidentEventKind.Said && said.PersonId == GiverOf(over) && (said.At - over.At).Duration() <= Near
            ),
        ];
}
