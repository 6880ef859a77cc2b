using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>Actions of the crew on their shop.</summary>
public sealed partial class ShopHost
{
    /// <summary>Passes an action to the shop: stored and committed first, then applied, then its response recorded.</summary>
    internal async Task<Outcome<InputAnswer>> ApplyAsync(
        Actor actor,
        Guid runId,
        string action,
        IReadOnlyDictionary<string, string> arguments,
        CancellationToken ct
    )
    {
        if (await RefuseStrangerAsync(actor, runId, RunAccess.MayWorkAsync, ct) is { } stranger)
        {
            return stranger;
        }

        InputAnswer? answer = null;
        var outcome = await InMailboxAsync(
            runId,
            async live =>
            {
                if (await OpenAsync(live, LabRun.RehearsalLimit, ct) is { Succeeded: false } refused)
                {
                    return refused.Refusal;
                }

                if (!live.Shop!.Knows(action))
                {
                    // A line that is not a command is not an event: it is neither stored nor shown on the timeline.
                    return Refusal.NotFound($"There is no action “{action}”. The help lists all of them.");
                }

                // A double click is one request, and a second restart would cost as much as the first.
                var (line, now) = (LastAction.LineOf(action, arguments), time.GetUtcNow().UtcDateTime);
                if (live.LastAction is { } last && last.IsRepeatedBy(actor.PersonId, line, now))
                {
                    answer = last.Answer;
                    return Outcome.Done;
                }

                RunInput? input = null;
                await using var db = await databases.CreateDbContextAsync(ct);
                var stored = await CommitAsync(
                    live,
                    db,
                    () => OpenSessionAsync(live, db, actor, ct),
                    session =>
                    {
                        var accepts = session.MayActOnShop();
                        accepts = accepts.Succeeded ? Occupation.IsFreeFor(session, action) : accepts;
                        input = accepts.Succeeded ? session.Take(action, arguments) : null;
                        return Task.FromResult(accepts);
                    },
                    ct
                );
                if (!stored.Succeeded)
                {
                    return stored.Refusal;
                }

                // From here on the input is final, even if the caller has gone away.
                answer = live.Shop.Apply(input!.ToShop());
                live.LastAction = new LastAction(actor.PersonId, line, now, answer);
                await SettleAsync(live, stored.Value, input, answer);
                return Outcome.Done;
            },
            ct
        );
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        return answer!.Refusal switch
        {
            InputRefusal.None => answer,
            InputRefusal.BadArgument => Refusal.Invalid(answer.Text),
            _ => Refusal.Conflict(answer.Text),
        };
    }
}
