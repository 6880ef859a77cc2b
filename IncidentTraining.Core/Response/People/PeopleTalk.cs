using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A message of a person in the channel.</summary>
/// <param name="Person">The person.</param>
/// <param name="Text">The words.</param>
/// <param name="Asks">The facts that it asks for.</param>
/// <param name="Topics">The topics that it answers.</param>
/// <param name="Answers">The entry that it answers; null for a question of their own.</param>
/// <param name="Decides">The decision; null for none.</param>
public sealed record Speech(
    ChannelPerson Person,
    string Text,
    IReadOnlyList<string> Asks,
    IReadOnlyList<string> Topics,
    TimelineEntry? Answers,
    PersonDecision? Decides
);

/// <summary>
/// Makes people in a channel ask and answer: a pure function of the people, the log and the second, so that the same messages at the same
/// seconds get the same answers.
/// </summary>
/// <param name="people">The people in the channel.</param>
/// <param name="crew">The crew members.</param>
/// <param name="read">The parsed entries of the run's log.</param>
/// <param name="answers">The values for the fields of answers.</param>
internal sealed class PeopleTalk(IReadOnlyList<ChannelPerson> people, Crew crew, ReadEntries read, AnswerSources answers)
{
    /// <summary>A message that got no answer within this time will not get one.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(15);

    /// <summary>What is said now, and when something may be due next.</summary>
    /// <param name="log">The log, in its order.</param>
    /// <param name="moments">The state of the incident.</param>
    /// <param name="now">The run's virtual time.</param>
    /// <returns>What is due, and the virtual time of the next check; <see cref="TimeSpan.MaxValue"/> when nothing is expected.</returns>
    public (IReadOnlyList<Speech> Due, TimeSpan Next) At(IReadOnlyList<TimelineEntry> log, TalkMoments moments, TimeSpan now)
    {
        var (due, next) = (new List<Speech>(), TimeSpan.MaxValue);
        var memories = PeopleMemory.Of(people, log, read);
        var answered = log.Where(e => e is { Kind: IncidentEventKind.Message, RefersTo: not null })
            .Select(e => (e.From, e.RefersTo!.Value))
            .ToHashSet();
        var heard = log.Where(e => now - e.At < Stale && (e.Kind == IncidentEventKind.StatusUpdate || PeopleMemory.IsOfTheCrew(e)))
            .ToList();
        foreach (var memory in memories)
        {
            var topics = memory.Topics.ToHashSet();
            foreach (var entry in heard.Where(e => !answered.Contains((memory.Person.Name, e.Number))))
            {
                if (Reply(memory, memories, entry, topics, log) is not { } reply)
                {
                    continue;
                }

                if (entry.At + memory.Person.AnswersAfter is var at && at > now)
                {
                    next = at < next ? at : next;
                    continue;
                }

                due.Add(reply);
                topics.UnionWith(reply.Topics);
            }

            if (Ask(memory, moments, now, ref next) is { } question)
            {
                due.Add(question);
            }
        }

        return (due, next);
    }

    /// <summary>
    /// A scheduled message of the scenario: without the questions that have already been answered or asked. Null when nothing is left to
    /// say.
    /// </summary>
    /// <param name="from">Who speaks.</param>
    /// <param name="wording">The message as written in the scenario.</param>
    /// <param name="log">The log until then.</param>
    public Wording? Say(string from, Wording wording, IReadOnlyList<TimelineEntry> log)
    {
        if (
            (wording.Asks.Count == 0 && wording.UnlessTold.Count == 0)
            || PeopleMemory.Of(people, log, read).FirstOrDefault(one => one.Person.Name == from) is not { } memory
        )
        {
            return wording;
        }

        if (wording.UnlessTold.Count > 0 && wording.UnlessTold.All(memory.Facts.ContainsKey))
        {
            return null;
        }

        var missing = memory.Missing(wording.Asks);
        if (missing.Count == wording.Asks.Count)
        {
            return wording;
        }

        var words = memory
            .Person.Wants.Where(want => missing.Contains(want.Fact))
            .Select(want => want.Ask)
            .Prepend(wording.News)
            .Where(text => text.Length > 0)
            .ToList();
        return words.Count == 0 ? null : wording with { Text = string.Join(' ', words), Asks = missing };
    }

