using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A member of a class starts a lab with its own practice shop. If the staff have formed the crews, the first member of a crew starts the
/// lab for it, and the others join that run when they start: an absent member gets no credit for it. A crew that gathers in a lobby starts
/// from there (<see cref="StartTogether"/>).
/// </summary>
public sealed class StartLabRun(LabStarter starter, RehearsalPolicy rehearsals, ShopHost host, JoinCrew crews, LiveEvents events) : IUseCase
{
    /// <summary>The requested start.</summary>
    /// <param name="CohortId">The class.</param>
    /// <param name="PageId">The lab's page.</param>
    /// <param name="RehearsalRate">The pace of a rehearsal, from 1 to <see cref="LabRun.FastestRate"/>; null for a run that counts.</param>
    /// <param name="AsTeam">Whether classmates may join the crew.</param>
    public sealed record Input(Guid CohortId, string PageId, int? RehearsalRate = null, bool AsTeam = false);

    /// <summary>
    /// Starts the run and returns its id; a person who already has the lab open gets that run, so that two clicks start one.
    /// </summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        if (input.RehearsalRate is < 1 or > LabRun.FastestRate)
        {
            return Refusal.Invalid($"A rehearsal's pace must be from 1 to {LabRun.FastestRate} times the clock.");
        }

        var started = await starter.WriteAsync((db, unplayed) => StartAsync(db, actor, input, unplayed, ct), ct);
        if (started.ValueOrDefault is { IsOfCrew: true } open)
        {
            var joined = await crews.RunAsync(actor, open.RunId, ct);
            return joined.Succeeded ? open.RunId : joined.Refusal;
        }

        if (started.Succeeded)
        {
            host.Watch(started.Value.RunId);
            await events.PublishAsync(input.CohortId, new RunsOfClassChanged(input.CohortId));
            await events.PublishAsync(input.CohortId, new ActivityRunsChanged(input.CohortId));
        }

        return started.Succeeded ? started.Value.RunId : started.Refusal;
    }

    private async Task<Outcome<Started>> StartAsync(TrainingDb db, Actor actor, Input input, UnplayedCause unplayed, CancellationToken ct)
    {
        var membership = await db.RequireMemberAsync(actor, input.CohortId, ct);
        if (!membership.Succeeded)
        {
            return membership.Refusal;
        }

        if (input.RehearsalRate is not null && membership.Value.Role == ClassRole.Trainee && !rehearsals.TraineesMay)
        {
            return Refusal.NotAllowed("Only class staff can start rehearsals.");
        }

        var lab = await starter.RequireLabAsync(db, input.CohortId, input.PageId, ct);
        if (!lab.Succeeded)
        {
            return lab.Refusal;
        }

        if (lab.Value.Page.IsPractice && input.AsTeam)
        {
            return Refusal.Conflict(LabStarter.WorkedAlone);
        }

        if (await db.OpenRunOfAsync(actor.PersonId, input.CohortId, input.PageId, ct) is { } open)
        {
            return new Started(open);
        }

        // Practice is individual, whatever crew the person has for the labs of the plan.
        var kept =
            input.RehearsalRate is null && !lab.Value.Page.IsPractice
                ? await db.KeptCrewOfAsync(input.CohortId, actor.PersonId, input.PageId, ct)
                : null;
        if (kept is not null && await db.OpenRunOfCrewAsync(kept, input.CohortId, input.PageId, ct) is { } ofCrew)
        {
            return new Started(ofCrew, IsOfCrew: true);
        }

        // A person who started outside the lobby would leave the others waiting in it.
        if (
            await db.OpenLobbyOfAsync(actor.PersonId, input.CohortId, input.PageId, ct) is not null
            || (kept is not null && await db.OpenLobbyOfCrewAsync(kept, input.CohortId, input.PageId, ct) is not null)
        )
        {
            return Refusal.Conflict("Your crew is gathering for this lab. Start it from the lobby, or leave the lobby first.");
        }

        if (await LabStarter.RequireOpenAsync(db, lab.Value, membership.Value.Role, ct) is { Succeeded: false } closed)
        {
            return closed.Refusal;
        }

        var run = await starter.CreateAsync(
            db,
            lab.Value,
            actor.PersonId,
            input.RehearsalRate,
            input.AsTeam || kept is not null,
            Words(kept),
            unplayed,
            ct
        );
        return run.Succeeded ? new Started(run.Value.Id) : run.Refusal;
    }

    private static string Words(KeptCrew? crew) =>
        crew is null ? "" : $" Crew {crew.Number}: {string.Join(", ", crew.Mates.Select(mate => mate.Name))}.";

    private sealed record Started(Guid RunId, bool IsOfCrew = false);
}
