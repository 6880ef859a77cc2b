namespace IncidentTraining.Web.Features.Reviews.Agreement;

/// <summary>The values of a form with a rubric.</summary>
internal sealed class MarksForm
{
    /// <summary>The chosen level by criterion, from 0.</summary>
    public Dictionary<string, int>? Levels { get; set; }

    /// <summary>The explanation.</summary>
    public string? Why { get; set; }
}
