using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Samples;

/// <param name="ForTrainees">Whether trainees may mark it.</param>
/// <param name="IsMarked">Whether the reader has marked or created it.</param>
public sealed record ListedSample(Guid SampleId, string KindId, string Title, bool ForTrainees, bool IsMarked);

/// <summary>A sample to mark, with the reference marks once the reader has given theirs.</summary>
/// <param name="Kind">The document kind that defines the text's structure.</param>
/// <param name="Own">The reader's levels; null before they have marked it.</param>
/// <param name="Reference">The reference levels; null before the reader has marked it.</param>
public sealed record SampleView(
    SampleAnswer Sample,
    DocumentKind Kind,
    Rubric Rubric,
    IReadOnlyDictionary<string, int>? Own,
    IReadOnlyDictionary<string, int>? Reference
);

/// <summary>Graders mark samples before they grade, and trainees can mark those that are for them.</summary>
public sealed class MarkSample(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    DocumentKinds kinds,
    Rubrics rubrics,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    private static readonly Refusal None = Refusal.NotFound("There is no such sample, or you cannot mark it.");

    /// <summary>Returns the samples of a class that a member may mark: all for instructors, those for trainees otherwise.</summary>
    public async Task<IReadOnlyList<ListedSample>> ListAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor, ClassRole.Trainee], ct);
        return !member.Succeeded
            ? []
            : await db.Set<SampleAnswer>()
                .AsNoTracking()
                .Where(sample => sample.CohortId == cohortId && (sample.ForTrainees || member.Value.Role == ClassRole.Instructor))
                .OrderBy(sample => sample.At)
                .Select(sample => new ListedSample(
                    sample.Id,
                    sample.KindId,
                    sample.Title,
                    sample.ForTrainees,
                    sample.SetById == actor.PersonId
                        || db.Set<SampleMark>().Any(mark => mark.SampleId == sample.Id && mark.PersonId == actor.PersonId)
                ))
                .ToListAsync(ct);
    }

    /// <summary>Returns a sample, with the reference marks only after the reader has marked it.</summary>
    public async Task<Outcome<SampleView>> OpenAsync(Actor actor, Guid sampleId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await VisibleAsync(db, actor, sampleId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (sample, rubric) = found.Value;
        var own = await db.Set<SampleMark>()
            .AsNoTracking()
            .SingleOrDefaultAsync(mark => mark.SampleId == sampleId && mark.PersonId == actor.PersonId, ct);
        var knows = own is not null || sample.SetById == actor.PersonId;
        return new SampleView(
            sample,
            kinds.Shape(sample.KindId, sample.ReadBody()),
            rubric,
            own is null ? null : Levels.FromJson(own.LevelsJson),
            knows ? Levels.FromJson(sample.LevelsJson) : null
        );
    }

    /// <summary>Stores a member's marks for a sample.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid sampleId, IReadOnlyDictionary<string, int> levels, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(db => MarkAsync(db, actor, sampleId, levels, ct), ct);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        var cohortId = outcome.Value.CohortId;
        await events.PublishAsync(cohortId, new MarksChanged(cohortId));
        return Outcome.Done;
    }

    private async Task<Outcome<SampleAnswer>> MarkAsync(
        TrainingDb db,
        Actor actor,
        Guid sampleId,
        IReadOnlyDictionary<string, int> levels,
        CancellationToken ct
    )
    {
        var found = await VisibleAsync(db, actor, sampleId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        if (
            found.Value.Sample.SetById == actor.PersonId
            || await db.Set<SampleMark>().AnyAsync(mark => mark.SampleId == sampleId && mark.PersonId == actor.PersonId, ct)
        )
        {
            return Refusal.Conflict("You already know the marks of this sample.");
        }

        if (!Levels.AreComplete(found.Value.Rubric, levels))
        {
            return Refusal.Invalid("Mark every criterion.");
        }

        db.Add(new SampleMark(sampleId, actor.PersonId, levels, time.GetUtcNow().UtcDateTime));
        return found.Value.Sample;
    }

    private async Task<Outcome<(SampleAnswer Sample, Rubric Rubric)>> VisibleAsync(
        TrainingDb db,
        Actor actor,
        Guid sampleId,
        CancellationToken ct
    )
    {
        if (await db.Set<SampleAnswer>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == sampleId, ct) is not { } sample)
        {
            return None;
        }

        ClassRole[] roles = sample.ForTrainees ? [ClassRole.Instructor, ClassRole.Trainee] : [ClassRole.Instructor];
        return
            !(await db.RequireRoleAsync(actor, sample.CohortId, roles, ct)).Succeeded
            || rubrics.Find(kinds.Find(sample.KindId)?.RubricId ?? "") is not { } rubric
            ? None
            : (sample, rubric);
    }
}

/// <summary>Reads within another use case which samples a grader still has to mark.</summary>
internal static class SampleReading
{
    /// <summary>Returns the first sample of the kind that the grader has neither created nor marked; null when they may grade.</summary>
    public static Task<Guid?> UnmarkedSampleAsync(this TrainingDb db, Actor actor, Document document, CancellationToken ct) =>
        db.Set<SampleAnswer>()
            .Where(sample =>
                sample.CohortId == document.CohortId
                && sample.KindId == document.KindId
                && sample.SetById != actor.PersonId
                && !db.Set<SampleMark>().Any(mark => mark.SampleId == sample.Id && mark.PersonId == actor.PersonId)
            )
            .OrderBy(sample => sample.At)
            .Select(sample => (Guid?)sample.Id)
            .FirstOrDefaultAsync(ct);
}
