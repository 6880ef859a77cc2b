using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>
/// What counts as work in a run: an action on the shop that could have repaired something, a severity, a declared diagnosis, a hypothesis,
/// a finding, a status update with content, or a verified resolution. Starting the experiment, acknowledging, opening views, writing in the
/// channel and taking hints lead to work but do not count. A run, or a member of its crew, without any work has no result.
/// </summary>
public static class CrewWork
{
    private static readonly IncidentEventKind[] Kinds =
    [
        IncidentEventKind.SeveritySet,
        IncidentEventKind.CauseDeclared,
        IncidentEventKind.HypothesisStated,
        IncidentEventKind.FindingStated,
        IncidentEventKind.StatusUpdate,
        IncidentEventKind.ResolutionVerified,
    ];

    /// <summary>The virtual times at which a person worked, in order.</summary>
    internal static IReadOnlyList<TimeSpan> Of(Guid personId, IEnumerable<TimelineEntry> log, IEnumerable<RunInput> inputs) =>
        [
            .. log.Where(e => e.PersonId == personId && IsWork(e.Kind, e.Text, e.Details))
                .Select(e => e.At)
                .Concat(inputs.Where(input => input.PersonId == personId && IsWork(input)).Select(input => input.At))
                .Order(),
        ];

    /// <summary>Whether the crew worked; helpers from the staff do not count.</summary>
    internal static bool IsIn(IEnumerable<TimelineEntry> log, IEnumerable<RunInput> inputs, Crew crew)
    {
        var helpers = crew.Mates.Where(mate => mate.IsHelper).Select(mate => mate.PersonId).ToHashSet();
        return log.Any(e => e.PersonId is { } by && !helpers.Contains(by) && IsWork(e.Kind, e.Text, e.Details))
            || inputs.Any(input => !helpers.Contains(input.PersonId) && IsWork(input));
    }

    /// <summary>Which of the given runs had a crew that worked, without opening their archives.</summary>
    internal static async Task<IReadOnlySet<Guid>> OfAsync(TrainingDb db, IReadOnlyList<Guid> runIds, CancellationToken ct)
    {
        var helpers = (
            await db.Set<CrewMember>()
                .Where(m => runIds.Contains(m.RunId) && m.IsHelper)
                .Select(m => new { m.RunId, m.PersonId })
                .ToListAsync(ct)
        )
            .Select(m => (m.RunId, m.PersonId))
            .ToHashSet();
        var entries = await db.Set<IncidentEvent>()
            .AsNoTracking()
            .Where(e => runIds.Contains(e.RunId) && e.PersonId != null && Kinds.Contains(e.Kind))
            .Select(e => new
            {
                e.RunId,
                PersonId = e.PersonId!.Value,
                e.Kind,
                e.Text,
                e.Details,
            })
            .ToListAsync(ct);
        var inputs = await db.Set<RunInput>().AsNoTracking().Where(i => runIds.Contains(i.RunId) && i.Accepted == true).ToListAsync(ct);
        return entries
            .Where(e => IsWork(e.Kind, e.Text, e.Details))
            .Select(e => (e.RunId, e.PersonId))
            .Concat(inputs.Where(IsWork).Select(input => (input.RunId, input.PersonId)))
            .Where(work => !helpers.Contains(work))
            .Select(work => work.RunId)
            .ToHashSet();
    }

    /// <summary>Whether a person's entry counts as work.</summary>
    internal static bool IsWork(TimelineEntry entry) => IsWork(entry.Kind, entry.Text, entry.Details);

    private static bool IsWork(RunInput input) => input.Accepted == true && input.IsAction && ShopInputs.IsMitigation(input.Action);

    private static bool IsWork(IncidentEventKind kind, string text, string? details) =>
        kind switch
        {
            // The entry's own text adds the stage and the promise, which are choices from lists, not content.
            IncidentEventKind.StatusUpdate => UpdateContent.IsIn(
                details is null ? text : EventDetails.Read<StatusUpdate.Facts>(details).Text
            ),
            IncidentEventKind.HypothesisStated => UpdateContent.HasWords(text),
            _ => Kinds.Contains(kind),
        };
}
