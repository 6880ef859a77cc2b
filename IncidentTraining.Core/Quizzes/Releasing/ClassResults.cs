using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>The quiz of a class: where everybody is, and how the questions worked.</summary>
/// <param name="MayGrade">Whether the viewer is an instructor, who grades and releases; facilitators only look.</param>
/// <param name="People">Every trainee of the class, by name.</param>
/// <param name="Items">The questions' statistics; empty while nobody has handed in.</param>
public sealed record ClassQuiz(bool MayGrade, IReadOnlyList<PersonResult> People, IReadOnlyList<ItemStatistics> Items)
{
    /// <summary>How many short answers wait for a grade.</summary>
    public int Waiting => People.Sum(person => person.Score?.Waiting ?? 0);

    /// <summary>How many results wait for the release.</summary>
    public int Unreleased => People.Count(person => person.State is AttemptState.Submitted);
}

/// <summary>Where a trainee is with the quiz.</summary>
/// <param name="Name">The name that others see.</param>
/// <param name="State">Where the attempt is; null before the start.</param>
/// <param name="SubmittedAt">When it was handed in, UTC; null before.</param>
/// <param name="Score">The points; null before it was handed in.</param>
public sealed record PersonResult(Guid PersonId, string Name, AttemptState? State, DateTime? SubmittedAt, AttemptScore? Score);

/// <summary>Shows the staff of a class its quiz results with statistics.</summary>
public sealed class ClassResults(IDbContextFactory<TrainingDb> databases, OverdueAttempts overdue)
{
    /// <summary>The results of the class.</summary>
    /// <param name="actor">An instructor or facilitator of the class.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Outcome<ClassQuiz>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct);
        if (!access.Succeeded)
        {
            return access.Refusal;
        }

        await overdue.HandInAsync(cohortId, ct);
        var trainees = await (
            from membership in db.Set<Membership>()
            join person in db.Set<Person>() on membership.PersonId equals person.Id
            where membership.CohortId == cohortId && membership.Role == ClassRole.Trainee
            select new { person.Id, person.DisplayName }).ToListAsync(ct);
        var attempts = await db.Set<QuizAttempt>().AsNoTracking()
            .Where(attempt => attempt.CohortId == cohortId)
            .OrderByDescending(attempt => attempt.StartedAt)
            .ToListAsync(ct);
        var answers = (await (
            from answer in db.Set<QuizAnswer>().AsNoTracking()
            join attempt in db.Set<QuizAttempt>() on answer.AttemptId equals attempt.Id
            where attempt.CohortId == cohortId && attempt.State != AttemptState.InProgress
            select answer).ToListAsync(ct)).ToLookup(answer => answer.AttemptId);

        // Most attempts of a class froze the same text: each is read once.
        var quizzes = attempts.Select(attempt => attempt.QuizJson).Distinct().ToDictionary(json => json, Quiz.FromJson);
        var handedIn = attempts.Where(attempt => attempt.State is not AttemptState.InProgress).ToDictionary(
            attempt => attempt.Id,
            attempt => new HandedIn(quizzes[attempt.QuizJson], attempt.Seed, answers[attempt.Id].ToDictionary(answer => answer.QuestionId)));
        var byPerson = attempts.ToLookup(attempt => attempt.PersonId);
        return new ClassQuiz(
            access.Value.Role is ClassRole.Instructor,
            [.. trainees.OrderBy(person => person.DisplayName, StringComparer.CurrentCultureIgnoreCase)
                .Select(person => ResultOf(person.Id, person.DisplayName, byPerson[person.Id].FirstOrDefault(), handedIn))],
            ItemStatistics.Of([.. attempts.Where(attempt => handedIn.ContainsKey(attempt.Id)).Select(attempt => handedIn[attempt.Id])]));
    }

    private static PersonResult ResultOf(Guid personId, string name, QuizAttempt? attempt, Dictionary<Guid, HandedIn> handedIn)
    {
        var score = attempt is not null && handedIn.TryGetValue(attempt.Id, out var whole) ? AttemptScore.Of(whole.Quiz, whole.Answers) : null;
        return new PersonResult(personId, name, attempt?.State, attempt?.SubmittedAt, score);
    }
}
