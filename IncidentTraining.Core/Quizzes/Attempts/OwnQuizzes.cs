using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>The quiz attempts of a person with their answers in words. It contains no key; points and comments only after the
/// release.</summary>
public sealed class OwnQuizzes : IOwnData
{
    /// <inheritdoc />
    public string Part => "quizzes";

    /// <inheritdoc />
    public async Task<object> ReadAsync(TrainingDb db, Guid personId, CancellationToken ct)
    {
        var attempts = await db.Set<QuizAttempt>()
            .AsNoTracking()
            .Where(attempt => attempt.PersonId == personId)
            .OrderBy(attempt => attempt.StartedAt)
            .ToListAsync(ct);
        var ids = attempts.ConvertAll(attempt => attempt.Id);
        var answers = (await db.Set<QuizAnswer>().AsNoTracking().Where(answer => ids.Contains(answer.AttemptId)).ToListAsync(ct)).ToLookup(
            answer => answer.AttemptId
        );
        return attempts.ConvertAll(attempt => Shown(attempt, answers[attempt.Id].ToDictionary(answer => answer.QuestionId)));
    }

    private static object Shown(QuizAttempt attempt, Dictionary<string, QuizAnswer> answers)
    {
        var (quiz, isReleased) = (attempt.ReadQuiz(), attempt.State is AttemptState.Released);
        return new
        {
            attempt.QuizId,
            quiz.Title,
            state = attempt.State.ToString(),
            attempt.StartedAt,
            attempt.SubmittedAt,
            attempt.ReleasedAt,
            questions = quiz.Questions.Select(
                (question, index) =>
                {
                    var answer = answers.GetValueOrDefault(question.Id);
                    var paper = PaperQuestion.Of(index + 1, question, attempt.Seed, answer);
                    return new
                    {
                        paper.Number,
                        question = paper.Text,
                        answer = Words(paper),
                        paper.Response.Text,
                        savedAt = answer?.Version > 0 ? answer.SavedAt : (DateTime?)null,
                        points = isReleased ? answer?.Points : null,
                        comment = isReleased ? answer?.Comment : null,
                    };
                }
            ),
        };
    }

    /// <summary>What the person chose, in the displayed words; for matching, both sides.</summary>
    private static IEnumerable<string> Words(PaperQuestion paper) =>
        paper
            .Response.Picks.Select(
                (pick, place) =>
                    pick == QuizResponse.NoPick ? null
                    : paper.Kind is QuestionKind.Matching ? $"{paper.Lefts[place]} → {paper.Shown[pick]}"
                    : paper.Shown[pick]
            )
            .OfType<string>();
}
