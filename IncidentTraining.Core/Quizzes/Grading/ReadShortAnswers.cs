using System.Security.Cryptography;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Grading;

/// <summary>The short answers of a class by question.</summary>
/// <param name="QuizTitle">The quiz's title; empty while no one has submitted.</param>
/// <param name="Questions">The short-answer questions of the submitted attempts.</param>
public sealed record ShortAnswers(string QuizTitle, IReadOnlyList<ShortQuestion> Questions);

/// <summary>A short-answer question with everything a grader needs.</summary>
/// <param name="Number">The position in the quiz, from 1.</param>
/// <param name="Text">The question.</param>
/// <param name="Points">The points of a perfect answer.</param>
/// <param name="Model">A model answer.</param>
/// <param name="Marks">What to look for.</param>
/// <param name="Answers">The answers, in an order that reveals nothing about the people.</param>
public sealed record ShortQuestion(
    string QuestionId,
    int Number,
    string Text,
    int Points,
    string Model,
    IReadOnlyList<string> Marks,
    IReadOnlyList<ShortAnswer> Answers
)
{
    /// <summary>The number of answers that are not graded yet.</summary>
    public int Waiting => Answers.Count(answer => answer.Points is null);
}

/// <summary>An answer without its author's name.</summary>
/// <param name="Version">The version, to send with the grade.</param>
/// <param name="Points">The grade; null until graded.</param>
/// <param name="Comment">The grader's comment; empty when there is none.</param>
public sealed record ShortAnswer(Guid AnswerId, int Version, string Text, decimal? Points, string Comment);

/// <summary>Reads the short answers for an instructor of the class, without names.</summary>
public sealed class ReadShortAnswers(IDbContextFactory<TrainingDb> databases, OverdueAttempts overdue) : IUseCase
{
    /// <summary>Returns the answers of all submitted attempts. Empty answers need no grading and are left out.</summary>
    /// <param name="actor">An instructor of the class.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Outcome<ShortAnswers>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct);
        if (!access.Succeeded)
        {
            return access.Refusal;
        }

        await overdue.HandInAsync(cohortId, ct);
        var attempts = await db.Set<QuizAttempt>()
            .AsNoTracking()
            .Where(attempt => attempt.CohortId == cohortId && attempt.State != AttemptState.InProgress)
            .OrderByDescending(attempt => attempt.StartedAt)
            .Select(attempt => new { attempt.Id, attempt.QuizJson })
            .ToListAsync(ct);
        if (attempts.Count == 0)
        {
            return new ShortAnswers("", []);
        }

        // The newest wording is shown; the points depend on the question as it was at the start of the attempt.
        var newest = Quiz.FromJson(attempts[0].QuizJson);
        var asked = newest
            .Questions.Select((question, index) => (Question: question, Number: index + 1))
            .Where(entry => entry.Question.Kind is QuestionKind.Short)
            .ToList();
        var questionIds = asked.Select(entry => entry.Question.Id).ToList();
        var answers = await (
            from answer in db.Set<QuizAnswer>().AsNoTracking()
            join attempt in db.Set<QuizAttempt>() on answer.AttemptId equals attempt.Id
            where attempt.CohortId == cohortId && attempt.State != AttemptState.InProgress && questionIds.Contains(answer.QuestionId)
            select answer
        ).ToListAsync(ct);
        var byQuestion = answers
            .Where(answer => !string.IsNullOrWhiteSpace(answer.ReadResponse().Text))
            .ToLookup(answer => answer.QuestionId);
        return new ShortAnswers(
            newest.Title,
            [
                .. asked.Select(entry => new ShortQuestion(
                    entry.Question.Id,
                    entry.Number,
                    entry.Question.Text,
                    entry.Question.Points,
                    entry.Question.Model,
                    entry.Question.Marks,
                    [
                        .. byQuestion[entry.Question.Id]
                            .OrderBy(HiddenPlace, StringComparer.Ordinal)
                            .Select(answer => new ShortAnswer(
                                answer.Id,
                                answer.Version,
                                answer.ReadResponse().Text,
                                answer.Points,
                                answer.Comment
                            )),
                    ]
                )),
            ]
        );
    }

    /// <summary>Ids increase with time, so sorting by them would reveal who started first.</summary>
    private static string HiddenPlace(QuizAnswer answer) => Convert.ToHexString(SHA256.HashData(answer.Id.ToByteArray()));
}
