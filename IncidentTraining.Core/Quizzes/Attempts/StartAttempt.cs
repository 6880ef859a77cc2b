using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Starts a trainee's attempt at the quiz of the class; the countdown begins.</summary>
public sealed class StartAttempt(WriteGate gate, LiveEvents events, QuizCatalogue catalogue, TimeProvider time) : IUseCase
{
    /// <summary>Starts the attempt and returns its id, or the id of the attempt already in progress.</summary>
    /// <param name="actor">The trainee.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(db => BeginAsync(db, actor, cohortId, ct), ct);
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new QuizChanged(cohortId));
        }

        return outcome;
    }

    private async Task<Outcome<Guid>> BeginAsync(TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct)
    {
        var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Trainee], ct);
        if (!access.Succeeded)
        {
            return access.Refusal;
        }

        var dayId = await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.DayId).SingleAsync(ct);
        if (catalogue.OfDay(dayId) is not { } quiz)
        {
            return Refusal.NotFound("There is no quiz for this day yet.");
        }

        var now = time.GetUtcNow();
        var present = await db.Set<QuizAttempt>()
            .SingleOrDefaultAsync(a => a.CohortId == cohortId && a.QuizId == quiz.Id && a.PersonId == actor.PersonId, ct);
        if (present is not null)
        {
            return present.MayAnswer(now.UtcDateTime).Succeeded
                ? present.Id
                : Refusal.Conflict("You have already taken this quiz. It can be taken once.");
        }

        var attempt = new QuizAttempt(Guid.CreateVersion7(now), actor.PersonId, cohortId, quiz, ShownOrder.NewSeed(), now.UtcDateTime);
        db.Add(attempt);
        return attempt.Id;
    }
}
