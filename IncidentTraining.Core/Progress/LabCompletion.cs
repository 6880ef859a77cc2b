namespace IncidentTraining.Core.Progress;

/// <summary>One of the day's criteria of completion, with how far somebody has come.</summary>
/// <param name="Title">The criterion in the specification's words.</param>
/// <param name="Done">What is there.</param>
/// <param name="Needed">What it takes.</param>
/// <param name="Next">What to do next, as a whole sentence; empty when it is met.</param>
/// <param name="Path">Where to do it.</param>
public sealed record Criterion(string Title, int Done, int Needed, string Next, string Path)
{
    /// <summary>Whether the criterion is met.</summary>
    public bool IsMet => Done >= Needed;
}

/// <summary>The evidence for the criteria, counted by the rooms that hold it; nobody ticks a box.</summary>
/// <param name="FinishedRuns">Lab runs that have ended.</param>
/// <param name="ResolvedRuns">Of these, runs whose recovery was measured, which no run reaches without the procedure.</param>
/// <param name="AcceptedReviews">Post-incident reviews that an instructor has accepted.</param>
/// <param name="AcceptedCommunications">Communication documents that an instructor has accepted.</param>
/// <param name="AcceptedRunbooks">Runbooks that an instructor has accepted.</param>
public sealed record CompletionEvidence(
    int FinishedRuns, int ResolvedRuns, int AcceptedReviews, int AcceptedCommunications, int AcceptedRunbooks);

/// <summary>The five criteria of the lab completion (specification, section Assessment).</summary>
public static class LabCompletion
{
    // The exercise asks for a runbook on each of high latency, payment failures, database issues and worker failures.
    private const int RunbooksAsked = 4;

    // "Multiple incidents": more than one run.
    private const int IncidentsAsked = 2;

    /// <summary>How far the evidence goes towards each criterion, in the specification's order.</summary>
    public static IReadOnlyList<Criterion> Of(CompletionEvidence evidence) =>
    [
        Of("Multiple incidents simulated", evidence.FinishedRuns, IncidentsAsked, "Work a lab to its end, then another, or the same one with a new cause.", "/labs"),
        Of("Incident response procedures followed", evidence.ResolvedRuns, 1, "Take one incident from its acknowledgement to a measured resolution.", "/labs"),
        Of("Post-incident review conducted", evidence.AcceptedReviews, 1, "Write a post-incident review and have it accepted.", "/documents"),
        Of("Communication practiced", evidence.AcceptedCommunications, 1, "Write the four messages of Lab 7 and have them accepted.", "/documents"),
        Of("Runbooks created", evidence.AcceptedRunbooks, RunbooksAsked, "Write the four runbooks of Exercise 2 and have them accepted.", "/documents"),
    ];

    private static Criterion Of(string title, int done, int needed, string next, string path) =>
        new(title, Math.Min(done, needed), needed, done >= needed ? "" : next, path);
}
