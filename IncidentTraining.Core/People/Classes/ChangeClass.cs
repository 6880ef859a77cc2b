using System.Globalization;
using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>Renames a class, renews its join code, chooses when its day starts, closes it to new trainees, archives or reopens it; for its
/// facilitators and for administrators.</summary>
public sealed class ChangeClass(
    WriteGate gate,
    IEnumerable<IClassEnd> ends,
    LiveEvents events,
    TimeProvider time,
    InputRules rules,
    ITrainingDays days
) : IUseCase
{
    /// <summary>What was typed.</summary>
    /// <param name="Name">What people call the class.</param>
    public sealed record Input(string Name);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(input => input.Name)
                .NotEmpty()
                .WithMessage("Give the class a name.")
                .MaximumLength(100)
                .WithMessage("A class name can have at most 100 characters.");
    }

    /// <summary>Gives the class another name.</summary>
    public async Task<Outcome> RenameAsync(Actor actor, Guid cohortId, Input input, CancellationToken ct = default) =>
        rules.Refuse(input) is { } invalid
            ? invalid
            : await ChangeAsync(actor, cohortId, AuditAction.ClassRenamed, cohort => cohort.Rename(input.Name.Trim()), ct);

    /// <summary>Gives the class another join code. The old one stops working at once, for joining and for signing in.</summary>
    public Task<Outcome> RenewCodeAsync(Actor actor, Guid cohortId, CancellationToken ct = default) =>
        ChangeAsync(actor, cohortId, AuditAction.JoinCodeRenewed, cohort => cohort.Renew(JoinCode.Create()), ct);

    /// <summary>
    /// Chooses when the first session of the day starts; later sessions and days are shifted by the same amount. Null for the plan's time.
    /// Refused when a session would extend past midnight.
    /// </summary>
    public Task<Outcome> StartAtAsync(Actor actor, Guid cohortId, TimeOnly? starts, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            cohortId,
            AuditAction.StartChosen,
            cohort => cohort.StartAt(starts),
            ct,
            starts?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
            cohort => days.All.FirstOrDefault(day => day.Id == cohort.DayId && day.PlanId == cohort.PlanId)?.Refuse(starts)
        );

    /// <summary>Closes the class to new trainees, or opens it again. Existing members can still sign in with the code.</summary>
    public Task<Outcome> CloseJoiningAsync(Actor actor, Guid cohortId, bool closed, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            cohortId,
            closed ? AuditAction.JoiningClosed : AuditAction.JoiningOpened,
            cohort =>
            {
                if (closed)
                {
                    cohort.CloseJoining(time.GetUtcNow().UtcDateTime);
                }
                else
                {
                    cohort.OpenJoining();
                }
            },
            ct
        );

    /// <summary>Closes the class to its trainees, to new members and to every change, and ends its open labs; or opens it again.</summary>
    public Task<Outcome> ArchiveAsync(Actor actor, Guid cohortId, bool archived, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            cohortId,
            archived ? AuditAction.ClassArchived : AuditAction.ClassReopened,
            cohort =>
            {
                if (archived)
                {
                    cohort.Archive(time.GetUtcNow().UtcDateTime);
                }
                else
                {
                    cohort.Reopen();
                }
            },
            ct
        );

    private async Task<Outcome> ChangeAsync(
        Actor actor,
        Guid cohortId,
        AuditAction action,
        Action<Cohort> change,
        CancellationToken ct,
        string note = "",
        Func<Cohort, Refusal?>? refuse = null
    )
    {
        var trainees = new List<Guid>();
        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (
                    await db.RequireHelperAsync(
                        actor,
                        cohortId,
                        ct,
                        evenArchived: action is AuditAction.ClassArchived or AuditAction.ClassReopened
                    ) is
                    { Succeeded: false } refused
                )
                {
                    return refused;
                }

                var changed = await db.Set<Cohort>().SingleAsync(cohort => cohort.Id == cohortId, ct);
                if (refuse?.Invoke(changed) is { } unfit)
                {
                    return unfit;
                }

                change(changed);
                db.Audit(action, time, actor, cohort: cohortId, note: note);
                if (action is AuditAction.ClassArchived)
                {
                    trainees = await db.Set<Membership>()
                        .Where(m => m.CohortId == cohortId && m.Role == ClassRole.Trainee)
                        .Select(m => m.PersonId)
                        .ToListAsync(ct);
                }

                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            foreach (var end in action is AuditAction.ClassArchived ? ends : [])
            {
                await end.EndAsync(cohortId, ct);
            }

            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
            if (action is AuditAction.JoiningClosed or AuditAction.JoiningOpened or AuditAction.JoinCodeRenewed or AuditAction.StartChosen)
            {
                await events.PublishAsync(cohortId, new JoiningChanged(cohortId));
            }

            foreach (var trainee in trainees)
            {
                await events.PublishAsync(trainee, new AccessChanged(trainee));
            }
        }

        return outcome;
    }
}
