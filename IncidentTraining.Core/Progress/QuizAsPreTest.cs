using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Releasing;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress;

/// <summary>
/// A trainee's submitted quiz as a pre-test: the points so far in percent; if there are several attempts, those of the last one.
/// </summary>
public sealed class QuizAsPreTest : IPreTest
{
    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, double>> ResultsAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        var attempts = await db.Set<QuizAttempt>()
            .AsNoTracking()
            .Where(attempt => attempt.CohortId == cohortId && attempt.State != AttemptState.InProgress)
            .OrderBy(attempt => attempt.StartedAt)
            .ToListAsync(ct);
        var ids = attempts.ConvertAll(attempt => attempt.Id);
        var answers = (await db.Set<QuizAnswer>().AsNoTracking().Where(answer => ids.Contains(answer.AttemptId)).ToListAsync(ct)).ToLookup(
            answer => answer.AttemptId
        );
        return attempts.GroupBy(attempt => attempt.PersonId).ToDictionary(own => own.Key, own => PercentOf(own.Last(), answers));
    }

    private static double PercentOf(QuizAttempt attempt, ILookup<Guid, QuizAnswer> answers)
    {
        var score = AttemptScore.Of(attempt.ReadQuiz(), answers[attempt.Id].ToDictionary(answer => answer.QuestionId));
        return score.Most == 0 ? 0 : (double)(100 * score.Points / score.Most);
    }
}
