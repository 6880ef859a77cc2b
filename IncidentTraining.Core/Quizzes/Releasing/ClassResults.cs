using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>The quiz results of a class: the state of each trainee and the statistics of the questions.</summary>
/// <param name="MayGrade">Whether the viewer is an instructor, who can grade and release; facilitators can only view.</param>
/// <param name="People">Every trainee of the class, by name.</param>
/// <param name="Items">The questions' statistics; empty while no one has submitted.</param>
public sealed record ClassQuiz(bool MayGrade, IReadOnlyList<PersonResult> People, IReadOnlyList<ItemStatistics> Items)
{
    /// <summary>The number of short answers to grade.</summary>
    public int Waiting => People.Sum(person => person.Score?.Waiting ?? 0);

    /// <summary>The number of results to release.</summary>
    public int Unreleased => People.Count(person => person.State is AttemptState.Submitted);
}

/// <summary>A trainee's quiz state.</summary>
/// <param name="Name">The display name.</param>
/// <param name="State">The attempt's state; null before the start.</param>
/// <param name="SubmittedAt">When it was submitted, UTC; null before.</param>
/// <param name="Score">The points; null before submission.</param>
public sealed record PersonResult(Guid PersonId, string Name, AttemptState? State, DateTime? SubmittedAt, AttemptScore? Score);

/// <summary>Reads the quiz results and statistics for the staff of a class.</summary>
public sealed class ClassResults(IDbContextFactory<TrainingDb> databases, OverdueAttempts overdue) : IUseCase
{
    /// <summary>Returns the results of the class.</summary>
    /// <param name="actor">An instructor or facilitator of the class.</param>
    /// <param name="ct">Cancels the operation.</param>
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
            select new { person.Id, person.DisplayName }
        ).ToListAsync(ct);
        var attempts = await db.Set<QuizAttempt>()
            .AsNoTracking()
            .Where(attempt => attempt.CohortId == cohortId)
            .OrderByDescending(attempt => attempt.StartedAt)
            .ToListAsync(ct);
        var answers = (
            await (
                from answer in db.Set<QuizAnswer>().AsNoTracking()
                join attempt in db.Set<QuizAttempt>() on answer.AttemptId equals attempt.Id
                where attempt.CohortId == cohortId && attempt.State != AttemptState.InProgress
                select answer
            ).ToListAsync(ct)
        ).ToLookup(answer => answer.AttemptId);

        // Most attempts of a class froze the same text; parse each text once.
        var quizzes = attempts.Select(attempt => attempt.QuizJson).Distinct().ToDictionary(json => json, Quiz.FromJson);
        var handedIn = attempts
            .Where(attempt => attempt.State is not AttemptState.InProgress)
            .ToDictionary(
                attempt => attempt.Id,
                attempt => new HandedIn(
                    quizzes[attempt.QuizJson],
                    attempt.Seed,
                    answers[attempt.Id].ToDictionary(answer => answer.QuestionId)
                )
            );
        var byPerson = attempts.ToLookup(attempt => attempt.PersonId);
        return new ClassQuiz(
            access.Value.Role is ClassRole.Instructor,
            [
                .. trainees
                    .OrderBy(person => person.DisplayName, StringComparer.CurrentCultureIgnoreCase)
                    .Select(person => ResultOf(person.Id, person.DisplayName, byPerson[person.Id].FirstOrDefault(), handedIn)),
            ],
            ItemStatistics.Of([.. attempts.Where(attempt => handedIn.ContainsKey(attempt.Id)).Select(attempt => handedIn[attempt.Id])])
        );
    }

    private static PersonResult ResultOf(Guid personId, string name, QuizAttempt? attempt, Dictionary<Guid, HandedIn> handedIn)
    {
        var score =
            attempt is not null && handedIn.TryGetValue(attempt.Id, out var whole) ? AttemptScore.Of(whole.Quiz, whole.Answers) : null;
        return new PersonResult(personId, name, attempt?.State, attempt?.SubmittedAt, score);
    }
}
