using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress;

/// <summary>How far a trainee has come in the day.</summary>
/// <param name="Criteria">The five criteria of completion.</param>
/// <param name="Attended">Ended runs of whose crew they were, whatever they did in them; attendance counts for no criterion.</param>
/// <param name="ReadPages">The ids of the pages read to their end.</param>
/// <param name="Returned">Documents that came back with something to change, the newest first.</param>
/// <param name="Accepted">Documents that were accepted, the newest first.</param>
public sealed record TraineeProgress(
    IReadOnlyList<Criterion> Criteria, int Attended, IReadOnlySet<string> ReadPages, IReadOnlyList<MyDocument> Returned, IReadOnlyList<MyDocument> Accepted);

/// <summary>Counts a person's own progress from what the other rooms hold.</summary>
public sealed class MyProgress(
    IDbContextFactory<TrainingDb> databases, MyRuns myRuns, MyDocuments myDocuments, ReadingMarks readingMarks, CompletionRules rules,
    ReadPersonWork runWork, ReadWrittenWork writtenWork)
{
    /// <summary>The actor's progress in a class of theirs.</summary>
    public async Task<Outcome<TraineeProgress>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        // Membership is checked in there; a stranger to the class gets its refusal.
        var labs = await myRuns.RunAsync(actor, cohortId, ct);
        if (!labs.Succeeded)
        {
            return labs.Refusal;
        }

        var documents = await myDocuments.RunAsync(actor, cohortId, ct);
        var accepted = documents.Where(document => document.State == DocumentState.Accepted).ToList();
        // Rehearsals run faster than a real incident and are not graded, so they count for nothing here either.
        var ended = labs.Value.Labs.SelectMany(lab => lab.Runs).Where(run => run.EndedAt is not null && !run.IsRehearsal).ToList();
        var written = await writtenWork.OfAsync(actor.PersonId, cohortId, ct);
        var work = new PersonWork(
            await runWork.OfAsync(actor.PersonId, cohortId, ct), [.. written["pir"]], [.. written["communication"]], [.. written["runbook"]]);

        await using var db = await databases.CreateDbContextAsync(ct);
        var dayId = await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.DayId).SingleAsync(ct);
        var read = await readingMarks.OfAsync(actor, dayId, ct);
        return new TraineeProgress(
            LabCompletion.Of(rules.For(dayId), work),
            ended.Count,
            read,
            [.. documents.Where(document => document.State == DocumentState.Returned)],
            accepted);
    }
}
