namespace IncidentTraining.Core.People;

/// <summary>How hard a passphrase is to guess.</summary>
public enum PassphraseGrade
{
    /// <summary>Refused.</summary>
    TooWeak,

    /// <summary>Accepted: sufficient because the portal slows down guessing.</summary>
    Fair,

    /// <summary>Also hard to find for someone who has copied the database.</summary>
    Good,

    /// <summary>Hard to find by any means.</summary>
    Strong,
}

/// <summary>The strength of a passphrase.</summary>
/// <param name="Grade">How hard it is to guess.</param>
/// <param name="Words">One or two plain sentences: what makes it weak and what to add, or that it is sufficient. They never quote the
/// passphrase.</param>
public sealed record PassphraseStrength(PassphraseGrade Grade, string Words)
{
    /// <summary>Whether the portal accepts it.</summary>
    public bool IsEnough => Grade is not PassphraseGrade.TooWeak;
}
