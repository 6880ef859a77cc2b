using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress;

/// <summary>Records that a person has read a page to its end; only the first time counts.</summary>
public sealed class MarkRead(WriteGate gate, CurriculumLibrary library, TimeProvider time) : IUseCase
{
    /// <summary>Marks the page for the signed-in user only.</summary>
    public async Task<Outcome> RunAsync(Actor actor, string dayId, string pageId, CancellationToken ct = default)
    {
        if (library.FindDay(dayId)?.FindPage(pageId) is null)
        {
            return Refusal.NotFound("There is no such page.");
        }

        return await gate.WriteAsync(
            async db =>
            {
                if (!await db.Set<ReadingMark>().AnyAsync(m => m.PersonId == actor.PersonId && m.DayId == dayId && m.PageId == pageId, ct))
                {
                    db.Add(new ReadingMark(actor.PersonId, dayId, pageId, time.GetUtcNow().UtcDateTime));
                }

                return Outcome.Done;
            },
            ct
        );
    }
}
