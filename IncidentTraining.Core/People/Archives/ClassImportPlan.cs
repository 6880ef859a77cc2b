namespace IncidentTraining.Core.People;

/// <summary>The effect of importing an archive.</summary>
/// <param name="Name">What people call the class.</param>
/// <param name="ExportedAt">When the archive was written, UTC.</param>
/// <param name="DayId">Its training day.</param>
/// <param name="HasDay">Whether the content has that day with its plan.</param>
/// <param name="Parts">The records by room, the room with the most first.</param>
/// <param name="People">The people, by name.</param>
public sealed record ClassImportPlan(
    string Name,
    DateTime ExportedAt,
    string DayId,
    bool HasDay,
    IReadOnlyList<ErasedPart> Parts,
    IReadOnlyList<PersonToImport> People
)
{
    /// <summary>All records.</summary>
    public int Records => Parts.Sum(part => part.Records);
}

/// <summary>A person in an archive.</summary>
/// <param name="Id">The id in the archive.</param>
/// <param name="Name">The name.</param>
/// <param name="RoleWords">The roles in the class; empty for a person who is no longer a member.</param>
/// <param name="Known">Accounts of this portal that may be the same person: those with the same id first, then those with a similar name.
/// None is used unless it is chosen.</param>
public sealed record PersonToImport(Guid Id, string Name, string RoleWords, IReadOnlyList<KnownAccount> Known);

/// <summary>An account of this portal.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name.</param>
/// <param name="HasSameId">Whether it has the archive's id, so the archive was written by this portal or imported before.</param>
/// <param name="IsAdministrator">Whether it administers the site.</param>
public sealed record KnownAccount(Guid PersonId, string Name, bool HasSameId, bool IsAdministrator);

/// <summary>What was imported.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Records">How many records.</param>
/// <param name="NewAccounts">Number of new accounts, none of which can sign in before a code is issued.</param>
public sealed record Imported(Guid CohortId, string Name, int Records, int NewAccounts);
