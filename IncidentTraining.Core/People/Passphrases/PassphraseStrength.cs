namespace IncidentTraining.Core.People;

/// <summary>How hard a passphrase is to guess.</summary>
public enum PassphraseGrade
{
    /// <summary>Refused.</summary>
    TooWeak,

    /// <summary>Taken: enough where the portal slows down guessing.</summary>
    Fair,

    /// <summary>Also hard to find for someone who has copied the database.</summary>
    Good,

    /// <summary>Hard to find by any means.</summary>
    Strong,
}

/// <summary>What a passphrase is worth.</summary>
/// <param name="Grade">How hard it is to guess.</param>
/// <param name="Words">One or two plain sentences: what makes it weak and what to add, or that it is enough. They never quote the
/// passphrase.</param>
public sealed record PassphraseStrength(PassphraseGrade Grade, string Words)
{
    /// <summary>Whether the portal takes it.</summary>
    public bool IsEnough => Grade is not PassphraseGrade.TooWeak;
}
