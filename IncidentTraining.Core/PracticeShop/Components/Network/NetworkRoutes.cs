namespace IncidentTraining.Core.PracticeShop.Components.Network;

/// <summary>The ways between the parts of the shop, each of which a network policy may cut.</summary>
enum NetworkRoute
{
    ApiDatabase,
    ApiRedis,
    ApiGateway,
    WorkersDatabase,
    WorkersRedis,
    WorkersMail,
}

/// <summary>Which ways are open, and where names lead to. A cut way swallows packets: no one is refused, no one is answered.</summary>
sealed class NetworkRoutes
{
    static readonly string[] Names = ["api-database", "api-redis", "api-gateway", "workers-database", "workers-redis", "workers-mail"];

    readonly bool[] _cut = new bool[Names.Length];

    /// <summary>Names of the ways, in the order of <see cref="NetworkRoute"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Whether the resolver that the API's hosts ask still gives the address that the database's host has left.</summary>
    public bool ApiHasOldAddress { get; set; }

    public bool IsOpen(NetworkRoute route) => !_cut[(int)route];

    public void Cut(NetworkRoute route) => _cut[(int)route] = true;

    public void Restore(NetworkRoute route) => _cut[(int)route] = false;

    /// <summary>The way of a name.</summary>
    public static NetworkRoute Find(string name) => (NetworkRoute)Array.IndexOf(Names, name);
}
