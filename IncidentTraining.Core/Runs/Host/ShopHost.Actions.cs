using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>Actions of the crew on their shop.</summary>
public sealed partial class ShopHost
{
    /// <summary>Hands an action to the shop: stored and committed first, then applied, then its answer recorded.</summary>
    internal async Task<Outcome<InputAnswer>> ApplyAsync(
        Actor actor,
        Guid runId,
        string action,
        IReadOnlyDictionary<string, string> arguments,
        CancellationToken ct
    )
    {
        if (await RefuseStrangerAsync(actor, runId, RunAccess.RequireOwnRunAsync, ct) is { } stranger)
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
                    // A line that is no command is nothing that happened: it is neither stored nor told in the timeline.
                    return Refusal.NotFound($"There is no action “{action}”. The help lists all of them.");
                }

                // A double click is one wish, and a second restart would cost as much as the first.
                var (line, now) = (LastAction.LineOf(action, arguments), time.GetUtcNow().UtcDateTime);
                if (live.LastAction is { } last && last.IsRepeatedBy(actor.PersonId, line, now))
                {
                    answer = last.Answer;
                    return Outcome.Done;
                }

                RunInput? input = null;
                var stored = await CommitAsync(
                    live,
                    actor,
                    async session =>
                    {
                        var accepts = session.MayActOnShop();
                        accepts = accepts.Succeeded ? await Occupation.IsFreeForAsync(session, action, ct) : accepts;
                        if (accepts.Succeeded)
                        {
                            input = new RunInput(session.Run, session.Now, action, arguments, actor.PersonId, session.Wall);
                            session.Db.Add(input);
                        }

                        return accepts;
                    },
                    ct
                );
                if (!stored.Succeeded)
                {
                    return stored;
                }

                // From here on the input is a fact, whoever has gone away meanwhile.
                answer = live.Shop.Apply(input!.ToShop());
                live.LastAction = new LastAction(actor.PersonId, line, now, answer);
                return await CommitAsync(
                    live,
                    actor,
                    session => ShopInputs.SettleAsync(session, input.Sequence, answer, CancellationToken.None),
                    CancellationToken.None
                );
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
