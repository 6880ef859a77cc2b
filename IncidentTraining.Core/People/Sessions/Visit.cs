namespace IncidentTraining.Core.People;

/// <summary>The source of a request.</summary>
/// <param name="Address">The network address.</param>
/// <param name="Device">The browser's description of itself.</param>
/// <param name="KnownAccounts">The ids of the accounts that have signed in with this browser before.</param>
public sealed record Visit(string Address, string Device = "", IReadOnlyCollection<string>? KnownAccounts = null)
{
    /// <summary>The command line of the server.</summary>
    public static Visit Server { get; } = new("server");

    /// <summary>Whether the account has signed in with this browser before.</summary>
    public bool Knows(string userId) => KnownAccounts?.Contains(userId) == true;
}
