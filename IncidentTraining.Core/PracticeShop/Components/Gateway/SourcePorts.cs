using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>
/// The source ports that the hosting's address translation lends to the API's hosts, for each address that they call. A port that is given
/// back is not lent again for a while, as late packets could still come.
/// </summary>
sealed class SourcePorts(Kernel kernel)
{
    readonly Queue<long>[] _restUntil = [.. Enum.GetValues<GatewayRoute>().Select(_ => new Queue<long>())];
    long _rest;

    /// <summary>Ports for each address.</summary>
    public int Each { get; private set; } = int.MaxValue;

    /// <summary>States how many there are.</summary>
    /// <param name="each">Ports for each address.</param>
    /// <param name="rest">From when a port is lent until it can be lent again, in microseconds.</param>
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

    /// <summary>Ports of an address that are lent or rest.</summary>
    public int InUse(GatewayRoute route)
    {
        var ports = _restUntil[(int)route];
        while (ports.TryPeek(out var until) && until <= kernel.Now)
            ports.Dequeue();
        return ports.Count;
    }
}
