namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>A slide of a page.</summary>
/// <param name="Title">The heading, as HTML.</param>
/// <param name="Html">The projected content below the heading.</param>
/// <param name="Notes">The speaker notes; empty for trainees and when there are none.</param>
public sealed record Slide(string Title, string Html, string Notes);
