using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A gathering crew that has not started, as shown to the staff.</summary>
/// <param name="LobbyId">The lobby.</param>
/// <param name="Lab">The lab's title.</param>
/// <param name="OpenedAt">Since when it has been gathering, UTC.</param>
/// <param name="Mates">Its members, in the order in which they came.</param>
public sealed record GatheringCrew(Guid LobbyId, string Lab, DateTime OpenedAt, IReadOnlyList<LobbyMate> Mates);

/// <summary>
/// The crews of a class that are gathering and have not started, for the staff: someone who waits for a classmate does not ask for help.
/// </summary>
public sealed class LobbiesOfClass(IDbContextFactory<TrainingDb> databases, LabCatalogue labs, LobbyPresence presence) : IUseCase
{
    /// <summary>The crews, the longest-waiting first.</summary>
    public async Task<Outcome<IReadOnlyList<GatheringCrew>>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var staff = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator, ClassRole.Instructor], ct);
        if (!staff.Succeeded)
        {
            return staff.Refusal;
        }

        var open = await db.OpenLobbies(cohortId).AsNoTracking().OrderBy(lobby => lobby.OpenedAt).ThenBy(lobby => lobby.Id).ToListAsync(ct);
        if (open.Count == 0)
        {
            return Outcome<IReadOnlyList<GatheringCrew>>.Done([]);
        }

        var dayId = await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.DayId).SingleAsync(ct);
        var titles = labs.Of(dayId).ToDictionary(lab => lab.PageId, lab => lab.Title);
        var people = open.SelectMany(lobby => lobby.Seats).Select(seat => seat.PersonId).Distinct().ToList();
        var names = await db.NamesOfAsync(people, ct);
        return Outcome<IReadOnlyList<GatheringCrew>>.Done(
            open.ConvertAll(lobby => new GatheringCrew(
                lobby.Id,
                titles.GetValueOrDefault(lobby.PageId, lobby.PageId),
                lobby.OpenedAt,
                [
                    .. lobby
                        .Seats.OrderBy(seat => seat.SatAt)
                        .ThenBy(seat => seat.PersonId)
                        .Select(seat => new LobbyMate(
                            seat.PersonId,
                            names.NameOf(seat.PersonId),
                            presence.IsHere(lobby.Id, seat.PersonId),
                            seat.IsReady,
                            seat.Roles
                        )),
                ]
            ))
        );
    }
}
