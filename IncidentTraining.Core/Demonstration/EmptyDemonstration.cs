using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Demonstration;

/// <summary>
/// An administrator deletes all data of the demonstration class, including its invented people, and gives the people of the sign-in page a
/// new, empty class.
/// </summary>
public sealed class EmptyDemonstration(
    DemonstrationClass demonstration,
    ChangeClass change,
    DeleteClass delete,
    WriteGate gate,
    LiveEvents events
) : IUseCase
{
    /// <summary>Deletes it permanently.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="ct">Cancels the request before the class is deleted.</param>
    public async Task<Outcome> RunAsync(Actor actor, CancellationToken ct = default)
    {
        if (await demonstration.FindClassAsync(ct) is not { } cohort)
        {
            return Refusal.NotFound("The demonstration has no class.");
        }

        // Facilitators may archive their class: a person who may not delete it must not get that far.
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

        // From here on the class is gone, and its people need another one even if the request fails.
        var renewed = await demonstration.RenewAsync(cohort.DayId, CancellationToken.None);
        await ForgetReadingAsync();
        await events.PublishAsync(cohort.Id, new ClassChanged(cohort.Id));
        return renewed;
    }

    /// <summary>Reading marks belong to people, not to a class, so they outlive the class.</summary>
    private Task<Outcome> ForgetReadingAsync() =>
        gate.WriteAsync(async db =>
        {
            var people = db.Set<Person>().Where(person => person.Demonstration != null).Select(person => person.Id);
            db.RemoveRange(await db.Set<ReadingMark>().Where(mark => people.Contains(mark.PersonId)).ToListAsync());
            return Outcome.Done;
        });
}
