namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>
/// The access logs of the API instances: which orders each read of the export has given out. They lie beside the processes and go with
/// them, unless they were copied before.
/// </summary>
sealed class AccessLog(int instances)
{
    readonly int[] _lines = new int[instances];
    readonly int[] _strangersLines = new int[instances];

    /// <summary>Whether the lines were copied and new ones are forwarded, so that no instance can take any with it.</summary>
    public bool IsSafe { get; private set; }

    /// <summary>Whether lines of a stranger's reads went with an instance: no one can say any more which orders they named.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The export was read from an instance.</summary>
    public void Add(int instance, bool byStranger)
    {
        _lines[instance]++;
        _strangersLines[instance] += byStranger ? 1 : 0;
    }

    /// <summary>The lines that there are now were copied, and those to come are forwarded.</summary>
    public void Copy() => IsSafe = true;

    /// <summary>An instance's process was replaced.</summary>
    /// <returns>Lines that went with it.</returns>
    public int Replaced(int instance)
    {
        var gone = IsSafe ? 0 : _lines[instance];
        IsLost |= !IsSafe && _strangersLines[instance] > 0;
        (_lines[instance], _strangersLines[instance]) = (0, 0);
        return gone;
    }
}
