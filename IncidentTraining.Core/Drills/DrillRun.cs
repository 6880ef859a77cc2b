using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// One attempt of a person or a crew at a drill. It stores the text of the drill, so that edits to the file do not affect it. It has ended
/// when its time is over or when the crew ended it; no background work is needed for that.
/// </summary>
public sealed class DrillRun
{
    /// <summary>The largest number of writers.</summary>
    public const int MostWriters = Runs.Crew.Most;

    private readonly List<DrillWriter> _writers = [];

    private DrillRun() { }

    internal DrillRun(Guid id, Guid cohortId, Guid starterId, Drill drill, string text, bool isTeam, DateTime now)
    {
        (Id, CohortId, StarterId, DrillId, PageId, ContentText, IsTeam) = (id, cohortId, starterId, drill.Id, drill.PageId, text, isTeam);
        (StartedAt, EndsAt) = (now, now + drill.Length);
        _writers.Add(new DrillWriter(id, starterId, now));
    }

    /// <summary>Identifies it.</summary>
    public Guid Id { get; private set; }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>Who started it.</summary>
    public Guid StarterId { get; private set; }

    /// <summary>The drill's id in the content.</summary>
    public string DrillId { get; private set; } = "";

    /// <summary>The lab's page.</summary>
    public string PageId { get; private set; } = "";

    /// <summary>The drill as it was at the start.</summary>
    public string ContentText { get; private set; } = "";

    /// <summary>Whether classmates may join.</summary>
    public bool IsTeam { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>When its time is over, UTC.</summary>
    public DateTime EndsAt { get; private set; }

    /// <summary>When the crew ended it, UTC; null when it did not.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The writers, the person who started it first.</summary>
    public IReadOnlyList<DrillWriter> Writers => _writers;

    /// <summary>When it ended or ends, UTC.</summary>
    public DateTime End => EndedAt ?? EndsAt;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded(DateTime now) => End <= now;

    internal Outcome Join(Guid personId, DateTime now)
    {
        if (_writers.Exists(one => one.PersonId == personId))
        {
            return Outcome.Done;
        }

        if (HasEnded(now))
        {
            return Refusal.TooLate("This drill has ended.");
        }

        if (_writers.Count >= MostWriters)
        {
            return Refusal.Conflict($"This crew is full: it has {MostWriters} people.");
        }

        _writers.Add(new DrillWriter(Id, personId, now));
        return Outcome.Done;
    }

    internal Outcome EndNow(DateTime now)
    {
        if (!HasEnded(now))
        {
            EndedAt = now;
        }

        return Outcome.Done;
    }
}

/// <summary>A person who writes in a drill.</summary>
public sealed class DrillWriter
{
    private DrillWriter() { }

    internal DrillWriter(Guid drillRunId, Guid personId, DateTime now) => (DrillRunId, PersonId, JoinedAt) = (drillRunId, personId, now);

    /// <summary>The attempt.</summary>
    public Guid DrillRunId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>When they joined, UTC.</summary>
    public DateTime JoinedAt { get; private set; }

    /// <summary>The document that they created from the messages; null without one.</summary>
    public Guid? DocumentId { get; private set; }

    internal void Keep(Guid documentId) => DocumentId = documentId;
}
