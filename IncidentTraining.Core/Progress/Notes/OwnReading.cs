using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>A person's notes and their answers to the questions of lessons.</summary>
public sealed class OwnReading : IOwnData
{
    /// <inheritdoc />
    public string Part => "reading";

    /// <inheritdoc />
    public async Task<object> ReadAsync(TrainingDb db, Guid personId, CancellationToken ct) =>
        new
        {
            notes = await db.Set<PageNote>()
                .Where(note => note.PersonId == personId)
                .OrderBy(note => note.SavedAt)
                .Select(note => new
                {
                    note.DayId,
                    note.PageId,
                    note.Quote,
                    note.Text,
                    note.SavedAt,
                })
                .ToListAsync(ct),
            answers = await db.Set<OwnAnswer>()
                .Where(answer => answer.PersonId == personId)
                .OrderBy(answer => answer.AnsweredAt)
                .Select(answer => new
                {
                    answer.DayId,
                    answer.PageId,
                    answer.AnswerId,
                    answer.Text,
                    answer.AnsweredAt,
                })
                .ToListAsync(ct),
        };
}
