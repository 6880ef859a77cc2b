namespace IncidentTraining.Core.People;

/// <summary>The actions recorded in the audit log. The names are stored: do not rename them.</summary>
public enum AuditAction
{
    /// <summary>
    /// A person signed in; the note contains the provider or states that a passkey was used, and is empty for a passphrase.
    /// </summary>
    SignedIn,

    /// <summary>
    /// A sign-in with a wrong passphrase; or with a wrong code after a successful first step, which the note states. Without a person: with
    /// a name that does not exist, or with several such names, whose number is in the note, see <see cref="UnknownNames"/>.
    /// </summary>
    SignInFailed,

    /// <summary>A sign-in provider's first confirmation of a person created the account; the note contains the provider.</summary>
    AccountCreated,

    /// <summary>A sign-in confirmed by a provider was refused; the note contains the provider and the reason.</summary>
    ProviderRefused,

    /// <summary>A person connected their account with a sign-in provider; the note contains the provider.</summary>
    ProviderConnected,

    /// <summary>A person disconnected their account from a sign-in provider.</summary>
    ProviderDisconnected,

    /// <summary>A person proved with a forced sign-in at a provider that their session is theirs; the note contains the provider.</summary>
    ProvedAtProvider,

    /// <summary>Sessions were ended; the note contains their number.</summary>
    SessionsEnded,

    /// <summary>A one-time code was issued.</summary>
    CodeIssued,

    /// <summary>A passphrase was chosen with a one-time code.</summary>
    PassphraseChosen,

    /// <summary>A person changed their own passphrase.</summary>
    PassphraseChanged,

    /// <summary>A person switched their second factor on.</summary>
    SecondFactorOn,

    /// <summary>A person switched their second factor off.</summary>
    SecondFactorOff,

    /// <summary>A person's second factor was removed by another person, or from the server.</summary>
    SecondFactorRemoved,

    /// <summary>A person signed in with a recovery code; the note contains the number of remaining codes.</summary>
    RecoveryCodeUsed,

    /// <summary>A person added a passkey.</summary>
    PasskeyAdded,

    /// <summary>A person renamed one of their passkeys.</summary>
    PasskeyRenamed,

    /// <summary>A person removed one of their passkeys.</summary>
    PasskeyRemoved,

    /// <summary>A person was renamed.</summary>
    Renamed,

    /// <summary>A person joined a class with its code.</summary>
    Joined,

    /// <summary>A person was added to a class; the note contains the role.</summary>
    Added,

    /// <summary>A person's roles in a class were changed; the note contains them before and after.</summary>
    RolesChanged,

    /// <summary>A person was removed from a class.</summary>
    Removed,

    /// <summary>A removed person was put back.</summary>
    PutBack,

    /// <summary>A person was moved to the class of this entry.</summary>
    Moved,

    /// <summary>Another account, the subject, was merged into the person's; the note contains the number of records.</summary>
    AccountsMerged,

    /// <summary>A merge of another account, the subject, into the person's was undone.</summary>
    MergeUndone,

    /// <summary>An account was disabled.</summary>
    AccountDisabled,

    /// <summary>A disabled account was enabled.</summary>
    AccountEnabled,

    /// <summary>A person became an administrator.</summary>
    AdministratorAdded,

    /// <summary>An administrator's right was revoked.</summary>
    AdministratorRemoved,

    /// <summary>A class was created.</summary>
    ClassCreated,

    /// <summary>A class was renamed.</summary>
    ClassRenamed,

    /// <summary>A class was archived.</summary>
    ClassArchived,

    /// <summary>An archived class was reopened.</summary>
    ClassReopened,

    /// <summary>A class was exported as an archive.</summary>
    ClassExported,

    /// <summary>A class was imported from an archive; the note contains the numbers of records and new accounts.</summary>
    ClassImported,

    /// <summary>A class was deleted; the subject is the erasure list, and the note contains its checksum.</summary>
    ClassDeleted,

    /// <summary>A person was anonymised; the subject is the list of replacements, and the note contains its checksum.</summary>
    PersonAnonymised,

    /// <summary>
    /// The people of a class were anonymised; the subject is the list of replacements, and the note contains its checksum.
    /// </summary>
    ClassAnonymised,

    /// <summary>A class was given another training day.</summary>
    DayChosen,

    /// <summary>A class's day was given another start time, which is in the note.</summary>
    StartChosen,

    /// <summary>The crews of a class were formed or dissolved; the note contains the method and the numbers.</summary>
    CrewsChanged,

    /// <summary>The join code of a class was renewed.</summary>
    JoinCodeRenewed,

    /// <summary>A class was closed to new trainees.</summary>
    JoiningClosed,

    /// <summary>A class was opened to new trainees again.</summary>
    JoiningOpened,

    /// <summary>A person downloaded their own data.</summary>
    OwnDataExported,

    /// <summary>The audit log was exported.</summary>
    AuditExported,

    /// <summary>A review was decided; the note contains the decision.</summary>
    GradeDecided,

    /// <summary>A decided grade was reopened.</summary>
    GradeReopened,

    /// <summary>Grades were released; the note contains their number.</summary>
    GradesReleased,

    /// <summary>Quiz results were released.</summary>
    ResultsReleased,

    /// <summary>
    /// A part of the result of a run, the subject, was corrected; the person started the run, and the note contains the part and its mark.
    /// </summary>
    ResultCorrected,

    /// <summary>The weights of the single result figure were chosen; the note contains them.</summary>
    WeightsChosen,

    /// <summary>A helper took over roles in a run.</summary>
    TookOver,
}