    private Speech? Reply(
        PersonMemory memory,
        IReadOnlyList<PersonMemory> everybody,
        TimelineEntry entry,
        HashSet<string> topics,
        IReadOnlyList<TimelineEntry> log
    )
    {
        var person = memory.Person;
        if (read[entry] is not { } said)
        {
            return null;
        }

        var addressed = said.Addresses(person);
        var elsewhere =
            PeopleMemory.IsOfTheCrew(entry)
            && !addressed
            && (
                everybody.Any(one => said.Addresses(one.Person)) || Mentions.Split(entry.Text, crew).Any(part => part.Mentioned is not null)
            );
        var news = person.Wants.Where(want => memory.Facts.GetValueOrDefault(want.Fact)?.Entry == entry.Number).ToList();
        var thanks = news.Where(want => addressed || (memory.Asked.TryGetValue(want.Fact, out var asked) && asked < entry.Number))
            .Select(want => want.Thanks)
            .Distinct()
            .ToList();
        var matched = !elsewhere && (addressed || !person.IsOutside) ? said.TopicsOf(person) : [];
        List<string> words = [.. thanks, .. matched.Select(topic => answers.Fill(person, topic, topics, entry, log))];
        if (words.Count == 0 && !elsewhere && IsUnknown(person, everybody, entry, said))
        {
            words.Add(person.Unknown);
        }

        return words.Count == 0
            ? null
            : new Speech(
                person,
                string.Join(' ', words),
                [],
                [.. matched.Select(topic => topic.Id)],
                entry,
                matched.FirstOrDefault(topic => topic.Decides is not null && !topics.Contains(topic.Id))?.Decides
            );
    }

    /// <summary>
    /// Whether a message needs an answer that only this person would give: it addresses the person, or a person who works alone asks
    /// without addressing anyone.
    /// </summary>
    private bool IsUnknown(ChannelPerson person, IReadOnlyList<PersonMemory> everybody, TimelineEntry entry, ReadEntry said)
    {
        if (!PeopleMemory.IsOfTheCrew(entry) || said.IsCourtesy)
        {
            return false;
        }

        if (said.Addresses(person))
        {
            return said.Asks || !said.TellsFacts;
        }

        return person.AnswersTheRest
            && crew.Mates.Count(mate => !mate.IsHelper) == 1
            && said.Asks
            && everybody.All(one => one.Person.IsOutside || said.TopicsOf(one.Person).Count == 0);
    }

    private static Speech? Ask(PersonMemory memory, TalkMoments moments, TimeSpan now, ref TimeSpan next)
    {
        var due = new List<Want>();
        foreach (var want in memory.Person.Wants.Where(want => memory.Missing([want.Fact]).Count > 0))
        {
            TimeSpan? trigger = want.Trigger switch
            {
                WantTrigger.Addressed => memory.AddressedAt,
                WantTrigger.Sign => moments.Sign,
                WantTrigger.Acknowledged => moments.Acknowledged,
                WantTrigger.Mitigation => moments.Mitigation,
                WantTrigger.Resolution => moments.Resolution,
                _ => null,
            };
            // When it is over, only questions about its end remain.
            if (trigger + want.After is not { } at || (moments.IsOver && want.Trigger != WantTrigger.Resolution))
            {
                continue;
            }

            if (at <= now)
            {
                due.Add(want);
            }
            else
            {
                next = at < next ? at : next;
            }
        }

        return due.Count == 0
            ? null
            : new Speech(memory.Person, string.Join(' ', due.Select(want => want.Ask)), [.. due.Select(want => want.Fact)], [], null, null);
    }
}

/// <summary>The moments of an incident from which people count until they ask, in its time; null for what has not happened.</summary>
/// <param name="Sign">The first sign.</param>
/// <param name="Acknowledged">The acknowledgement.</param>
/// <param name="Mitigation">The start of the repair.</param>
/// <param name="Resolution">The measured recovery.</param>
/// <param name="IsOver">Whether only questions about the end remain.</param>
internal sealed record TalkMoments(TimeSpan? Sign, TimeSpan? Acknowledged, TimeSpan? Mitigation, TimeSpan? Resolution, bool IsOver)
{
    /// <summary>The moments of a run's incident.</summary>
    public static TalkMoments Of(Incident incident) =>
        new(
            incident.FirstSignAt,
            incident.AcknowledgedAt,
            incident.FirstMitigationAt,
            incident.VerifiedAt,
            incident.Phase >= IncidentPhase.Resolution
        );
}

/// <summary>A scheduled message of the scenario.</summary>
/// <param name="Text">The words.</param>
/// <param name="News">The part that is information, not a question; empty for none.</param>
/// <param name="Asks">The facts that it asks for.</param>
/// <param name="UnlessTold">The facts of which one must be missing.</param>
public sealed record Wording(string Text, string News, IReadOnlyList<string> Asks, IReadOnlyList<string> UnlessTold);
