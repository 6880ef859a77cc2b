using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>A trainee's result: the points after submission, keys and feedback after the release.</summary>
/// <param name="SubmittedAt">When it was submitted, UTC.</param>
/// <param name="ReleasedAt">When it was released, UTC; null before.</param>
/// <param name="Score">The points so far. Before the release only the sum, because single points would reveal the keys.</param>
/// <param name="Questions">The questions with keys and feedback; empty before the release.</param>
public sealed record QuizResult(
    Guid AttemptId,
    string Title,
    DateTime SubmittedAt,
    DateTime? ReleasedAt,
    AttemptScore Score,
    IReadOnlyList<QuestionFeedback> Questions
);

/// <summary>Reads the result of a trainee's own attempt.</summary>
public sealed class MyResult(IDbContextFactory<TrainingDb> databases, OverdueAttempts overdue) : IUseCase
{
    /// <summary>Returns the result; refused while the attempt is in progress.</summary>
    /// <param name="actor">The person who takes the quiz.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Outcome<QuizResult>> RunAsync(Actor actor, Guid attemptId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.OwnAttemptAsync(actor, attemptId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var attempt = found.Value;
        await overdue.HandInAsync(attempt.CohortId, ct);
        await db.Entry(attempt).ReloadAsync(ct);
        if (attempt.SubmittedAt is not { } submittedAt)
        {
            return Refusal.Conflict("You have not submitted this quiz yet.");
        }

        var quiz = attempt.ReadQuiz();
        var answers = await db.AnswersAsync(attempt.Id, ct);
        return new QuizResult(
            attempt.Id,
            quiz.Title,
            submittedAt,
            attempt.ReleasedAt,
            AttemptScore.Of(quiz, answers),
            attempt.State is AttemptState.Released
                ?
                [
                    .. quiz.Questions.Select(
                        (question, index) => QuestionFeedback.Of(index + 1, question, attempt.Seed, answers[question.Id])
                    ),
                ]
                : []
        );
    }
}
