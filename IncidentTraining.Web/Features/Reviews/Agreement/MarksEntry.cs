namespace IncidentTraining.Web.Features.Reviews.Agreement;

/// <summary>A person's entries for a document: a level per criterion, and the explanation.</summary>
public sealed class MarksEntry
{
    /// <summary>The chosen level by criterion, from 0; open criteria have none.</summary>
    public Dictionary<string, int> Levels { get; } = [];

    /// <summary>The explanation as typed; null when it was emptied.</summary>
    public string? Why { get; set; } = "";

    /// <summary>Begins again.</summary>
    /// <param name="preselected">The preselected levels; null for none.</param>
    public void Reset(IReadOnlyDictionary<string, int>? preselected = null)
    {
        Why = "";
        Levels.Clear();
        foreach (var (criterion, level) in preselected ?? new Dictionary<string, int>())
        {
            Levels[criterion] = level;
        }
    }
}
