namespace IncidentTraining.Web.Features.Reviews.Agreement;

/// <summary>What a form with a rubric sends.</summary>
internal sealed class MarksForm
{
    /// <summary>The chosen level by criterion, counted from 0.</summary>
    public Dictionary<string, int>? Levels { get; set; }

    /// <summary>What is said about it.</summary>
    public string? Why { get; set; }
}
