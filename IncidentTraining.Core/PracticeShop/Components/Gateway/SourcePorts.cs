using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>
/// The source ports that the hosting's address translation assigns to the API's hosts, per destination address. A returned port is not
/// reused for a while, because late packets could still arrive.
/// </summary>
sealed class SourcePorts(Kernel kernel)
{
    readonly Queue<long>[] _restUntil = [.. Enum.GetValues<GatewayRoute>().Select(_ => new Queue<long>())];
    long _rest;

    /// <summary>Ports per destination address.</summary>
    public int Each { get; private set; } = int.MaxValue;

    /// <summary>Sets the number of ports.</summary>
    /// <param name="each">Ports per destination address.</param>
    /// <param name="rest">Time from the assignment of a port until it can be reused, in microseconds.</param>
    public void Limit(int each, long rest) => (Each, _rest) = (each, rest);

    /// <summary>Takes a port for a new connection.</summary>
    /// <param name="route">The address.</param>
    /// <returns>Whether one was free.</returns>
    public bool TryTake(GatewayRoute route)
    {
        if (InUse(route) >= Each)
            return false;
        _restUntil[(int)route].Enqueue(kernel.Now + _rest);
        return true;
    }

    /// <summary>Ports of an address that are in use or not yet reusable.</summary>
    public int InUse(GatewayRoute route)
    {
        var ports = _restUntil[(int)route];
        while (ports.TryPeek(out var until) && until <= kernel.Now)
            ports.Dequeue();
        return ports.Count;
    }
}
