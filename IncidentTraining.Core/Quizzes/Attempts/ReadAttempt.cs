using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>A trainee looks at the paper of their own attempt. There is no key in it, whatever the attempt's state.</summary>
public sealed class ReadAttempt(IDbContextFactory<TrainingDb> databases, OverdueAttempts overdue, TimeProvider time)
{
    /// <summary>The paper with the answers so far.</summary>
    /// <param name="actor">Whose attempt it is.</param>
    /// <param name="ct">Gives up.</param>
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
            attempt.Id, quiz.Title, attempt.State, attempt.Deadline, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero,
            [.. quiz.Questions.Select((question, index) =>
                PaperQuestion.Of(index + 1, question, attempt.Seed, answers.GetValueOrDefault(question.Id)))]);
    }
}
