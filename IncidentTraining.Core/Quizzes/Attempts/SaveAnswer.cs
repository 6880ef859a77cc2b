using System.Globalization;
using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>
/// Stores one answer of a running attempt. The writer names the version they saw: of two windows the first wins, and the other gets the
/// stored answer.
/// </summary>
public sealed class SaveAnswer(WriteGate gate, TimeProvider time, InputRules rules) : IUseCase
{
    /// <param name="Number">The position of the question in the quiz, from 1.</param>
    /// <param name="SeenVersion">The version that the person's page was based on; 0 for none.</param>
    /// <param name="Response">The answer in shown positions.</param>
    /// <param name="Flagged">Whether the person flagged it to come back to it.</param>
    public sealed record Input(Guid AttemptId, int Number, int SeenVersion, QuizResponse Response, bool Flagged);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules() =>
            RuleFor(input => input.Response.Text)
                .MaximumLength(QuizResponse.LongestText)
                .WithMessage(input =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The answer has {input.Response.Text.Length:N0} characters; the limit is {QuizResponse.LongestText:N0}. Shorten it."
                    )
                )
                .AsTooLarge();
    }

    /// <summary>The outcome.</summary>
    /// <param name="Saved">Whether the answer was stored; if not, another window was first and the rest is what it stored.</param>
    /// <param name="Version">The current version of the answer.</param>
    /// <param name="Response">The stored response.</param>
    /// <param name="Flagged">Whether it is flagged.</param>
    /// <param name="At">When it was stored, UTC.</param>
    public sealed record Answer(bool Saved, int Version, QuizResponse Response, bool Flagged, DateTime At);

    /// <summary>Stores the answer while the attempt is in progress.</summary>
    public Task<Outcome<Answer>> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        gate.WriteAsync<Answer>(
            async db =>
            {
                var found = await db.OwnAttemptAsync(actor, input.AttemptId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var attempt = found.Value;
                var now = time.GetUtcNow();
                if (attempt.MayAnswer(now.UtcDateTime) is { Succeeded: false } closed)
                {
                    return closed.Refusal;
                }

                if (attempt.ReadQuiz().Questions.ElementAtOrDefault(input.Number - 1) is not { } question)
                {
                    return Refusal.NotFound("There is no such question in this quiz.");
                }

                if (rules.Refuse(input) is { } tooLarge)
                {
                    return tooLarge;
                }

                if (!input.Response.Fits(question))
                {
                    return Refusal.Invalid("This is not a valid answer to the question. Reload the page.");
                }

                var answer = await db.Set<QuizAnswer>()
                    .SingleOrDefaultAsync(a => a.AttemptId == attempt.Id && a.QuestionId == question.Id, ct);
                var present = answer?.ReadResponse() ?? QuizResponse.None;
                if (answer is not null && present.SaysTheSameAs(input.Response) && answer.Flagged == input.Flagged)
                {
                    // A retry of a request whose response was lost: the answer is already stored.
                    return new Answer(true, answer.Version, present, answer.Flagged, answer.SavedAt);
                }

                if ((answer?.Version ?? 0) != input.SeenVersion)
                {
                    return new Answer(false, answer?.Version ?? 0, present, answer?.Flagged ?? false, answer?.SavedAt ?? attempt.StartedAt);
                }

                if (answer is null)
                {
                    answer = new QuizAnswer(Guid.CreateVersion7(now), attempt.Id, question.Id, now.UtcDateTime);
                    db.Add(answer);
                }

                answer.Write(input.Response, input.Flagged, now.UtcDateTime);
                return new Answer(true, answer.Version, input.Response, answer.Flagged, answer.SavedAt);
            },
            ct
        );
}
