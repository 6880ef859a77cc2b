using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress;

/// <summary>A trainee's progress through the day.</summary>
/// <param name="Criteria">The five criteria of completion.</param>
/// <param name="Attended">Ended runs of the person's crews, whatever they did in them; attendance counts for no criterion.</param>
/// <param name="ReadPages">The ids of the pages read to the end.</param>
/// <param name="Returned">Documents returned for changes, newest first.</param>
/// <param name="Accepted">Accepted documents, newest first.</param>
/// <param name="Open">Work in progress: the quiz first, because its time is running, then labs in the order of the day.</param>
public sealed record TraineeProgress(
    IReadOnlyList<Criterion> Criteria,
    int Attended,
    IReadOnlySet<string> ReadPages,
    IReadOnlyList<MyDocument> Returned,
    IReadOnlyList<MyDocument> Accepted,
    IReadOnlyList<OpenWork> Open
);

/// <summary>Computes a person's progress from the data of the other rooms.</summary>
public sealed class MyProgress(
    IDbContextFactory<TrainingDb> databases,
    MyRuns myRuns,
    MyDocuments myDocuments,
    ReadingMarks readingMarks,
    CompletionRules rules,
    ReadPersonWork runWork,
    ReadWrittenWork writtenWork,
    MyQuiz myQuiz
) : IUseCase
{
    /// <summary>Returns the signed-in user's progress in one of their classes.</summary>
    public async Task<Outcome<TraineeProgress>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        // The call checks membership and refuses people outside the class.
        var labs = await myRuns.RunAsync(actor, cohortId, ct);
        if (!labs.Succeeded)
        {
            return labs.Refusal;
        }

        var documents = await myDocuments.RunAsync(actor, cohortId, ct);
        var accepted = documents.Where(document => document.State == DocumentState.Accepted).ToList();
        var written = await writtenWork.OfAsync(actor.PersonId, cohortId, ct);
        var work = new PersonWork(
            await runWork.OfAsync(actor.PersonId, cohortId, ct),
            [.. written["pir"]],
            [.. written["communication"]],
            [.. written["runbook"]]
        );

        await using var db = await databases.CreateDbContextAsync(ct);
        var dayId = await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.DayId).SingleAsync(ct);
        // Rehearsals run faster than a real incident and are not graded, so they do not count here either. A page on call can be for a
        // scenario that is no lab of the day.
        var attended = await db.RunsOf(actor.PersonId)
            .CountAsync(run => run.CohortId == cohortId && run.EndedAt != null && !run.IsRehearsal, ct);
        var read = await readingMarks.OfAsync(actor, dayId, ct);
        return new TraineeProgress(
            LabCompletion.Of(rules.For(dayId), work),
            attended,
            read,
            [.. documents.Where(document => document.State == DocumentState.Returned)],
            accepted,
            [.. await QuizAsync(actor, cohortId, ct), .. labs.Value.Labs.SelectMany(Open)]
        );
    }

    /// <summary>Staff take no quiz, and a day can have none.</summary>
    private async Task<IEnumerable<OpenWork>> QuizAsync(Actor actor, Guid cohortId, CancellationToken ct) =>
        (await myQuiz.RunAsync(actor, cohortId, ct)).ValueOrDefault is { Attempt: { State: AttemptState.InProgress } attempt } card
            ? [new OpenWork(OpenWorkKind.Quiz, card.Title, attempt.AttemptId)]
            : [];

    private static IEnumerable<OpenWork> Open(LabWithRuns lab)
    {
        if (lab.OwnLobby is { } lobbyId)
        {
            yield return new OpenWork(OpenWorkKind.Lobby, lab.Page.Title, lobbyId);
        }

        if (lab.Open is { } run)
        {
            yield return new OpenWork(OpenWorkKind.Run, lab.Page.Title, run.RunId);
        }
    }
}
