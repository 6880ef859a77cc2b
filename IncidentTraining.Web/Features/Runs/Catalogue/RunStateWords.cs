using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Catalogue;

/// <summary>What a list of runs says about one of them.</summary>
internal static class RunStateWords
{
    /// <summary>How far an open run has come, or how an ended one ended.</summary>
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
