using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>Transfers the shop's events and its responses to inputs to the run.</summary>
internal static class ShopInputs
{
    /// <summary>The one action that intentionally makes things worse.</summary>
    public const string EnableExperiment = "enable-experiment";

    /// <summary>The action that undoes it.</summary>
    public const string DisableExperiment = "disable-experiment";

    /// <summary>Whether an action could repair something.</summary>
    /// <param name="action">The action's name, or the subject of its events, which begins with it.</param>
    public static bool IsMitigation(string action) => action.Split(' ')[0] != EnableExperiment;

    /// <summary>Transfers the shop's events to the timeline.</summary>
    /// <param name="session">The session.</param>
    /// <param name="after">The sequence number of the last event that is already on the timeline.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task RecordEventsAsync(RunSession session, long after, CancellationToken ct)
    {
        foreach (var shopEvent in session.Shop.EventsAfter(after))
        {
            if (session.Run.ShiftId is not null && OnCallBrief.IsOfTheLab(session.Scenario, shopEvent))
            {
                continue;
            }

            await session.Participants.RecordAsync(session, shopEvent, ct);
        }
    }

    /// <summary>Stores the shop's response to an input and lets the participants react to it.</summary>
    public static async Task<Outcome> SettleAsync(RunSession session, long sequence, InputAnswer answer, CancellationToken ct)
    {
        // Already tracked in the transaction after the one that stored it.
        var input = (await session.Db.Set<RunInput>().FindAsync([session.Run.Id, sequence], ct))!;
        input.Answered(answer);
        if (!input.IsAction)
        {
            // A decision of a person in the channel: their message has announced it.
            return Outcome.Done;
        }

        if (!answer.Accepted)
        {
            // A typing error is not an event of the shop.
            if (answer.Refusal == InputRefusal.NotNow)
            {
                session.Record(IncidentEventKind.ActionRefused, $"{input.Action} was refused: {answer.Text}", input.Action);
            }

            return Outcome.Done;
        }

        session.Participants.Settled(session, input);
        return Outcome.Done;
    }
}
