namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>
/// The access logs of the API instances: which orders each read of the export returned. They are stored with the processes and lost with
/// them, unless they were copied before.
/// </summary>
sealed class AccessLog(int instances)
{
    readonly int[] _lines = new int[instances];
    readonly int[] _strangersLines = new int[instances];

    /// <summary>Whether the lines were copied and new ones are forwarded, so that none are lost with an instance.</summary>
    public bool IsSafe { get; private set; }

    /// <summary>
    /// Whether an instance took lines about a stranger's reads with it: no one can tell any longer which orders they named.
    /// </summary>
    public bool IsLost { get; private set; }

    /// <summary>The export was read from an instance.</summary>
    public void Add(int instance, bool byStranger)
    {
        _lines[instance]++;
        _strangersLines[instance] += byStranger ? 1 : 0;
    }

    /// <summary>The existing lines were copied, and new ones are forwarded.</summary>
    public void Copy() => IsSafe = true;

    /// <summary>An instance's process was replaced.</summary>
    /// <returns>Number of lines that were lost with it.</returns>
    public int Replaced(int instance)
    {
        var gone = IsSafe ? 0 : _lines[instance];
        IsLost |= !IsSafe && _strangersLines[instance] > 0;
        (_lines[instance], _strangersLines[instance]) = (0, 0);
        return gone;
    }
}
