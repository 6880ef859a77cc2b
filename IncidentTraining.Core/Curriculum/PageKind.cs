namespace IncidentTraining.Core.Curriculum;

/// <summary>The kind of a training-day page. Front matter uses the names in kebab case.</summary>
public enum PageKind
{
    /// <summary>A page without a special kind.</summary>
    Page,

    /// <summary>The learning objectives of the day.</summary>
    Objectives,

    /// <summary>A part of the day that contains lectures and labs.</summary>
    Session,

    /// <summary>A talk with a fixed length.</summary>
    Lecture,

    /// <summary>Timed practical work.</summary>
    Lab,

    /// <summary>Practical work without a time limit.</summary>
    Exercise,

    /// <summary>A concept for reference.</summary>
    Concept,

    /// <summary>The quiz and the completion criteria.</summary>
    Assessment,

    /// <summary>Further reading.</summary>
    Resources,

    /// <summary>What to do after the day.</summary>
    NextSteps,

    /// <summary>A catalogue of further labs.</summary>
    Collection,

    /// <summary>A preview of another day of the training.</summary>
    OtherDay,

    /// <summary>A document template with guidance.</summary>
    Template,
}
