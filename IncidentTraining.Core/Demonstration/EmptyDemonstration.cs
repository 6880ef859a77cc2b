using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Demonstration;

/// <summary>
/// An administrator removes all that the demonstration class has done, its invented people included, and gives the people of the sign-in
/// page an empty class in its place.
/// </summary>
public sealed class EmptyDemonstration(DemonstrationClass demonstration, ChangeClass change, DeleteClass delete) : IUseCase
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
        // From here on the class is gone, and its people need another one whatever happens to the request.
        return deleted.Succeeded ? await demonstration.RenewAsync(cohort.DayId, CancellationToken.None) : deleted.Refusal;
    }
}
