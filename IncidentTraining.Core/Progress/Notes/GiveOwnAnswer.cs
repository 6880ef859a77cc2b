using FluentValidation;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>Stores a person's answer to an exercise; from then on they may read the model answer.</summary>
public sealed class GiveOwnAnswer(WriteGate gate, CurriculumLibrary library, TimeProvider time) : IUseCase
{
    /// <summary>The exercise and the answer.</summary>
    public sealed record Input(string DayId, string PageId, string AnswerId, string? Text);

    /// <summary>Validation rules for an answer.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules()
        {
            RuleFor(input => (input.Text ?? "").Trim())
                .MinimumLength(OwnAnswer.ShortestText)
                .OverridePropertyName(nameof(Input.Text))
                .WithMessage(
                    $"Write a little more: two or three sentences ({OwnAnswer.ShortestText} characters) that say what you think and why. Only you can read them."
                );
            RuleFor(input => input.Text)
                .MaximumLength(OwnAnswer.LongestText)
                .WithMessage($"The answer is longer than {OwnAnswer.LongestText:N0} characters. It is still in the form. Shorten it.");
        }
    }

    /// <summary>Stores the signed-in user's answer.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (
            library.FindDay(input.DayId)?.FindPage(input.PageId) is not { } page
            || !library.Render(page, Audience.Trainee).Answers.ContainsKey(input.AnswerId)
        )
        {
            return Refusal.NotFound("There is no such exercise.");
        }

        return await gate.WriteAsync(
            input,
            async db =>
            {
                var text = input.Text!.Trim();
                var given = await db.Set<OwnAnswer>()
                    .SingleOrDefaultAsync(
                        answer =>
                            answer.PersonId == actor.PersonId
                            && answer.DayId == input.DayId
                            && answer.PageId == input.PageId
                            && answer.AnswerId == input.AnswerId,
                        ct
                    );
                if (given is null)
                {
                    db.Add(new OwnAnswer(actor.PersonId, input.DayId, input.PageId, input.AnswerId, text, time.GetUtcNow().UtcDateTime));
                }
                else
                {
                    given.Revise(text);
                }

                return Outcome.Done;
            },
            ct
        );
    }
}
