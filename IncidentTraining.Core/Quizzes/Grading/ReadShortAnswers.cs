using System.Security.Cryptography;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Grading;

/// <summary>The short answers of a class, question by question.</summary>
/// <param name="QuizTitle">The quiz's title; empty while nobody has handed in.</param>
/// <param name="Questions">The short-answer questions of the quizzes that were handed in.</param>
public sealed record ShortAnswers(string QuizTitle, IReadOnlyList<ShortQuestion> Questions);

/// <summary>A short-answer question with what a grader needs.</summary>
/// <param name="QuestionId">Identifies the question.</param>
/// <param name="Number">Its number on the paper.</param>
/// <param name="Text">What was asked.</param>
/// <param name="Points">What a perfect answer earns.</param>
/// <param name="Model">A good answer.</param>
/// <param name="Marks">What to look for.</param>
/// <param name="Answers">What was written, in an order that says nothing about the people.</param>
public sealed record ShortQuestion(
    string QuestionId, int Number, string Text, int Points, string Model, IReadOnlyList<string> Marks, IReadOnlyList<ShortAnswer> Answers)
{
    /// <summary>How many answers wait for a grade.</summary>
    public int Waiting => Answers.Count(answer => answer.Points is null);
}

/// <summary>An answer without its author's name.</summary>
/// <param name="Version">Its version; goes back with the grade.</param>
/// <param name="Text">What was written.</param>
/// <param name="Points">The grade; null while it waits.</param>
/// <param name="Comment">The grader's comment; empty without one.</param>
public sealed record ShortAnswer(Guid AnswerId, int Version, string Text, decimal? Points, string Comment);

/// <summary>Shows an instructor of the class what was written, names hidden.</summary>
public sealed class ReadShortAnswers(IDbContextFactory<TrainingDb> databases, OverdueAttempts overdue)
{
    /// <summary>The written answers of everything that was handed in. Empty answers need no grader and are left out.</summary>
    /// <param name="actor">An instructor of the class.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Outcome<ShortAnswers>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct);
        if (!access.Succeeded)
        {
            return access.Refusal;
        }

        await overdue.HandInAsync(cohortId, ct);
        var attempts = await db.Set<QuizAttempt>().AsNoTracking()
            .Where(attempt => attempt.CohortId == cohortId && attempt.State != AttemptState.InProgress)
            .OrderByDescending(attempt => attempt.StartedAt)
            .Select(attempt => new { attempt.Id, attempt.QuizJson })
            .ToListAsync(ct);
        if (attempts.Count == 0)
        {
            return new ShortAnswers("", []);
        }

        // The newest wording is shown; an answer's own question decides how many points it can earn.
        var newest = Quiz.FromJson(attempts[0].QuizJson);
        var asked = newest.Questions.Select((question, index) => (Question: question, Number: index + 1))
            .Where(entry => entry.Question.Kind is QuestionKind.Short).ToList();
        var questionIds = asked.Select(entry => entry.Question.Id).ToList();
        var answers = await (
            from answer in db.Set<QuizAnswer>().AsNoTracking()
            join attempt in db.Set<QuizAttempt>() on answer.AttemptId equals attempt.Id
            where attempt.CohortId == cohortId && attempt.State != AttemptState.InProgress && questionIds.Contains(answer.QuestionId)
            select answer).ToListAsync(ct);
        var byQuestion = answers.Where(answer => !string.IsNullOrWhiteSpace(answer.ReadResponse().Text)).ToLookup(answer => answer.QuestionId);
        return new ShortAnswers(newest.Title, [.. asked.Select(entry => new ShortQuestion(
            entry.Question.Id, entry.Number, entry.Question.Text, entry.Question.Points, entry.Question.Model, entry.Question.Marks,
            [.. byQuestion[entry.Question.Id].OrderBy(HiddenPlace, StringComparer.Ordinal).Select(answer =>
                new ShortAnswer(answer.Id, answer.Version, answer.ReadResponse().Text, answer.Points, answer.Comment))]))]);
    }

    /// <summary>Ids rise with time, so sorting by them would show who started first.</summary>
    private static string HiddenPlace(QuizAnswer answer) => Convert.ToHexString(SHA256.HashData(answer.Id.ToByteArray()));
}
