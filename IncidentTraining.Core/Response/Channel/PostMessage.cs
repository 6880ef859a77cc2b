using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A crew member, or a staff member who is watching, writes in the incident's channel under their own name.</summary>
public sealed class PostMessage(ShopHost host, InputRules rules) : IUseCase
{
    /// <summary>The longest message, in characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>The subject of a message by staff without a role in the incident: it does not answer anyone on the crew's behalf.</summary>
    public const string Staff = "staff";

    /// <summary>What was typed.</summary>
    /// <param name="Text">The message, trimmed.</param>
    public sealed record Typed(string Text);

    /// <summary>The rules for what was typed.</summary>
    public sealed class Rules : AbstractValidator<Typed>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(typed => typed.Text)
                .NotEmpty()
                .WithMessage("Write something first, or a command: /help lists them.")
                .MaximumLength(MaxLength)
                .WithMessage(typed => $"A message can have at most {MaxLength} characters; this one has {typed.Text.Length}.")
                .AsTooLarge();
    }

    /// <summary>Posts the message to the channel, even while the clock is stopped.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid runId, string text, CancellationToken ct = default)
    {
        var message = text.Trim();
        if (rules.Refuse(new Typed(message)) is { } invalid)
        {
            return invalid;
        }

        return await host.ActAsync(
            actor,
            runId,
            RunAccess.MaySeeAsync,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (!session.HasJustRecorded(IncidentEventKind.Said, last => last.Text == message))
                {
                    session.Record(
                        IncidentEventKind.Said,
                        message,
                        session.Crew.Find(actor.PersonId) is null or { IsHelper: true, Roles.Count: 0 } ? Staff : ""
                    );
                }

                return Outcome.Done;
            },
            ct
        );
    }
}
