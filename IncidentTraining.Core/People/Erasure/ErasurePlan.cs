namespace IncidentTraining.Core.People;

/// <summary>What the deletion of a class erases.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="Name">The display name, which must be typed as confirmation.</param>
/// <param name="TimeZone">The IANA zone of its plan.</param>
/// <param name="ArchivedAt">When it was archived, UTC; null for one that is open and cannot be deleted yet.</param>
/// <param name="Parts">The records by room, the room with the most first.</param>
/// <param name="Accounts">The people whose accounts are erased, by name: trainees of this class only.</param>
/// <param name="Kept">The members of the class whose accounts stay, by name: staff, and people who have work in another class.</param>
public sealed record ErasurePlan(
    Guid CohortId,
    string Name,
    string TimeZone,
    DateTime? ArchivedAt,
    IReadOnlyList<ErasedPart> Parts,
    IReadOnlyList<string> Accounts,
    IReadOnlyList<string> Kept
)
{
    /// <summary>All records of the class.</summary>
    public int Records => Parts.Sum(part => part.Records);
}

/// <summary>The records of one room.</summary>
/// <param name="Room">The name of the room, for example "Documents".</param>
/// <param name="Records">How many.</param>
public sealed record ErasedPart(string Room, int Records);

/// <summary>What was erased.</summary>
/// <param name="Name">The display name of the class.</param>
/// <param name="Records">Number of records of the class.</param>
/// <param name="Accounts">How many accounts.</param>
/// <param name="ProofId">The list of what was erased.</param>
public sealed record Erased(string Name, int Records, int Accounts, Guid ProofId);
