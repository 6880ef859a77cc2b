using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Paging;

/// <summary>One of the exercise's five steps, and whether it was done.</summary>
/// <param name="Title">The step in the exercise's words.</param>
/// <param name="Done">Whether the incident's record proves it.</param>
public sealed record ExerciseStep(string Title, bool Done);

/// <summary>A shift for display; it does not reveal when the incident comes, nor which.</summary>
/// <param name="Id">The shift.</param>
/// <param name="Primary">The first on call.</param>
/// <param name="Secondary">The second on call; null for no one.</param>
/// <param name="From">Start of the window, UTC.</param>
/// <param name="Until">End of the window, UTC.</param>
/// <param name="QuietFrom">Start of the quiet period, UTC; null for none.</param>
/// <param name="QuietUntil">End of the quiet period, UTC.</param>
/// <param name="EscalateAfter">How long a page rings with one person.</param>
/// <param name="Note">The hand-over note.</param>
/// <param name="State">Where it is.</param>
/// <param name="RunId">The incident's run; null before it has paged anyone.</param>
/// <param name="AnsweredAfter">Time from the page to its acknowledgement; null before.</param>
/// <param name="IsRinging">Whether the page rings: no one has acknowledged it, and the incident's run has not ended.</param>
/// <param name="Level">The level that the page reached; null before there was one.</param>
/// <param name="Steps">The five steps.</param>
/// <param name="IsMine">Whether the viewer is one of the two.</param>
public sealed record ShiftView(
    Guid Id,
    string Primary,
    string Secondary,
    DateTime From,
    DateTime Until,
    DateTime? QuietFrom,
    DateTime? QuietUntil,
    TimeSpan EscalateAfter,
    string Note,
    ShiftState State,
    Guid? RunId,
    TimeSpan? AnsweredAfter,
    bool IsRinging,
    PageLevel? Level,
    IReadOnlyList<ExerciseStep> Steps,
    bool IsMine
);

/// <summary>The class's rota.</summary>
/// <param name="Shifts">The viewer's shifts, or all of the class for its staff, newest first.</param>
/// <param name="Trainees">Who may be on call.</param>
public sealed record Rota(IReadOnlyList<ShiftView> Shifts, IReadOnlyList<ClassMember> Trainees);

/// <summary>Reads the rota of a class.</summary>
public sealed class ReadRota(IDbContextFactory<TrainingDb> databases) : IUseCase
{
    private const int Most = 50;

    /// <summary>The rota as the actor may see it.</summary>
    public async Task<Outcome<Rota>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.RequireMemberAsync(actor, cohortId, ct);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }

        var isStaff = member.Value.Role != ClassRole.Trainee;
        var trainees = await (
            from m in db.Set<Membership>()
            join person in db.Set<Person>() on m.PersonId equals person.Id
            where m.CohortId == cohortId && m.Role == ClassRole.Trainee
            orderby person.DisplayName
            select new ClassMember(person.Id, person.DisplayName, m.Role)
        ).ToListAsync(ct);
        var rows = await (
            from shift in db.Set<OnCallShift>().AsNoTracking()
            where shift.CohortId == cohortId && (isStaff || shift.PrimaryId == actor.PersonId || shift.SecondaryId == actor.PersonId)
            join page in db.Set<Page>() on shift.Id equals page.ShiftId into pages
            from page in pages.DefaultIfEmpty()
            join incident in db.Set<Incident>() on page.RunId equals incident.RunId into incidents
            from incident in incidents.DefaultIfEmpty()
            join run in db.Set<LabRun>() on page.RunId equals run.Id into runs
            from run in runs.DefaultIfEmpty()
            orderby shift.From descending
            select new
            {
                shift,
                page,
                incident,
                hasEnded = run != null && run.EndedAt != null,
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        var onCall = rows.SelectMany(row => (Guid?[])[row.shift.PrimaryId, row.shift.SecondaryId]).OfType<Guid>().Distinct().ToList();
        var names = await db.NamesOfAsync(onCall, ct);
        return new Rota([.. rows.Select(row => View(row.shift, row.page, row.incident, row.hasEnded, names, actor))], trainees);
    }

    private static ShiftView View(
        OnCallShift shift,
        Page? page,
        Incident? incident,
        bool hasEnded,
        Dictionary<Guid, string> names,
        Actor actor
    ) =>
        new(
            shift.Id,
            names.NameOf(shift.PrimaryId),
            shift.SecondaryId is { } second ? names.NameOf(second) : "",
            shift.From,
            shift.Until,
            shift.QuietFrom,
            shift.QuietUntil,
            shift.EscalateAfter,
            shift.HandOverNote,
            // Until someone was paged, a shift with a started incident looks as quiet as one without.
            page is null
            && shift.State == ShiftState.Called
                ? ShiftState.Waiting
                : shift.State,
            page?.RunId,
            page?.AcknowledgedAt - page?.RaisedAt,
            page is { AcknowledgedAt: null } && !hasEnded,
            page?.Level,
            [
                new("Receive alert", page?.AcknowledgedAt is not null),
                new("Assess severity", incident?.AssessedAt is not null),
                new("Investigate issue", incident?.CauseDeclaredAt is not null),
                new("Communicate status", incident?.FirstUpdateAt is not null),
                // Whether there was an incident is not known before the run has ended, and not from here.
                new(
                    incident?.IsClosedAsNoIncident == true ? "Resolve incident (closed as no incident)" : "Resolve incident",
                    incident?.Phase >= IncidentPhase.Resolution
                ),
            ],
            shift.PrimaryId == actor.PersonId || shift.SecondaryId == actor.PersonId
        );
}
