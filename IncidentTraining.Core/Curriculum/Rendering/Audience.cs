namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>The audience of a rendered page. Content hidden from an audience is removed on the server.</summary>
public enum Audience
{
    /// <summary>Trainees: without speaker notes and the instructor's text.</summary>
    Trainee,

    /// <summary>Instructors, facilitators and administrators: everything.</summary>
    Staff,
}
