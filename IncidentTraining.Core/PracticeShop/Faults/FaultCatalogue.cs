using IncidentTraining.Core.PracticeShop.Faults.LostInstance;
using IncidentTraining.Core.PracticeShop.Faults.MissingIndex;
using IncidentTraining.Core.PracticeShop.Faults.PoolSize;
using IncidentTraining.Core.PracticeShop.Faults.SlowRelease;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop.Faults;

/// <summary>The faults that a scenario can name.</summary>
static class FaultCatalogue
{
    static readonly Dictionary<string, Func<NamedOptions, IFault>> Readers = new()
    {
        ["pool-size"] = PoolSizeFault.Read,
        ["missing-index"] = MissingIndexFault.Read,
        ["slow-release"] = SlowReleaseFault.Read,
        ["lost-instance"] = LostInstanceFault.Read,
    };

    /// <summary>Names of all faults.</summary>
    public static IReadOnlyCollection<string> Kinds => Readers.Keys;

    /// <summary>Reads a fault.</summary>
    /// <exception cref="BadOptionException">The kind or an option does not fit.</exception>
    public static IFault Read(FaultSpec spec) => Readers.TryGetValue(spec.Kind, out var read)
        ? read(new NamedOptions(spec.Options))
        : throw new BadOptionException($"There is no fault “{spec.Kind}”; there are {string.Join(", ", Kinds)}.");
}
