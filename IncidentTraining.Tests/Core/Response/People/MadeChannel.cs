using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Response.People;

/// <summary>A channel that a test fills message by message, with the people of a scenario but without a shop.</summary>
internal sealed class MadeChannel
{
    public static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Guid Anna = Guid.CreateVersion7(Start);

    private readonly Scenario _scenario;
    private readonly PeopleTalk _talk;
    private readonly Incident _incident = new(Guid.CreateVersion7(Start));

    public MadeChannel(Scenario scenario, int crew = 1)
    {
        _scenario = scenario;
        var mates = Enumerable
            .Range(0, crew)
            .Select(i => new CrewMate(
                i == 0 ? Anna : Guid.CreateVersion7(Start),
                i == 0 ? "Anna" : $"Ben{i}",
                false,
                i == 0 ? Enum.GetValues<IncidentRole>() : []
            ))
            .ToList();
        var changes = ChangeDraw
            .Of(scenario, 1)
            .Select(change => new ShopChange(
                change.Id,
                -change.Record.Ago,
                change.Record.Kind,
                change.Record.Title,
                change.Record.By,
                change.Record.Diff
            ))
            .ToList();
        _talk = new PeopleTalk(
            scenario.People,
            new Crew(mates),
            new ReadEntries(scenario.People, Start),
            new AnswerSources(
                () => changes,
                () =>
                    [
                        new StatusPage(
                            "paylane",
                            "Paylane status",
                            "operational",
                            TimeSpan.Zero,
                            [new StatusComponent("Card payments", "operational")],
                            []
                        ),
                    ],
                () => Now
            )
        );
        _incident.NoticeSign(TimeSpan.Zero);
    }

    public List<TimelineEntry> Log { get; } = [];

    public List<Speech> Speeches { get; } = [];

    public TimeSpan Now { get; private set; }

    public IReadOnlyList<PersonMemory> Memories => PeopleMemory.Of(_scenario.People, Log, Start);

    public PersonMemory this[string person] => Memories.Single(memory => memory.Person.Id == person);

    public MadeChannel Say(string text) => Add(IncidentEventKind.Said, text, "", "Anna", Anna);

    public MadeChannel Update(
        string text,
        UpdateAudience audience = UpdateAudience.Customers,
        UpdateImpact impact = UpdateImpact.Unstated,
        UpdateStage stage = UpdateStage.Investigating
    ) =>
        Add(
            IncidentEventKind.StatusUpdate,
            text,
            audience.ToString(),
            "Anna",
            Anna,
            EventDetails.Write(new StatusUpdate.Facts(stage, impact, text, null))
        );

    public MadeChannel Complain(string text) => Add(IncidentEventKind.Complaint, text, "customer-1", "Customer");

    public MadeChannel Acknowledge()
    {
        Assert.Null(_incident.Acknowledge(Now).Refusal);
        return Add(IncidentEventKind.Acknowledged, "Acknowledged.", "", "Anna", Anna);
    }

    public MadeChannel SetSeverity() => Add(IncidentEventKind.SeveritySet, "Severity P1.", "P1", "Anna", Anna);

    public MadeChannel HandOverCommand() =>
        Add(IncidentEventKind.RoleHandedOver, "Incident commander: Anna → Ben1.", nameof(IncidentRole.Commander), "Anna", Anna);

    /// <summary>A message of the scenario comes at its time.</summary>
    public MadeChannel Send(string injectId)
    {
        var inject = _scenario.Injects.Single(one => one.Id == injectId);
        return Schedule(inject.Id, inject.From, new Wording(inject.Text, inject.News, inject.Asks, inject.UnlessTold));
    }

    /// <summary>A prompt of the scenario comes at its time.</summary>
    public MadeChannel Prompt(string promptId)
    {
        var prompt = _scenario.Prompts.Single(one => one.Id == promptId);
        return Schedule(prompt.Id, prompt.From, new Wording(prompt.Text, prompt.News, prompt.Asks, prompt.UnlessTold));
    }

    /// <summary>Advances by seconds, in which people speak when something is due, as in a run.</summary>
    public MadeChannel Live(int seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (true)
        {
            var (due, next) = _talk.At(Log, TalkMoments.Of(_incident), Now);
            foreach (var speech in due)
            {
                Speeches.Add(speech);
                Record(
                    IncidentEventKind.Message,
                    speech.Text,
                    "people",
                    speech.Person.Name,
                    null,
                    EventDetails.Write(new PeopleMemory.Facts(PromptReply.Nothing, speech.Asks, speech.Topics)),
                    speech.Answers?.Number
                );
            }

            if (due.Count > 0)
            {
                continue;
            }

            Assert.True(next > Now, "What is due now should have been said.");
            if (next > end)
            {
                Now = end;
                return this;
            }

            Now = next;
        }
    }

    /// <summary>The answers to the last message, once everybody has had time to answer.</summary>
    public IReadOnlyList<Speech> Answers()
    {
        var asked = Log.Last(e => e.Kind == IncidentEventKind.Said).Number;
        Live(60);
        return [.. Speeches.Where(speech => speech.Answers?.Number == asked)];
    }

    private MadeChannel Schedule(string id, string from, Wording wording)
    {
        if (_talk.Say(from, wording, Log) is { } said)
        {
            Record(
                IncidentEventKind.Message,
                said.Text,
                id,
                from,
                null,
                EventDetails.Write(new PeopleMemory.Facts(PromptReply.Nothing, said.Asks)),
                null
            );
        }

        return this;
    }

    private MadeChannel Add(IncidentEventKind kind, string text, string subject, string from, Guid? by = null, string? details = null)
    {
        Record(kind, text, subject, from, by, details, null);
        return this;
    }

    private void Record(IncidentEventKind kind, string text, string subject, string from, Guid? by, string? details, int? refersTo) =>
        Log.Add(new TimelineEntry(Log.Count + 1, Now, Start + Now, kind, subject, text, from, by, details, refersTo));
}
