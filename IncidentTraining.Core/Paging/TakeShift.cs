using System.Security.Cryptography;
using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>A trainee goes on call, or staff put them on call; and gives the shift back.</summary>
public sealed class TakeShift(WriteGate gate, LiveEvents events, TimeProvider time, InputRules rules) : IUseCase
{
    private const int Grain = 1_000_000;

    /// <summary>The requested shift.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="PrimaryId">The person who is paged first; the actor themselves, or anyone if requested by staff.</param>
    /// <param name="SecondaryId">The person who is paged next; null for no one.</param>
    /// <param name="WindowMinutes">Minutes from now within which the page comes.</param>
    /// <param name="EscalateAfterMinutes">Minutes without an answer after which a page is escalated.</param>
    /// <param name="QuietInMinutes">Minutes until the quiet period begins; null for none.</param>
    /// <param name="QuietMinutes">Length of the quiet period in minutes.</param>
    /// <param name="Note">What the second, or the next, person should know.</param>
    public sealed record Input(
        Guid CohortId,
        Guid PrimaryId,
        Guid? SecondaryId,
        int WindowMinutes,
        int EscalateAfterMinutes,
        int? QuietInMinutes = null,
        int QuietMinutes = 0,
        string Note = ""
    );

    /// <summary>The rules for a shift.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>The longest note, in characters.</summary>
        public const int LongestNote = 1000;

        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.WindowMinutes).InclusiveBetween(1, 480).WithMessage("A shift must last 1 to 480 minutes.");
            RuleFor(input => input.EscalateAfterMinutes).InclusiveBetween(1, 30).WithMessage("Set escalation to between 1 and 30 minutes.");
            RuleFor(input => input.QuietInMinutes).InclusiveBetween(0, 480).WithMessage("The quiet period must start in 0 to 480 minutes.");
            RuleFor(input => input.QuietMinutes).InclusiveBetween(0, 480).WithMessage("The quiet period must last 0 to 480 minutes.");
            RuleFor(input => input.Note).MaximumLength(LongestNote).WithMessage($"A note can have at most {LongestNote} characters.");
            RuleFor(input => input.SecondaryId)
                .NotEqual(input => input.PrimaryId)
                .WithMessage("The secondary must be a different person from the primary.");
        }
    }

    /// <summary>The typed text for the next person.</summary>
    /// <param name="Text">The note, trimmed.</param>
    public sealed record HandOverNote(string Text);

    /// <summary>The rules for a hand-over note.</summary>
    public sealed class NoteRules : AbstractValidator<HandOverNote>
    {
        /// <summary>Creates the rules.</summary>
        public NoteRules() =>
            RuleFor(note => note.Text)
                .MaximumLength(Rules.LongestNote)
                .WithMessage($"A note can have at most {Rules.LongestNote} characters.")
                .AsTooLarge();
    }

    /// <summary>Begins the shift and returns its id.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync<Input, Guid>(
            input,
            async db =>
            {
                var member = await db.RequireMemberAsync(actor, input.CohortId, ct);
                if (!member.Succeeded)
                {
                    return member.Refusal;
                }

                if (input.PrimaryId != actor.PersonId && member.Value.Role == ClassRole.Trainee)
                {
                    return Refusal.NotAllowed("You can put yourself on call; only class staff can put others on call.");
                }

                List<Guid> people = input.SecondaryId is { } second ? [input.PrimaryId, second] : [input.PrimaryId];
                if (
                    await db.Set<Membership>()
                        .CountAsync(m => m.CohortId == input.CohortId && m.Role == ClassRole.Trainee && people.Contains(m.PersonId), ct)
                    != people.Count
                )
                {
                    return Refusal.Invalid("Choose trainees of the class.");
                }

                if (await db.Set<OnCallShift>().AnyAsync(s => s.PrimaryId == input.PrimaryId && s.State == ShiftState.Waiting, ct))
                {
                    return Refusal.Conflict("This person is already on call. Only one shift at a time is allowed.");
                }

                var now = time.GetUtcNow();
                var from = now.UtcDateTime;
                DateTime? quietFrom = input.QuietInMinutes is { } quietIn && input.QuietMinutes > 0 ? from.AddMinutes(quietIn) : null;
                var times = new ShiftTimes(
                    from,
                    from.AddMinutes(input.WindowMinutes),
                    quietFrom,
                    quietFrom?.AddMinutes(input.QuietMinutes),
                    TimeSpan.FromMinutes(input.EscalateAfterMinutes)
                );
                // Randomness that cannot be predicted: a rule would reveal the time.
                if (times.At(RandomNumberGenerator.GetInt32(Grain) / (double)Grain) is not { } firesAt)
                {
                    return Refusal.Invalid(
                        "The quiet period covers the whole shift, so nothing could happen in it. Make one of them shorter or longer."
                    );
                }

                var shift = new OnCallShift(
                    Guid.CreateVersion7(now),
                    input.CohortId,
                    input.PrimaryId,
                    input.SecondaryId,
                    times,
                    firesAt,
                    input.Note.Trim()
                );
                db.Add(shift);
                return shift.Id;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(input.CohortId, new ShiftsChanged(input.CohortId));
        }

        return outcome;
    }

    /// <summary>Gives a shift back that has had no incident yet.</summary>
    public Task<Outcome> CancelAsync(Actor actor, Guid shiftId, CancellationToken ct = default) =>
        WithShiftAsync(actor, shiftId, shift => shift.Cancel(), ct);

    /// <summary>Leaves a hand-over note.</summary>
    public async Task<Outcome> NoteAsync(Actor actor, Guid shiftId, string note, CancellationToken ct = default)
    {
        var text = note.Trim();
        return rules.Refuse(new HandOverNote(text)) is { } tooLarge
            ? tooLarge
            : await WithShiftAsync(
                actor,
                shiftId,
                shift =>
                {
                    shift.LeaveNote(text);
                    return Outcome.Done;
                },
                ct
            );
    }

    private async Task<Outcome> WithShiftAsync(Actor actor, Guid shiftId, Func<OnCallShift, Outcome> change, CancellationToken ct)
    {
        Guid? cohortId = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var shift = await db.Set<OnCallShift>().SingleOrDefaultAsync(s => s.Id == shiftId, ct);
                if (
                    shift is null
                    || (
                        shift.PrimaryId != actor.PersonId
                        && shift.SecondaryId != actor.PersonId
                        && !(await db.RequireRoleAsync(actor, shift.CohortId, [ClassRole.Facilitator, ClassRole.Instructor], ct)).Succeeded
                    )
                )
                {
                    return Refusal.NotFound("There is no such shift, or it is not yours.");
                }

                cohortId = shift.CohortId;
                return change(shift);
            },
            ct
        );
        if (outcome.Succeeded && cohortId is { } changed)
        {
            await events.PublishAsync(changed, new ShiftsChanged(changed));
        }

        return outcome;
    }
}
