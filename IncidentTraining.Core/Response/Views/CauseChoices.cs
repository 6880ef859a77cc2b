using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A cause that could be the true one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">One line.</param>
public sealed record CauseChoice(string Id, string Title);

/// <summary>
/// The candidate causes of a run, which are sold as a hint: those of its lab. On call, where the lab itself must be identified, the causes
/// of every lab: a list for the drawn lab would reveal which one it is.
/// </summary>
public sealed class CauseChoices(RunScenarios scenarios)
{
    /// <summary>The candidates, in the order of their titles.</summary>
    /// <param name="run">The run.</param>
    /// <param name="own">The scenario stored with the run.</param>
    public IReadOnlyList<CauseChoice> Of(LabRun run, Scenario own) =>
        [
            .. own
                .RootCauses.Concat(run.ShiftId is null ? [] : scenarios.All.SelectMany(other => other.RootCauses))
                .Select(cause => new CauseChoice(cause.Id, cause.Title))
                .DistinctBy(cause => cause.Id)
                .OrderBy(cause => cause.Title, StringComparer.Ordinal),
        ];
}
