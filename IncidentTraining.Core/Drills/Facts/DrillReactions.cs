using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// People's reactions to updates that are empty, late or missing: a function of the log and the second; each reaction occurs once per
/// update.
/// </summary>
internal sealed class DrillReactions(Drill drill)
{
    private readonly HashSet<(DrillReaction Reaction, int Entry)> _said = [];

    /// <summary>What is said now, and when something may be said next.</summary>
    /// <param name="log">The log up to now, in order.</param>
    /// <param name="now">The time of the drill.</param>
    public (IReadOnlyList<DrillReaction> Due, TimeSpan Next) At(IReadOnlyList<TimelineEntry> log, TimeSpan now)
    {
        var (due, next) = (new List<DrillReaction>(), TimeSpan.MaxValue);
        var updates = StatusUpdate.Of(log);
        foreach (var reaction in drill.Reactions)
        {
            foreach (var (entry, at) in Triggers(reaction, [.. updates.Where(update => update.Audience == reaction.Audience)]))
            {
                if (_said.Contains((reaction, entry)))
                {
                    continue;
                }

                if (at > now)
                {
                    next = at < next ? at : next;
                }
                else if (_said.Add((reaction, entry)))
                {
                    due.Add(reaction);
                }
            }
        }

        return (due, next);
    }

    /// <summary>The updates that a person reacts to, with the time of the reaction; entry 0 represents the start.</summary>
    private static IEnumerable<(int Entry, TimeSpan At)> Triggers(DrillReaction reaction, List<StatusUpdate> updates) =>
        reaction.Trigger switch
        {
            ReactionTrigger.Empty => updates
                .Where(update => !UpdateContent.IsIn(update.Text))
                .Take(1)
                .Select(update => (update.Number, update.At + reaction.After)),
            ReactionTrigger.Silence => updates.Exists(update => UpdateContent.IsIn(update.Text)) ? [] : [(0, reaction.After)],
            _ => updates
                .Where(update =>
                    update.NextBy is { } by && !updates.Exists(later => later.Number > update.Number && UpdateContent.IsIn(later.Text))
                )
                .Select(update => (update.Number, update.NextBy!.Value + reaction.After)),
        };
}
