namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>One slide of a page.</summary>
/// <param name="Title">Its heading, as HTML.</param>
/// <param name="Html">What is projected below the heading.</param>
/// <param name="Notes">What the speaker reads; empty for trainees and where there are none.</param>
public sealed record Slide(string Title, string Html, string Notes);
