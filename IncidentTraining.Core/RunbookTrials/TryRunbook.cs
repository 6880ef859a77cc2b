using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>
/// Tries a runbook on fresh shops, one for each possible cause of a lab. It passes only if every shop recovers. Authors try the saved text,
/// instructors the submitted text.
/// </summary>
public sealed class TryRunbook(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    ReadDocument readDocument,
    RunScenarios scenarios,
    LabCatalogue labs,
    IShopWords words,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    /// <summary>The trials allowed in ten minutes: each takes seconds of CPU time next to running shops.</summary>
    public const int MostInTenMinutes = 10;

    // One at a time: a class that tries its runbooks at once must not starve the running shops.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The labs on whose faults a runbook can be tried.</summary>
    public IReadOnlyList<(string Id, string Title)> Labs =>
        [.. scenarios.All.Where(scenario => labs.HasLab(scenario.Id)).Select(scenario => (scenario.Id, scenario.Title))];

    /// <summary>Runs the trial and stores its result.</summary>
    /// <returns>The trial's id.</returns>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid documentId, string scenarioId, CancellationToken ct = default)
    {
        var read = await readDocument.RunAsync(actor, documentId, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        if (scenarios.Find(scenarioId) is not { } scenario || !labs.HasLab(scenarioId))
        {
            return Refusal.NotFound("There is no such lab.");
        }

        var text = StepsOf(read.Value);
        var steps = Steps(text);
        if (!steps.Succeeded)
        {
            return steps.Refusal;
        }

        await _turn.WaitAsync(ct);
        try
        {
            if (await TooManyAsync(documentId, ct) is { } tooMany)
            {
                return tooMany;
            }

            var shops = await Task.Run(() => Play(scenario, steps.Value, ct), ct);
            var now = time.GetUtcNow();
            var trial = new RunbookTrial(
                Guid.CreateVersion7(now),
                read.Value,
                text,
                scenario.Id,
                scenario.Title,
                actor.PersonId,
                shops,
                now.UtcDateTime
            );
            var stored = await gate.WriteAsync<Guid>(
                db =>
                {
                    db.Add(trial);
                    return Task.FromResult<Outcome<Guid>>(trial.Id);
                },
                ct
            );
            if (stored.Succeeded)
            {
                await events.PublishAsync(documentId, new RunbookRunsChanged(documentId));
            }

            return stored;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The steps of a runbook as written.</summary>
    internal static string StepsOf(DocumentView document) =>
        document.Kind.StepsSection is { } section ? document.Body.Section(section.Id).Text : "";

    private static List<ShopTrial> Play(Scenario scenario, IReadOnlyList<RunbookStep> steps, CancellationToken ct) =>
        // Ordered by the seeds that pick them rather than as in the file, so that the first shop does not always have the first cause.
        [
            .. scenario
                .RootCauses.OrderBy(cause => ScenarioProof.SeedOf(scenario, cause))
                .Select(cause => RunbookPlayer.Play(scenario, cause, steps, ct)),
        ];

    private Outcome<IReadOnlyList<RunbookStep>> Steps(string text)
    {
        var written = RunbookSteps.Read(text);
        if (written.Count == 0)
        {
            return Refusal.Invalid("The runbook has no steps yet. Write them in its steps section.");
        }

        var wrong = written
            .Select(step => (step.Number, Problem: step.Problem ?? words.ProblemWith(step.Step!)))
            .FirstOrDefault(step => step.Problem is not null);
        return wrong.Problem is { } problem
            ? Refusal.Invalid($"Step {wrong.Number} is not valid. {problem}")
            : Outcome<IReadOnlyList<RunbookStep>>.Done([.. written.Select(step => step.Step!)]);
    }

    private async Task<Refusal?> TooManyAsync(Guid documentId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var since = time.GetUtcNow().UtcDateTime.AddMinutes(-10);
        return await db.Set<RunbookTrial>().CountAsync(trial => trial.DocumentId == documentId && trial.At > since, ct) < MostInTenMinutes
            ? null
            : Refusal.Conflict(
                $"This runbook was tried {MostInTenMinutes} times in ten minutes. Read the results, change the runbook, and try again later."
            );
    }
}
