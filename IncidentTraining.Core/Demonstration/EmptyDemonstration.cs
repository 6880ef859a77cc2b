using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Demonstration;

/// <summary>
/// An administrator removes all that the demonstration class has done, its invented people included, and gives the people of the sign-in
/// page an empty class in its place.
/// </summary>
public sealed class EmptyDemonstration(
    DemonstrationClass demonstration,
    ChangeClass change,
    DeleteClass delete,
    WriteGate gate,
    LiveEvents events
) : IUseCase
{
    /// <summary>Removes it for good.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="ct">Cancels the request before the class is deleted.</param>
    public async Task<Outcome> RunAsync(Actor actor, CancellationToken ct = default)
    {
        if (await demonstration.FindClassAsync(ct) is not { } cohort)
        {
            return Refusal.NotFound("The demonstration has no class.");
        }

        // Facilitators may archive their class: someone who may not delete it must not get that far.
        if ((await delete.PreviewAsync(actor, cohort.Id, ct)).Refusal is { } refused)
        {
            return refused;
        }

        var archived = await change.ArchiveAsync(actor, cohort.Id, archived: true, ct);
        if (!archived.Succeeded)
        {
            return archived;
        }

        var deleted = await delete.RunAsync(actor, cohort.Id, cohort.Name, ct);
        if (!deleted.Succeeded)
        {
            return deleted.Refusal;
        }

        // From here on the class is gone, and its people need another one whatever happens to the request.
        var renewed = await demonstration.RenewAsync(cohort.DayId, CancellationToken.None);
        await ForgetReadingAsync();
        await events.PublishAsync(cohort.Id, new ClassChanged(cohort.Id));
        return renewed;
    }

    /// <summary>What people have read is theirs and no class's, so that it outlives the class.</summary>
    private Task<Outcome> ForgetReadingAsync() =>
        gate.WriteAsync(async db =>
        {
            var people = db.Set<Person>().Where(person => person.Demonstration != null).Select(person => person.Id);
            db.RemoveRange(await db.Set<ReadingMark>().Where(mark => people.Contains(mark.PersonId)).ToListAsync());
            return Outcome.Done;
        });
}
