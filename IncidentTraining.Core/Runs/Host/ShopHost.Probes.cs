using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>Requests of the responders' own tools.</summary>
public sealed partial class ShopHost
{
    /// <summary>
    /// Stores a probe and passes it to the shop. It is an input like an action, but not an event for the incident's timeline: two per
    /// second would bury it.
    /// </summary>
    /// <returns>The input's sequence number, under which the shop stores the response.</returns>
    internal async Task<Outcome<long>> SendProbeAsync(
        Actor actor,
        Guid runId,
        IReadOnlyDictionary<string, string> arguments,
        CancellationToken ct
    )
    {
        if (await RefuseStrangerAsync(actor, runId, RunAccess.MayWorkAsync, ct) is { } stranger)
        {
            return stranger;
        }

        RunInput? input = null;
        var outcome = await InMailboxAsync(
            runId,
            async live =>
            {
                if (await OpenAsync(live, LabRun.RehearsalLimit, ct) is { Succeeded: false } closed)
                {
                    return closed;
                }

                var stored = await gate.WriteAsync(
                    db =>
                    {
                        var wall = time.GetUtcNow().UtcDateTime;
                        var accepts = live.Run!.AcceptsActions(wall);
                        if (accepts.Succeeded)
                        {
                            input = RunInput.Probe(runId, live.Cache!.LastInput + 1, live.Shop!.Now, arguments, actor.PersonId, wall);
                            db.Add(input);
                        }

                        return Task.FromResult(accepts);
                    },
                    ct
                );
                if (!stored.Succeeded)
                {
                    return stored;
                }

                live.Cache!.Add(input!);
                var answer = live.Shop!.Apply(input!.ToShop());
                return answer.Accepted ? Outcome.Done : Refusal.Conflict(answer.Text);
            },
            ct
        );
        return outcome.Succeeded ? input!.Sequence : outcome.Refusal;
    }
}
