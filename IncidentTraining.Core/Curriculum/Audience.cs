namespace IncidentTraining.Core.Curriculum;

/// <summary>For whom a page is rendered. What an audience may not see is left out on the server.</summary>
public enum Audience
{
    /// <summary>Trainees: without speaker notes and the instructor's text.</summary>
    Trainee,

    /// <summary>Instructors, facilitators and administrators: everything.</summary>
    Staff,
}
