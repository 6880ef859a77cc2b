using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>Lets the people of a scenario speak when something has happened in the incident, or has not.</summary>
public static class ScenarioPrompts
{
    private const string Key = "prompt:";

    /// <summary>What the entry of a prompt keeps.</summary>
    internal sealed record Facts(PromptReply Expects);

    /// <summary>What the entry of a message keeps that the scenario sends at its time; null when it expects no answer.</summary>
    internal static Facts? FactsOf(Scenario scenario, string injectId) =>
        scenario.Injects.FirstOrDefault(inject => inject.Id == injectId) is { Expects: not PromptReply.Nothing } inject ? new Facts(inject.Expects) : null;

    /// <summary>Records the prompts that are due, each once in a run.</summary>
    /// <returns>Virtual time from which the next one may be due; <see cref="TimeSpan.MaxValue"/> when none is in sight.</returns>
    internal static async Task<TimeSpan> SpeakAsync(RunSession session, CancellationToken ct)
    {
        if (session.Scenario.Prompts.Count == 0 || session.Run.HasEnded)
        {
            return TimeSpan.MaxValue;
        }

        var log = await session.Db.TimelineAsync(session.Run.Id, ct);
        var spoken = (await session.Db.Set<IncidentEvent>().Where(e => e.RunId == session.Run.Id && e.Key.StartsWith(Key)).Select(e => e.Key).ToListAsync(ct)).ToHashSet();
        // What this session adds is not in the database yet.
        log.AddRange(session.Db.ChangeTracker.Entries<IncidentEvent>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)
            .Select(e => new TimelineEntry(e.Number, e.At, e.WallAt, e.Kind, e.Subject, e.Text, e.From, e.PersonId, e.Details, e.RefersTo)));
        var next = TimeSpan.MaxValue;
        foreach (var prompt in session.Scenario.Prompts.Where(p => !spoken.Contains(Key + p.Id)))
        {
            if (TriggeredAt(prompt.Trigger, session, log) + prompt.After is not { } due)
            {
                continue;
            }

            if (due <= session.Now)
            {
                session.Timeline.Record(IncidentEventKind.Message, prompt.Text, prompt.Id, prompt.From, key: Key + prompt.Id, details: new Facts(prompt.Expects));
            }
            else if (due < next)
            {
                next = due;
            }
        }

        return next;
    }

    /// <summary>Whether what a message expects has come since; null when it expects nothing.</summary>
    public static bool? IsAnswered(TimelineEntry message, IReadOnlyList<TimelineEntry> log)
    {
        var expects = message is { Kind: IncidentEventKind.Message, Details: not null } ? EventDetails.Read<Facts>(message).Expects : PromptReply.Nothing;
        return expects switch
        {
            PromptReply.Update => log.Any(e => e.Kind == IncidentEventKind.StatusUpdate && e.Number > message.Number),
            PromptReply.Message => log.Any(e => IsWord(e) && e.Number > message.Number),
            _ => null,
        };
    }

    private static TimeSpan? TriggeredAt(PromptTrigger trigger, RunSession session, List<TimelineEntry> log)
    {
        var incident = session.Incident;
        return trigger switch
        {
            PromptTrigger.Acknowledged => incident.AcknowledgedAt,
            PromptTrigger.Investigation => incident.AssessedAt,
            PromptTrigger.Mitigation => incident.FirstMitigationAt,
            PromptTrigger.Resolution => incident.VerifiedAt,
            PromptTrigger.WrongMitigation => WrongMitigation(session, log),
            _ => incident.Phase >= IncidentPhase.Resolution ? null : LastWord(incident, log),
        };
    }

    /// <summary>Whether the crew said something; staff who only watch do not speak for it.</summary>
    private static bool IsWord(TimelineEntry entry) => entry is { Kind: IncidentEventKind.StatusUpdate } or { Kind: IncidentEventKind.Said, Subject: not PostMessage.Staff };

    private static TimeSpan? LastWord(Incident incident, List<TimelineEntry> log) =>
        log.Where(IsWord).Select(e => (TimeSpan?)e.At).Append(incident.FirstSignAt).Max();

    private static TimeSpan? WrongMitigation(RunSession session, List<TimelineEntry> log)
    {
        var right = session.Scenario.RootCauseFor(session.Run.Seed).Mitigations.Select(step => step.Action).Append(ShopInputs.DisableExperiment).ToHashSet();
        return log.FirstOrDefault(e => e.Kind == IncidentEventKind.ActionStarted && ShopInputs.IsMitigation(e.Subject) && !right.Contains(e.Subject.Split(' ')[0]))?.At;
    }
}
