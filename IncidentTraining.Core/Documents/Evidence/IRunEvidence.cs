using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Evidence;

/// <summary>The kind of run data to search.</summary>
public enum EvidenceKind
{
    /// <summary>A section of a chart.</summary>
    Chart,

    /// <summary>Log lines.</summary>
    Log,

    /// <summary>Messages, status updates and entries recorded by the crew.</summary>
    Message,
}

/// <summary>A search for run data.</summary>
/// <param name="Kind">The kind of data.</param>
/// <param name="Search">Words in a log line or message, or the name of a chart series.</param>
/// <param name="From">The start, in run time.</param>
/// <param name="To">The end, in run time.</param>
public sealed record EvidenceQuery(EvidenceKind Kind, string Search, TimeSpan From, TimeSpan To);

/// <summary>A recorded item that can be inserted in a document.</summary>
/// <param name="Title">A label for the list.</param>
/// <param name="Markdown">The text to insert, with a link to the moment in the replay.</param>
public sealed record EvidenceItem(string Title, string Markdown);

/// <summary>The time that a lab run covers.</summary>
/// <param name="Began">When it began, UTC.</param>
/// <param name="Length">How long it has lasted, in run time.</param>
public sealed record RunSpan(DateTime Began, TimeSpan Length);

/// <summary>Searches the recorded data of a lab run. Implemented by the room that owns the runs.</summary>
public interface IRunEvidence
{
    /// <summary>The most results that are returned.</summary>
    const int Most = 30;

    /// <summary>The names of the chart series.</summary>
    IReadOnlyList<string> Charts { get; }

    /// <summary>Returns the time that a run covers; null when the actor cannot see it.</summary>
    Task<RunSpan?> SpanAsync(Actor actor, Guid runId, CancellationToken ct);

    /// <summary>Returns the results, oldest first; a refusal when the actor cannot see the run or it has not ended.</summary>
    Task<Outcome<IReadOnlyList<EvidenceItem>>> FindAsync(Actor actor, Guid runId, EvidenceQuery query, CancellationToken ct);
}
