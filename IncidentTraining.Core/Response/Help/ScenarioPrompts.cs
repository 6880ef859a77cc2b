using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Makes the people of a scenario speak when something has, or has not, happened in the incident.</summary>
public static class ScenarioPrompts
{
    private const string Key = "prompt:";

    /// <summary>A scheduled message of the scenario, without what has already been told; null when nothing is left to say.</summary>
    internal static ToldEvent? Tell(RunSession session, ToldEvent told)
    {
        if (session.Scenario.Injects.FirstOrDefault(inject => inject.Id == told.Event.Subject) is not { } inject)
        {
            return told;
        }

        var said = new Wording(told.Event.Text, inject.News, inject.Asks, inject.UnlessTold);
        if (inject.Asks.Count > 0 || inject.UnlessTold.Count > 0)
        {
            if (PeopleInChannel.TalkOf(session).Say(inject.From, said, session.Log) is not { } left)
            {
                return null;
            }

            said = left;
        }

        return new ToldEvent(told.Event with { Text = said.Text }, FactsOf(inject.Expects, said.Asks));
    }

    /// <summary>Records the prompts that are due, each once per run.</summary>
    /// <returns>Virtual time from which the next one may be due; <see cref="TimeSpan.MaxValue"/> when none is expected.</returns>
    internal static TimeSpan Speak(RunSession session)
    {
        if (session.Scenario.Prompts.Count == 0 || session.Run.HasEnded)
        {
            return TimeSpan.MaxValue;
        }

        var log = session.Log;
        var next = TimeSpan.MaxValue;
        foreach (var prompt in session.Scenario.Prompts.Where(p => !session.Cache.Has(Key + p.Id)))
        {
            if (TriggeredAt(prompt.Trigger, session, log) + prompt.After is not { } due)
            {
                continue;
            }

            if (due <= session.Now)
            {
                // A prompt that has become superfluous may be due again later, if its question is still open.
                if (
                    PeopleInChannel.TalkOf(session).Say(prompt.From, new(prompt.Text, prompt.News, prompt.Asks, prompt.UnlessTold), log) is
                    { } said
                )
                {
                    session.Timeline.Record(
                        IncidentEventKind.Message,
                        said.Text,
                        prompt.Id,
                        prompt.From,
                        key: Key + prompt.Id,
                        details: new PeopleMemory.Facts(prompt.Expects, said.Asks)
                    );
                    // What it has asked must not be asked again by the next one.
                    log = session.Log;
                }
            }
            else if (due < next)
            {
                next = due;
            }
        }

        return next;
    }

    /// <summary>
    /// Whether the reply that a message expects has come since; null when it expects none, or when it asks for facts: then the person's own
    /// words decide.
    /// </summary>
    public static bool? IsAnswered(TimelineEntry message, IReadOnlyList<TimelineEntry> log)
    {
        var facts = message is { Kind: IncidentEventKind.Message, Details: not null }
            ? EventDetails.Read<PeopleMemory.Facts>(message)
            : null;
        return facts is { Asks.Count: > 0 }
            ? null
            : (facts?.Expects ?? PromptReply.Nothing) switch
            {
                PromptReply.Update => log.Any(e => e.Kind == IncidentEventKind.StatusUpdate && e.Number > message.Number),
                PromptReply.Message => log.Any(e => IsWord(e) && e.Number > message.Number),
                _ => null,
            };
    }

    private static PeopleMemory.Facts? FactsOf(PromptReply expects, IReadOnlyList<string> asks) =>
        expects == PromptReply.Nothing && asks.Count == 0 ? null : new PeopleMemory.Facts(expects, asks);

    private static TimeSpan? TriggeredAt(PromptTrigger trigger, RunSession session, IReadOnlyList<TimelineEntry> log)
    {
        var incident = session.Incident;
        return trigger switch
        {
            PromptTrigger.Acknowledged => incident.AcknowledgedAt,
            PromptTrigger.Investigation => incident.AssessedAt,
            PromptTrigger.Mitigation => incident.FirstMitigationAt,
            PromptTrigger.Resolution => incident.VerifiedAt,
            PromptTrigger.WrongMitigation => WrongMitigation(session, log),
            _ => incident.Phase >= IncidentPhase.Resolution ? null : LastWord(session, log),
        };
    }

    /// <summary>Whether the crew has written something; staff who only watch do not speak for it.</summary>
    private static bool IsWord(TimelineEntry entry) =>
        entry is { Kind: IncidentEventKind.StatusUpdate } or { Kind: IncidentEventKind.Said, Subject: not PostMessage.Staff };

    /// <summary>Since when the crew has been silent; on call from the page on, because before it there is no crew to hear from.</summary>
    private static TimeSpan? LastWord(RunSession session, IReadOnlyList<TimelineEntry> log)
    {
        var called = session.Run.ShiftId is null
            ? session.Incident.FirstSignAt
            : log.Where(e => e.Kind == IncidentEventKind.Paged).Select(e => (TimeSpan?)e.At).FirstOrDefault();
        return log.Where(IsWord).Select(e => (TimeSpan?)e.At).Append(called).Max();
    }

    private static TimeSpan? WrongMitigation(RunSession session, IReadOnlyList<TimelineEntry> log)
    {
        var right = session
            .Scenario.RootCauseFor(session.Run.Seed)
            .Mitigations.Select(step => step.Action)
            .Append(ShopInputs.DisableExperiment)
            .ToHashSet();
        return log.FirstOrDefault(e =>
            e.Kind == IncidentEventKind.ActionStarted && ShopInputs.IsMitigation(e.Subject) && !right.Contains(e.Subject.Split(' ')[0])
        )?.At;
    }
}
