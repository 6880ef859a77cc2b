using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>
/// The crew asks for help, and a staff member comes to watch, which they always may. Both are on the timeline; to act on the crew's behalf
/// they <see cref="TakeOver"/>.
/// </summary>
public sealed class CallForHelp(ShopHost host) : IUseCase
{
    /// <summary>The longest call for help, in characters.</summary>
    public const int LongestCall = 300;

    /// <summary>What was typed.</summary>
    /// <param name="Reason">Why help is asked for, trimmed; may be empty.</param>
    public sealed record Call(string Reason);

    /// <summary>The rules for a call for help.</summary>
    public sealed class Rules : AbstractValidator<Call>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(call => call.Reason)
                .MaximumLength(LongestCall)
                .WithMessage($"Use at most {LongestCall} characters; tell the facilitator the rest.")
                .AsTooLarge();
    }

    /// <summary>A crew member raises their hand.</summary>
    public Task<Outcome> RaiseAsync(Actor actor, Guid runId, string reason, CancellationToken ct = default)
    {
        var call = new Call(reason.Trim());
        return host.ActAsync(
            actor,
            runId,
            call,
            session =>
                Task.FromResult(
                    session.MayWrite() is { Succeeded: false } refused
                        ? refused
                        : session.Do(
                            incident => incident.RaiseHand(session.Now),
                            IncidentEventKind.HandRaised,
                            call.Reason.Length == 0 ? "Asked for help." : $"Asked for help: {call.Reason}"
                        )
                ),
            ct
        );
    }

    /// <summary>
    /// A staff member looks at the run while the hand is raised: the crew is told once that they came. Without a call for help staff may
    /// look as well, and no one is told.
    /// </summary>
    public Task<Outcome> WatchAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            RunAccess.MaySeeAsync,
            async session =>
            {
                if (session.Incident.HandRaisedAt is not { } raised || session.Crew.Find(actor.PersonId) is not null)
                {
                    return Refusal.Conflict("No one in this crew has asked for help.");
                }

                var key = $"watch:{actor.PersonId}:{raised.Ticks}";
                if (!session.Cache.Has(key))
                {
                    session.Record(IncidentEventKind.HelperCame, $"{session.PersonName} came to watch.", key: key);
                }

                return Outcome.Done;
            },
            ct
        );

    /// <summary>The hand is lowered: by the crew, or by the staff member who came.</summary>
    public Task<Outcome> LowerAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            RunAccess.MaySeeAsync,
            session =>
                Task.FromResult(
                    session.Do(incident => incident.LowerHand(), IncidentEventKind.HandLowered, "The call for help was answered.")
                ),
            ct
        );
}
