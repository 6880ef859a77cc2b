using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>A crew member saves a draft of an update for the communications lead.</summary>
public sealed class DraftUpdate(ShopHost host) : IUseCase
{
    /// <summary>A draft.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Audience">The audience.</param>
    /// <param name="Version">The version that it was written on; 0 for none.</param>
    /// <param name="Stage">The claimed stage of the incident.</param>
    /// <param name="Impact">The claimed impact on people.</param>
    /// <param name="Text">The text.</param>
    public sealed record Input(Guid RunId, UpdateAudience Audience, int Version, UpdateStage Stage, UpdateImpact Impact, string Text);

    /// <summary>Validation rules for a draft: it can be empty. Stops at the first violation.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            ClassLevelCascadeMode = CascadeMode.Stop;
            RuleFor(input => input)
                .Must(input => Enum.IsDefined(input.Audience) && Enum.IsDefined(input.Stage) && Enum.IsDefined(input.Impact))
                .WithMessage("Choose an audience, a stage and an impact.");
            RuleFor(input => input.Text)
                .MaximumLength(PostStatusUpdate.Rules.MaxLength)
                .WithMessage($"An update can have at most {PostStatusUpdate.Rules.MaxLength} characters.")
                .AsTooLarge();
        }
    }

    /// <summary>Saves the draft; refused when someone else saved it meanwhile.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            input,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                var draft = await session
                    .Db.Set<UpdateDraft>()
                    .SingleOrDefaultAsync(d => d.RunId == input.RunId && d.Audience == input.Audience, ct);
                if ((draft?.Version ?? 0) != input.Version)
                {
                    return Refusal.Conflict(
                        draft is null
                            ? "This draft was published in the meantime. Your text is still here; save it as a new draft."
                            : $"{draft.By} saved this draft in the meantime. Your text is still here; open theirs and merge the two."
                    );
                }

                draft ??= session.Db.Add(new UpdateDraft(input.RunId, input.Audience)).Entity;
                draft.Write(input.Stage, input.Impact, input.Text.Trim(), session.PersonName);
                return Outcome.Done;
            },
            ct
        );
}
