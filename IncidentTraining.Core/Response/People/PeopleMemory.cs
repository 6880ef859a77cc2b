using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A fact that a person was told.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Entry">The number of the entry that told it.</param>
public sealed record Told(TimeSpan At, int Entry);

/// <summary>What one person of a scenario has been told and has asked.</summary>
/// <param name="Person">The person.</param>
/// <param name="Facts">What they were told first by which entry; every fact, whether they want it or not.</param>
/// <param name="Asked">The facts that they have asked for, with the number of the entry.</param>
/// <param name="Topics">The topics that they have answered.</param>
/// <param name="AddressedAt">Virtual time of the first message that addressed them; null when none has.</param>
public sealed record PersonMemory(
    ChannelPerson Person, IReadOnlyDictionary<string, Told> Facts, IReadOnlyDictionary<string, int> Asked, IReadOnlySet<string> Topics, TimeSpan? AddressedAt)
{
    /// <summary>Of some facts, those that they have neither been told nor asked for.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> facts) => [.. facts.Where(fact => !Facts.ContainsKey(fact) && !Asked.ContainsKey(fact))];
}

/// <summary>
/// Reads from a run's log what the people of its scenario remember. It is kept nowhere else, so that a portal that was restarted remembers the same.
/// </summary>
public static class PeopleMemory
{
    /// <summary>What an entry of a person's message keeps besides what answers it.</summary>
    /// <param name="Expects">What answers it.</param>
    /// <param name="Asks">The facts that it asks for; null for none.</param>
    /// <param name="Topics">The topics that it answers; null for none.</param>
    internal sealed record Facts(PromptReply Expects, IReadOnlyList<string>? Asks = null, IReadOnlyList<string>? Topics = null);

    /// <summary>What everyone remembers after a log.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="log">The log, in its order.</param>
    /// <param name="startedAt">When the run began, UTC.</param>
    public static IReadOnlyList<PersonMemory> Of(Scenario scenario, IReadOnlyList<TimelineEntry> log, DateTime startedAt)
    {
        if (scenario.People.Count == 0)
        {
            return [];
        }

        var updates = StatusUpdate.Of(log).ToDictionary(update => update.Number);
        var told = log.Select(entry => (Entry: entry, Facts: FactsOf(entry, updates.GetValueOrDefault(entry.Number), startedAt)))
            .Where(one => one.Facts.Count > 0 || one.Entry.Kind is IncidentEventKind.Said or IncidentEventKind.Message or IncidentEventKind.StatusUpdate).ToList();
        return [.. scenario.People.Select(person => Of(person, told, updates))];
    }

    /// <summary>Whether an entry is a word of the crew; staff who only watch do not speak for it.</summary>
    public static bool IsOfTheCrew(TimelineEntry entry) => entry is { Kind: IncidentEventKind.Said, Subject: not PostMessage.Staff, PersonId: not null };

    private static IReadOnlySet<string> FactsOf(TimelineEntry entry, StatusUpdate? update, DateTime startedAt) =>
        update is not null ? SaidFacts.In(update, startedAt)
        : IsOfTheCrew(entry) ? SaidFacts.In(entry.Text, entry.At, startedAt)
        : SaidFacts.Of(entry).ToHashSet();

    private static PersonMemory Of(ChannelPerson person, List<(TimelineEntry Entry, IReadOnlySet<string> Facts)> told, Dictionary<int, StatusUpdate> updates)
    {
        var (facts, asked, topics) = (new Dictionary<string, Told>(), new Dictionary<string, int>(), new HashSet<string>());
        TimeSpan? addressedAt = null;
        foreach (var (entry, common) in told)
        {
            if (entry.Kind == IncidentEventKind.Message)
            {
                Spoke(entry);
                continue;
            }

            var addressed = IsOfTheCrew(entry) && person.IsAddressedBy(entry.Text);
            addressedAt ??= addressed ? entry.At : null;
            if (!Hears(person, updates.GetValueOrDefault(entry.Number), addressed))
            {
                continue;
            }

            foreach (var fact in common.Concat(OwnIn(person, entry, updates.GetValueOrDefault(entry.Number))))
            {
                facts.TryAdd(fact, new Told(entry.At, entry.Number));
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

    private static bool Hears(ChannelPerson person, StatusUpdate? update, bool addressed) => update is not null
        ? !person.IsOutside || update.Audience == UpdateAudience.Customers
        : !person.IsOutside || addressed;

    /// <summary>The facts of the scenario that an entry tells, by the words that the person listens for.</summary>
    private static IEnumerable<string> OwnIn(ChannelPerson person, TimelineEntry entry, StatusUpdate? update)
    {
        if (!IsOfTheCrew(entry) && (update is null || !UpdateContent.IsIn(update.Text)))
        {
            return [];
        }

        var own = person.Wants.Where(want => want.ToldBy is not null).ToList();
        if (own.Count == 0)
        {
            return [];
        }

        var sentences = Spoken.Of(Spoken.StatedIn(update?.Text ?? entry.Text));
        return own.Where(want => sentences.Any(sentence => want.ToldBy!.IsMentionedIn(sentence.Text))).Select(want => want.Fact);
    }
}
