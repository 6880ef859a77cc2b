namespace IncidentTraining.Core.Curriculum;

/// <summary>What a page of a training day is for. In front matter the names are written in kebab case.</summary>
public enum PageKind
{
    /// <summary>A page of no special kind.</summary>
    Page,

    /// <summary>What the participants will be able to do at the end of the day.</summary>
    Objectives,

    /// <summary>A part of the day; lectures and labs belong to it.</summary>
    Session,

    /// <summary>A talk with a fixed length.</summary>
    Lecture,

    /// <summary>Timed practical work.</summary>
    Lab,

    /// <summary>Work without a fixed time.</summary>
    Exercise,

    /// <summary>An idea to look up.</summary>
    Concept,

    /// <summary>The quiz and the criteria of completion.</summary>
    Assessment,

    /// <summary>Where to read more.</summary>
    Resources,

    /// <summary>What comes after the day.</summary>
    NextSteps,

    /// <summary>A catalogue of further labs.</summary>
    Collection,

    /// <summary>A word about another day of the training.</summary>
    OtherDay,

    /// <summary>A form for a document, with guidance.</summary>
    Template,
}
