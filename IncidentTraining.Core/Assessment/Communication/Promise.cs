using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>A promise of an update, compared with what followed.</summary>
/// <param name="Update">The number of the update.</param>
/// <param name="At">Virtual time of the update.</param>
/// <param name="Kind">What was promised.</param>
/// <param name="By">Virtual time by which it was due.</param>
/// <param name="Words">The words of the promise; empty for the form's field.</param>
/// <param name="Kept">Whether it was kept; null when it was not yet due at the end of the run.</param>
public sealed record Promise(int Update, TimeSpan At, PromiseKind Kind, TimeSpan By, string Words, bool? Kept)
{
    /// <summary>Two promises of the same thing in one update count as one when they are this close in time.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The promises of a run's updates, in the form's field and in words. An update that reports the resolution promises no further one.
    /// </summary>
    internal static IReadOnlyList<Promise> Of(IReadOnlyList<StatusUpdate> updates, ICommunicationTruth record)
    {
        var found = new List<Promise>();
        foreach (var update in updates)
        {
            if (update.NextBy is { } by)
            {
                Add(update, PromiseKind.NextUpdate, by, "");
            }

            foreach (var said in PromiseWords.In(update.Text, update.At, record.StartedAt))
            {
                if (!found.Any(one => one.Update == update.Number && one.Kind == said.Kind && (one.By - said.By).Duration() <= Same))
                {
                    Add(update, said.Kind, said.By, said.Words);
                }
            }
        }

        return found;

        void Add(StatusUpdate update, PromiseKind kind, TimeSpan by, string words) =>
            found.Add(
                new Promise(
                    update.Number,
                    update.At,
                    kind,
                    by,
                    words,
                    by > record.End && !IsKept(update, kind, by) ? null : IsKept(update, kind, by)
                )
            );

        bool IsKept(StatusUpdate update, PromiseKind kind, TimeSpan by) =>
            kind == PromiseKind.Recovery
                ? record.RecoveredAt <= by
                : updates.Any(next =>
                    next.Number > update.Number && next.Audience == update.Audience && next.At <= by && UpdateContent.IsIn(next.Text)
                );
    }
}
