using System.Runtime.CompilerServices;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>
/// What the entries of one log tell the people in its channel. Matching words is slow and each commit iterates over the whole log, so each
/// entry is parsed once. It is only a cache: an entry that differs in any field is parsed again.
/// </summary>
/// <param name="people">The people.</param>
/// <param name="startedAt">When the run began, UTC.</param>
internal sealed class ReadEntries(IReadOnlyList<ChannelPerson> people, DateTime startedAt)
{
    private static readonly ConditionalWeakTable<ShopSimulation, ReadEntries> OfShops = [];

    private readonly Dictionary<TimelineEntry, ReadEntry> _read = [];

    /// <summary>Number of parsed entries.</summary>
    public int Count => _read.Count;

    /// <summary>The content of an entry; null when its kind tells no one anything.</summary>
    public ReadEntry? this[TimelineEntry entry]
    {
        get
        {
            if (
                entry.Kind is IncidentEventKind.Message
                || !(entry.Kind is IncidentEventKind.StatusUpdate || PeopleMemory.IsOfTheCrew(entry) || SaidFacts.Of(entry).Count > 0)
            )
            {
                return null;
            }

            if (!_read.TryGetValue(entry, out var read))
            {
                _read.Add(entry, read = new ReadEntry(people, entry, startedAt));
            }

            return read;
        }
    }

    /// <summary>The parsed entries of a run since its shop was built. Used only inside the run's mailbox.</summary>
    public static ReadEntries Of(ShopSimulation shop, DateTime startedAt) =>
        OfShops.GetValue(shop, one => new ReadEntries(one.Scenario.People, startedAt));
}

/// <summary>What one entry tells the people in a channel.</summary>
internal sealed class ReadEntry
{
    private readonly Dictionary<ChannelPerson, Heard> _heard = [];
    private readonly Dictionary<ChannelPerson, IReadOnlyList<Topic>> _topics = [];
    private readonly IReadOnlyList<Spoken> _said;

    public ReadEntry(IReadOnlyList<ChannelPerson> people, TimelineEntry entry, DateTime startedAt)
    {
        var update = entry.Kind == IncidentEventKind.StatusUpdate ? StatusUpdate.Read(entry) : null;
        var isMessage = PeopleMemory.IsOfTheCrew(entry);
        _said = isMessage ? Spoken.Of(entry.Text) : [];
        var common =
            update is not null ? SaidFacts.In(update, startedAt)
            : isMessage ? SaidFacts.In(entry.Text, entry.At, startedAt)
            : SaidFacts.Of(entry).ToHashSet();
        TellsFacts = common.Count > 0;
        IsCourtesy = isMessage && Courtesy.IsIn(entry.Text, people.Select(person => person.Name));
        var stated =
            isMessage || (update is not null && UpdateContent.IsIn(update.Text))
                ? Spoken.Of(Spoken.StatedIn(update?.Text ?? entry.Text))
                : [];
        foreach (var person in people)
        {
            var addressed = isMessage && person.IsAddressedBy(entry.Text);
            var own = person
                .Wants.Where(want => want.ToldBy is { } words && stated.Any(sentence => words.IsMentionedIn(sentence.Text)))
                .Select(want => want.Fact);
            _heard.Add(person, new Heard(addressed, Hears(person, update, addressed) ? [.. common.Concat(own).Distinct()] : []));
        }
    }

    /// <summary>Whether it states a fact that every scenario has.</summary>
    public bool TellsFacts { get; }

    /// <summary>Whether it is a message that needs no answer.</summary>
    public bool IsCourtesy { get; }

    /// <summary>Whether it asks a question; only a message of the crew can.</summary>
    public bool Asks => _said.Any(sentence => sentence.IsQuestion);

    /// <summary>Whether it addresses a person by name.</summary>
    public bool Addresses(ChannelPerson person) => _heard[person].Addressed;

    /// <summary>The facts that it tells a person; none for a person who does not hear it.</summary>
    public IReadOnlyList<string> FactsFor(ChannelPerson person) => _heard[person].Facts;

    /// <summary>The topics of a person that it asks about: the first one for each sentence.</summary>
    public IReadOnlyList<Topic> TopicsOf(ChannelPerson person)
    {
        if (!_topics.TryGetValue(person, out var topics))
        {
            _topics.Add(
                person,
                topics = [
                    .. _said
                        .Select(sentence => person.Topics.FirstOrDefault(topic => topic.Asked.IsSaidIn(sentence.Text)))
                        .OfType<Topic>()
                        .Distinct(),
                ]
            );
        }

        return topics;
    }

    private static bool Hears(ChannelPerson person, StatusUpdate? update, bool addressed) =>
        update is not null
            ? !person.IsOutside || update.Audience is UpdateAudience.Customers or UpdateAudience.Partners
            : !person.IsOutside || addressed;

    private sealed record Heard(bool Addressed, IReadOnlyList<string> Facts);
}
