using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>Makes the people of a scenario listen and speak in the channel of a run.</summary>
internal static class PeopleInChannel
{
    /// <summary>The subject of messages that people send on their own, not by the scenario's schedule.</summary>
    public const string Subject = "people";

    /// <summary>Records due messages, and stores decisions.</summary>
    /// <returns>Virtual time from which something may be due again; <see cref="TimeSpan.MaxValue"/> when nothing is expected.</returns>
    public static TimeSpan Speak(RunSession session)
    {
        if (session.Scenario.People.Count == 0 || session.Run.HasEnded)
        {
            return TimeSpan.MaxValue;
        }

        // The shop has yet to receive an input of this session, and takes inputs in number order.
        if (session.Db.ChangeTracker.Entries<RunInput>().Any(input => input.State == EntityState.Added))
        {
            return session.Now;
        }

        var (due, next) = TalkOf(session).At(session.Log, TalkMoments.Of(session.Incident), session.Now);
        foreach (var speech in due)
        {
            session.Timeline.Record(
                IncidentEventKind.Message,
                speech.Text,
                Subject,
                speech.Person.Name,
                details: new PeopleMemory.Facts(PromptReply.Nothing, speech.Asks, speech.Topics),
                refersTo: speech.Answers?.Number
            );
            if (speech.Decides is { } decision && speech.Answers?.PersonId is { } askedBy)
            {
                session.Decide(decision, askedBy);
            }
        }

        return next;
    }

    /// <summary>What people say in a session's run.</summary>
    public static PeopleTalk TalkOf(RunSession session) =>
        new(
            session.Scenario.People,
            session.Crew,
            ReadEntries.Of(session.Shop, session.Run.StartedAt),
            new AnswerSources(session.Shop.Changes, session.Shop.StatusPages, () => session.Now)
        );
}
