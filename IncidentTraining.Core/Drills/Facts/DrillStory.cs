using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Drills;

/// <summary>A fact and when it became known.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="At">Time from the start of the drill.</param>
internal sealed record KnownFact(DrillFact Fact, TimeSpan At);

/// <summary>
/// What has happened in a drill up to a moment: the known facts, the written texts, and what its people said. It is derived only from the
/// text of the drill and the stored entries and is not stored, so that a restarted portal shows the same story.
/// </summary>
/// <param name="Log">The timeline, in order.</param>
/// <param name="Known">The known facts.</param>
/// <param name="Next">When something may happen next without anyone writing, from the start; null when nothing will.</param>
internal sealed record DrillStory(IReadOnlyList<TimelineEntry> Log, IReadOnlyList<KnownFact> Known, TimeSpan? Next)
{
    /// <summary>The subject of an entry that reports a fact.</summary>
    public const string FactSubject = "fact";

    /// <summary>Tells the story.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="startedAt">When it began, UTC.</param>
    /// <param name="crew">Who writes.</param>
    /// <param name="entries">The stored entries, in order.</param>
    /// <param name="nameOf">Returns a person's name.</param>
    /// <param name="until">The moment, from the start.</param>
    public static DrillStory Of(
        Drill drill,
        DateTime startedAt,
        Crew crew,
        IReadOnlyList<DrillEntry> entries,
        Func<Guid, string> nameOf,
        TimeSpan until
    ) => new Telling(drill, startedAt, crew, entries, nameOf, until).Tell();

    private sealed class Telling(
        Drill drill,
        DateTime startedAt,
        Crew crew,
        IReadOnlyList<DrillEntry> entries,
        Func<Guid, string> nameOf,
        TimeSpan until
    )
    {
        private readonly List<TimelineEntry> _log = [];
        private readonly PeopleTalk _talk = new(
            drill.People,
            crew,
            new ReadEntries(drill.People, startedAt),
            new AnswerSources(() => [], () => [], () => until)
        );

        private readonly DrillReactions _reactions = new(drill);

        public DrillStory Tell()
        {
            var facts = FactRelease.Of(drill, startedAt, entries);
            var known = facts.Known.Where(fact => fact.At <= until).ToList();
            var waiting = new Queue<(TimeSpan At, Action Happen)>(
                known
                    .Select(fact => (fact.At, Happen: (Action)(() => Learn(fact))))
                    .Concat(entries.Where(IsSaid).Select(entry => (At: entry.At - startedAt, Happen: (Action)(() => Write(entry)))))
                    .Where(one => one.At <= until)
                    .OrderBy(one => one.At)
            );
            var now = TimeSpan.Zero;
            while (true)
            {
                while (waiting.TryPeek(out var next) && next.At <= now)
                {
                    waiting.Dequeue().Happen();
                }

                var (due, talk) = _talk.At(_log, Moments(known, now), now);
                foreach (var speech in due)
                {
                    Add(
                        now,
                        IncidentEventKind.Message,
                        speech.Text,
                        "people",
                        speech.Person.Name,
                        details: new PeopleMemory.Facts(PromptReply.Nothing, speech.Asks, speech.Topics),
                        refersTo: speech.Answers?.Number
                    );
                }

                var (reactions, later) = _reactions.At(_log, now);
                foreach (var reaction in reactions)
                {
                    Add(
                        now,
                        IncidentEventKind.Message,
                        DrillClock.Fill(reaction.Text, startedAt, startedAt + now),
                        "reaction",
                        reaction.From
                    );
                }

                if (due.Count + reactions.Count > 0)
                {
                    continue;
                }

                var (speaks, writes) = (talk < later ? talk : later, waiting.TryPeek(out var coming) ? coming.At : TimeSpan.MaxValue);
                if ((speaks < writes ? speaks : writes) is var then && then > until)
                {
                    return new DrillStory(_log, known, Earlier(speaks, facts.Next(until)));
                }

                now = then;
            }
        }

        private static bool IsSaid(DrillEntry entry) => entry.Kind is DrillEntryKind.Update or DrillEntryKind.Said;

        private static TimeSpan? Earlier(TimeSpan speaks, TimeSpan? fact) =>
            fact is { } at && at < speaks ? at
            : speaks == TimeSpan.MaxValue ? null
            : speaks;

        private static TalkMoments Moments(List<KnownFact> known, TimeSpan now)
        {
            var past = known.Where(fact => fact.At <= now).ToList();
            return new TalkMoments(
                TimeSpan.Zero,
                TimeSpan.Zero,
                At(UpdateStage.Monitoring),
                At(UpdateStage.Resolved),
                past.LastOrDefault(fact => fact.Fact.Stage is not null)?.Fact.Stage == UpdateStage.Resolved
            );

            TimeSpan? At(UpdateStage stage) => past.Find(fact => fact.Fact.Stage >= stage)?.At;
        }

        private void Learn(KnownFact known)
        {
            var (fact, at) = known;
            if (_log.Count == 0)
            {
                Add(at, IncidentEventKind.Acknowledged, "Acknowledged the incident.", "", fact.From);
            }

            if (fact.Severity is { } severity)
            {
                Add(at, IncidentEventKind.SeveritySet, $"Set {severity}.", severity.ToString(), fact.From);
            }

            Add(at, IncidentEventKind.Message, DrillClock.Fill(fact.Text, startedAt, startedAt + at), FactSubject, fact.From);
        }

        private void Write(DrillEntry entry)
        {
            var (at, name) = (entry.At - startedAt, nameOf(entry.PersonId));
            if (entry.Kind == DrillEntryKind.Said)
            {
                Add(at, IncidentEventKind.Said, entry.Text, entry.IsByStaff ? PostMessage.Staff : "", name, entry.PersonId);
                return;
            }

            TimeSpan? nextBy = entry.NextInMinutes is { } minutes ? at + TimeSpan.FromMinutes(minutes) : null;
            var facts = new StatusUpdate.Facts(
                entry.Stage ?? UpdateStage.Investigating,
                entry.Impact ?? UpdateImpact.Unstated,
                entry.Text,
                nextBy
            );
            Add(at, IncidentEventKind.StatusUpdate, entry.Text, entry.Audience!.Value.ToString(), name, entry.PersonId, facts);
        }

        private void Add(
            TimeSpan at,
            IncidentEventKind kind,
            string text,
            string subject,
            string from,
            Guid? personId = null,
            object? details = null,
            int? refersTo = null
        ) =>
            _log.Add(
                new TimelineEntry(
                    _log.Count + 1,
                    at,
                    startedAt + at,
                    kind,
                    subject,
                    text,
                    from,
                    personId,
                    EventDetails.Write(details),
                    refersTo
                )
            );
    }
}
