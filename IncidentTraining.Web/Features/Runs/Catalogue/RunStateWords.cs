using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Catalogue;

/// <summary>The text about a run in a list.</summary>
internal static class RunStateWords
{
    /// <summary>The progress of an open run, or the end of an ended one.</summary>
    public static string Of(RunSummary run) =>
        run switch
        {
            { State: RunState.Running or RunState.Paused, Resolved: false } => run.Phase.Title().ToLowerInvariant(),
            { EndedAt: not null, HasResult: false } => "no result: nothing was done",
            { Resolved: true } => "resolved",
            { Phase: >= IncidentPhase.Resolution } => "closed as no incident",
            { TimeToResolve: not null } => "resolved, but not verified",
            _ => "never resolved",
        };
}
