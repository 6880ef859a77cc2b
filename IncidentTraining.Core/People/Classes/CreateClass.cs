using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>An administrator creates a class for a training day.</summary>
public sealed class CreateClass(
    WriteGate gate,
    IEnumerable<IClassSettings> settings,
    LiveEvents events,
    TimeProvider time,
    InputRules rules,
    ITrainingDays days
) : IUseCase
{
    /// <summary>What was typed.</summary>
    /// <param name="Name">What people call the class.</param>
    /// <param name="DayId">The training day under <c>content/days</c>.</param>
    /// <param name="TimeZone">An IANA time zone.</param>
    /// <param name="PlanId">The plan of the day; empty for its own.</param>
    /// <param name="CopyOf">The class whose staff and settings are copied; null for none.</param>
    /// <param name="StartsAt">When the first session starts; null for the plan's time.</param>
    /// <param name="WithTrainees">Whether the trainees are copied too, with their crews and experience; their work stays in the original
    /// class.</param>
    public sealed record Input(
        string Name,
        string DayId,
        string TimeZone,
        string PlanId = "",
        Guid? CopyOf = null,
        TimeOnly? StartsAt = null,
        bool WithTrainees = false
    );

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.Name)
                .NotEmpty()
                .WithMessage("Give the class a name.")
                .MaximumLength(100)
                .WithMessage("A class name can have at most 100 characters.");
            RuleFor(input => input.DayId).NotEmpty().WithMessage("Choose the training day.");
            RuleFor(input => input.TimeZone)
                .Must(zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "", out _))
                .WithMessage("Choose a time zone such as Europe/London.");
        }
    }

    /// <summary>Creates the class with a fresh join code and returns its id.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        if (days.All.FirstOrDefault(day => day.Id == input.DayId && day.PlanId == input.PlanId) is not { } chosen)
        {
            return Refusal.Invalid("Choose a training day from the list.");
        }

        if (chosen.Refuse(input.StartsAt) is { } outside)
        {
            return outside;
        }

        var outcome = await gate.WriteAsync<Guid>(
            async db =>
            {
                if (
                    await db.RequireAdministratorAsync(actor, "Only an administrator can create a class.", ct) is
                    { Succeeded: false } refused
                )
                {
                    return refused.Refusal;
                }

                var now = time.GetUtcNow();
                var cohort = new Cohort(
                    Guid.CreateVersion7(now),
                    input.Name.Trim(),
                    input.DayId,
                    JoinCode.Create(),
                    input.TimeZone,
                    now.UtcDateTime
                );
                cohort.TakeDay(input.DayId, input.PlanId);
                cohort.StartAt(input.StartsAt);
                db.Add(cohort);
                if (
                    input.CopyOf is { } original
                    && await CopyAsync(db, original, cohort.Id, input.WithTrainees, now.UtcDateTime, ct) is { Succeeded: false } uncopied
                )
                {
                    return uncopied.Refusal;
                }

                db.Audit(
                    AuditAction.ClassCreated,
                    time,
                    actor,
                    cohort: cohort.Id,
                    subject: input.CopyOf,
                    note: input is { CopyOf: not null, WithTrainees: true } ? "with trainees" : ""
                );
                return cohort.Id;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(outcome.Value, new ClassChanged(outcome.Value));
        }

        return outcome;
    }

    private async Task<Outcome> CopyAsync(TrainingDb db, Guid fromId, Guid toId, bool withTrainees, DateTime now, CancellationToken ct)
    {
        if (!await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == fromId, ct))
        {
            return Refusal.NotFound("The class that you are copying no longer exists. Nothing was created.");
        }

        var people = await db.Set<Membership>()
            .Where(m =>
                m.CohortId == fromId
                && (withTrainees || m.Role != ClassRole.Trainee)
                && db.Set<Person>().Any(person => person.Id == m.PersonId && person.DisabledAt == null)
            )
            .ToListAsync(ct);
        db.AddRange(people.Select(m => new Membership(toId, m.PersonId, m.Role, now)));
        // The rooms read the members of the new class.
        await db.SaveChangesAsync(ct);
        foreach (var room in settings)
        {
            await room.CopyAsync(db, fromId, toId, ct);
        }

        return Outcome.Done;
    }
}
