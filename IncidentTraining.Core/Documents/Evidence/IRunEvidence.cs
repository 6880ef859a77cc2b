using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Evidence;

/// <summary>What of a run is looked for.</summary>
public enum EvidenceKind
{
    /// <summary>A stretch of a chart.</summary>
    Chart,

    /// <summary>Log lines.</summary>
    Log,

    /// <summary>Messages of people, status updates and what the crew recorded.</summary>
    Message,
}

/// <summary>What to look for.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Search">Words of a log line or a message, or the name of a chart line.</param>
/// <param name="From">The run's time from which on.</param>
/// <param name="To">The run's time up to which.</param>
public sealed record EvidenceQuery(EvidenceKind Kind, string Search, TimeSpan From, TimeSpan To);

/// <summary>Something that was recorded and can stand in a document.</summary>
/// <param name="Title">What it is, for choosing.</param>
/// <param name="Markdown">As it is put into the text, with the address of the moment in the replay.</param>
public sealed record EvidenceItem(string Title, string Markdown);

/// <summary>Finds evidence in what was recorded of a lab run. The room that keeps the runs implements it.</summary>
public interface IRunEvidence
{
    /// <summary>So many are found at the most.</summary>
    const int Most = 30;

    /// <summary>The names of the chart lines.</summary>
    IReadOnlyList<string> Charts { get; }

    /// <summary>What was found, oldest first; a refusal when the run is not the actor's to see or goes on.</summary>
    Task<Outcome<IReadOnlyList<EvidenceItem>>> FindAsync(Actor actor, Guid runId, EvidenceQuery query, CancellationToken ct);
}
