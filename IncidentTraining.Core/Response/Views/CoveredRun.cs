using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Response;

/// <summary>
/// An ended run as seen by a grader whose class hides names from graders. An open run shows them: no one can help a person whose name they
/// may not know.
/// </summary>
internal static class CoveredRun
{
    /// <summary>Hides the names in a run for this viewer; hides nothing for its own crew.</summary>
    public static async Task<NameCover> OverRunAsync(
        this IAuthorNames names,
        TrainingDb db,
        Actor actor,
        LabRun run,
        CancellationToken ct
    ) =>
        run.HasEnded && !await db.IsOfCrewAsync(actor, run, ct)
            ? await names.CoverAsync(db, actor, run.CohortId, run.Id, ct)
            : NameCover.None;

    /// <summary>The crew with hidden names.</summary>
    public static Crew Under(this Crew crew, NameCover cover) =>
        crew with
        {
            Mates = [.. crew.Mates.Select(mate => mate with { Name = cover.Over(mate.Name) })],
        };

    /// <summary>The log with hidden names.</summary>
    public static IReadOnlyList<TimelineEntry> Under(this IReadOnlyList<TimelineEntry> log, NameCover cover) =>
        cover == NameCover.None
            ? log
            :
            [
                .. log.Select(entry =>
                    entry with
                    {
                        Text = cover.Over(entry.Text),
                        From = cover.Over(entry.From),
                        Details = entry.Details is { } details ? cover.Over(details) : null,
                    }
                ),
            ];
}
