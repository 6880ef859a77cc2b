namespace IncidentTraining.Core.Drills;

/// <summary>When each fact of a drill arrives: by the clock, unless a facilitator has stopped the clock or released it before its
/// time.</summary>
/// <param name="Known">Every fact whose time is certain by now, in the order of arrival; some may still be to come.</param>
/// <param name="Waiting">The facts that wait for a facilitator, in the drill's order.</param>
/// <param name="IsHeld">Whether the clock of the facts is stopped.</param>
internal sealed record FactRelease(IReadOnlyList<KnownFact> Known, IReadOnlyList<DrillFact> Waiting, bool IsHeld)
{
    /// <summary>When the next fact arrives after a moment; null when none does by itself.</summary>
    public TimeSpan? Next(TimeSpan after) => Known.Where(fact => fact.At > after).Select(fact => (TimeSpan?)fact.At).FirstOrDefault();

    /// <summary>Derives it from the facilitators' actions.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="startedAt">When it began, UTC.</param>
    /// <param name="entries">The stored entries, in order.</param>
    public static FactRelease Of(Drill drill, DateTime startedAt, IReadOnlyList<DrillEntry> entries)
    {
        var (known, waiting) = (new List<KnownFact>(), new List<DrillFact>());
        foreach (var fact in drill.Facts)
        {
            if (At(fact) is { } at)
            {
                known.Add(new KnownFact(fact, at));
            }
            else
            {
                waiting.Add(fact);
            }
        }

        var pace = entries.LastOrDefault(entry => entry.Kind is DrillEntryKind.Held or DrillEntryKind.Resumed);
        return new FactRelease([.. known.OrderBy(fact => fact.At)], waiting, pace?.Kind == DrillEntryKind.Held);

        TimeSpan? At(DrillFact fact)
        {
            var byHand = entries
                .Where(entry => entry.Kind == DrillEntryKind.Released && entry.Text == fact.Id)
                .Select(entry => (TimeSpan?)(entry.At - startedAt))
                .Min();
            var byClock = ByClock(fact);
            return byHand is { } early && (byClock is not { } planned || early < planned) ? early : byClock;
        }

        // A fact that is due while the clock is stopped arrives when the clock is restarted.
        TimeSpan? ByClock(DrillFact fact)
        {
            var isHeld = false;
            foreach (var entry in entries.Where(entry => entry.Kind is DrillEntryKind.Held or DrillEntryKind.Resumed))
            {
                var at = entry.At - startedAt;
                if (!isHeld && at >= fact.After)
                {
                    return fact.After;
                }

                if (isHeld && entry.Kind == DrillEntryKind.Resumed && at >= fact.After)
                {
                    return at;
                }

                isHeld = entry.Kind == DrillEntryKind.Held;
            }

            return isHeld ? null : fact.After;
        }
    }
}
