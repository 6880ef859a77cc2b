using System.Globalization;
using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Grading;

/// <summary>Grades a submitted short answer, as an instructor of the class. A released grade can be corrected.</summary>
public sealed class GradeShortAnswer(WriteGate gate, LiveEvents events) : IUseCase
{
    /// <summary>The longest comment, in characters.</summary>
    public const int LongestComment = 2_000;

    /// <summary>A grade.</summary>
    /// <param name="SeenVersion">The version of the answer that the grader saw.</param>
    /// <param name="Points">From 0 to the question's points, in whole or half points.</param>
    /// <param name="Comment">The comment shown to the person after the release; may be empty.</param>
    public sealed record Input(Guid AnswerId, int SeenVersion, decimal Points, string Comment);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() =>
            RuleFor(input => input.Comment)
                .MaximumLength(LongestComment)
                .WithMessage($"A comment can have at most {LongestComment} characters.");
    }

    /// <summary>Stores the grade.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var cohortId = Guid.Empty;
        var outcome = await gate.WriteAsync(
            input,
            async db =>
            {
                var answer = await db.Set<QuizAnswer>().SingleOrDefaultAsync(a => a.Id == input.AnswerId, ct);
                if (answer is null)
                {
                    return NoSuchAnswer();
                }

                var attempt = await db.Set<QuizAttempt>().SingleAsync(a => a.Id == answer.AttemptId, ct);
                var access = await db.RequireRoleAsync(actor, attempt.CohortId, [ClassRole.Instructor], ct);
                if (!access.Succeeded)
                {
                    // Don't reveal to others whether the answer exists.
                    return access.Refusal.Kind is RefusalKind.NotFound ? NoSuchAnswer() : access.Refusal;
                }

                cohortId = attempt.CohortId;
                if (attempt.State is AttemptState.InProgress)
                {
                    return Refusal.Conflict("This quiz has not been submitted yet.");
                }

                var question = attempt.ReadQuiz().Questions.Single(q => q.Id == answer.QuestionId);
                if (question.Kind is not QuestionKind.Short)
                {
                    return Refusal.Invalid("This question is graded automatically.");
                }

                var comment = input.Comment.Trim();
                if (answer.Points == input.Points && answer.Comment == comment)
                {
                    return Outcome.Done;
                }

                return answer.Version == input.SeenVersion
                    ? answer.Grade(input.Points, question.Points, comment, actor.PersonId)
                    : Refusal.Conflict(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Someone else has graded this answer in the meantime ({answer.Points:0.##} points: “{answer.Comment}”). Save again to replace their grade."
                        )
                    );
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new QuizChanged(cohortId));
        }

        return outcome;
    }

    private static Refusal NoSuchAnswer() => Refusal.NotFound("There is no such answer in your classes.");
}
