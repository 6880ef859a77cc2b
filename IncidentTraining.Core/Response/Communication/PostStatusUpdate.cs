using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>The communications lead publishes a status update on the incident's status page.</summary>
public sealed class PostStatusUpdate(ShopHost host) : IUseCase
{
    /// <summary>What was written.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Audience">To whom.</param>
    /// <param name="Text">The update.</param>
    /// <param name="NextInMinutes">Minutes until the promised next one; null for no promise.</param>
    /// <param name="Stage">The claimed stage of the incident.</param>
    /// <param name="Impact">The claimed impact on people.</param>
    public sealed record Input(
        Guid RunId,
        UpdateAudience Audience,
        string Text,
        int? NextInMinutes,
        UpdateStage Stage = UpdateStage.Investigating,
        UpdateImpact Impact = UpdateImpact.Unstated
    );

    /// <summary>The rules for the text.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>The longest update, in characters.</summary>
        public const int MaxLength = 2000;

        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Audience).IsInEnum().WithMessage("Choose who the update is for.");
            RuleFor(input => input.Stage).IsInEnum().WithMessage("Choose the stage of the incident.");
            RuleFor(input => input.Impact).IsInEnum().WithMessage("Choose what people notice.");
            RuleFor(input => input.Text)
                .NotEmpty()
                .WithMessage("Write the update first: what customers notice, what is being done, and when you will write again.")
                .MaximumLength(MaxLength)
                .WithMessage($"An update can have at most {MaxLength} characters.");
            RuleFor(input => input.NextInMinutes).InclusiveBetween(1, 240).WithMessage("Promise the next update within 1 to 240 minutes.");
        }
    }

    /// <summary>
    /// Publishes the update and clears the audience's draft; also while the run is paused, because writing remains possible.
    /// </summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            input,
            async session =>
            {
                if (session.MayWrite(IncidentRole.Communications) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var text = input.Text.Trim();
                var (audience, facts) = (input.Audience.ToString(), new StatusUpdate.Facts(input.Stage, input.Impact, text, NextBy: null));
                if (
                    session.HasJustRecorded(IncidentEventKind.StatusUpdate, last =>
                        last.Subject == audience && StatusUpdate.SaysTheSame(last, facts)
                    )
                )
                {
                    return Outcome.Done;
                }

                // A resolved incident needs no further update.
                TimeSpan? nextBy = input is { NextInMinutes: { } minutes, Stage: not UpdateStage.Resolved }
                    ? session.Now + TimeSpan.FromMinutes(minutes)
                    : null;
                // A promise in words is kept or broken like one in the field, so the crew's clock runs to the earlier of both.
                TimeSpan? said =
                    input.Stage is UpdateStage.Resolved
                        ? null
                        : PromiseWords
                            .In(text, session.Now, session.Run.StartedAt)
                            .FirstOrDefault(one => one.Kind == PromiseKind.NextUpdate)
                            ?.By;
                var promise = nextBy is { } by ? $" Next update by {session.Clock.Minute(by)} UTC." : "";
                var published = session.Do(
                    incident => incident.PostUpdate(session.Now, Earlier(nextBy, said), UpdateContent.IsIn(text)),
                    IncidentEventKind.StatusUpdate,
                    $"{input.Stage}: {text}{promise}",
                    audience,
                    facts with
                    {
                        NextBy = nextBy,
                    }
                );
                if (
                    published.Succeeded
                    && await session
                        .Db.Set<UpdateDraft>()
                        .SingleOrDefaultAsync(d => d.RunId == input.RunId && d.Audience == input.Audience, ct)
                        is { } draft
                )
                {
                    session.Db.Remove(draft);
                }

                return published;
            },
            ct
        );

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;
}
