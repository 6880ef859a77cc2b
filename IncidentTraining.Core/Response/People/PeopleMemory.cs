using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A fact that a person was told.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Entry">The number of the entry that stated it.</param>
public sealed record Told(TimeSpan At, int Entry);

/// <summary>What one person of a scenario has been told and has asked.</summary>
/// <param name="Person">The person.</param>
/// <param name="Facts">For each fact, the entry that first stated it; every fact, whether they want it or not.</param>
/// <param name="Asked">The facts that they have asked for, with the number of the entry.</param>
/// <param name="Topics">The topics that they have answered.</param>
/// <param name="AddressedAt">Virtual time of the first message that addressed them; null when none has.</param>
public sealed record PersonMemory(
    ChannelPerson Person,
    IReadOnlyDictionary<string, Told> Facts,
    IReadOnlyDictionary<string, int> Asked,
    IReadOnlySet<string> Topics,
    TimeSpan? AddressedAt
)
{
    /// <summary>Those of the given facts that they have neither been told nor asked for.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> facts) =>
        [.. facts.Where(fact => !Facts.ContainsKey(fact) && !Asked.ContainsKey(fact))];
}

/// <summary>
/// Reads from a run's log what the people of its scenario remember. It is not stored elsewhere, so a restarted portal remembers the same.
/// </summary>
public static class PeopleMemory
{
    /// <summary>What the entry of a person's message stores, besides the entry that it answers.</summary>
    /// <param name="Expects">What answers it.</param>
    /// <param name="Asks">The facts that it asks for; null for none.</param>
    /// <param name="Topics">The topics that it answers; null for none.</param>
    internal sealed record Facts(PromptReply Expects, IReadOnlyList<string>? Asks = null, IReadOnlyList<string>? Topics = null);

    /// <summary>Everyone's memory after a log.</summary>
    /// <param name="people">The people in the channel.</param>
    /// <param name="log">The log, in its order.</param>
    /// <param name="startedAt">When the run began, UTC.</param>
    public static IReadOnlyList<PersonMemory> Of(
        IReadOnlyList<ChannelPerson> people,
        IReadOnlyList<TimelineEntry> log,
        DateTime startedAt
    ) => Of(people, log, new ReadEntries(people, startedAt));

    /// <summary>Whether an entry counts as the crew speaking; staff who only watch do not speak for it.</summary>
    public static bool IsOfTheCrew(TimelineEntry entry) =>
        entry is { Kind: IncidentEventKind.Said, Subject: not PostMessage.Staff, PersonId: not null };

    internal static IReadOnlyList<PersonMemory> Of(
        IReadOnlyList<ChannelPerson> people,
        IReadOnlyList<TimelineEntry> log,
        ReadEntries read
    ) => [.. people.Select(person => Of(person, log, read))];

    private static PersonMemory Of(ChannelPerson person, IReadOnlyList<TimelineEntry> log, ReadEntries read)
    {
        var (facts, asked, topics) = (new Dictionary<string, Told>(), new Dictionary<string, int>(), new HashSet<string>());
        TimeSpan? addressedAt = null;
        foreach (var entry in log)
        {
            if (entry.Kind == IncidentEventKind.Message)
            {
                Spoke(entry);
            }
            else if (read[entry] is { } told)
            {
                addressedAt ??= told.Addresses(person) ? entry.At : null;
                foreach (var fact in told.FactsFor(person))
                {
                    facts.TryAdd(fact, new Told(entry.At, entry.Number));
                }
            }
        }

        return new PersonMemory(person, facts, asked, topics, addressedAt);

        void Spoke(TimelineEntry entry)
        {
            if (entry.From != person.Name || entry.Details is null)
            {
                return;
            }

            var kept = EventDetails.Read<Facts>(entry);
            foreach (var fact in kept.Asks ?? [])
            {
                asked.TryAdd(fact, entry.Number);
            }

            topics.UnionWith(kept.Topics ?? []);
        }
    }
}
