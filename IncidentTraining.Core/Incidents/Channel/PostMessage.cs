using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Incidents;

/// <summary>Somebody of the crew says something in the incident's channel.</summary>
public sealed class PostMessage(ShopHost host)
{
    /// <summary>The longest message, in characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>Puts the message into the channel; also while the clock stands.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, string text, CancellationToken ct = default)
    {
        var message = text.Trim();
        if (message.Length is 0 or > MaxLength)
        {
            return Task.FromResult<Outcome>(message.Length == 0
                ? Refusal.Invalid("Write something first, or a command: /help lists them.")
                : Refusal.TooLarge($"A message has at most {MaxLength} characters; this one has {message.Length}."));
        }

        return host.ActAsync(actor, runId, session =>
        {
            var may = session.MayWrite();
            if (may.Succeeded)
            {
                session.Record(IncidentEventKind.Said, message);
            }

            return Task.FromResult(may);
        }, ct);
    }
}
