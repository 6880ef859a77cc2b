using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Reads a trainee's own attempt. It contains no key in any state.</summary>
public sealed class ReadAttempt(IDbContextFactory<TrainingDb> databases, OverdueAttempts overdue, TimeProvider time) : IUseCase
{
    /// <summary>Returns the questions with the answers so far.</summary>
    /// <param name="actor">The person who takes the quiz.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Outcome<QuizPaper>> RunAsync(Actor actor, Guid attemptId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.OwnAttemptAsync(actor, attemptId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var attempt = found.Value;
        var now = time.GetUtcNow().UtcDateTime;
        if (attempt.IsOverdue(now))
        {
            await overdue.HandInAsync(attempt.CohortId, ct);
            await db.Entry(attempt).ReloadAsync(ct);
        }

        var quiz = attempt.ReadQuiz();
        var answers = await db.AnswersAsync(attempt.Id, ct);
        var remaining = attempt.Deadline - now;
        return new QuizPaper(
            attempt.Id,
            quiz.Title,
            attempt.State,
            attempt.Deadline,
            remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero,
            [
                .. quiz.Questions.Select(
                    (question, index) => PaperQuestion.Of(index + 1, question, attempt.Seed, answers.GetValueOrDefault(question.Id))
                ),
            ]
        );
    }
}
