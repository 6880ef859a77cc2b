using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Harm done by responders' actions, measured when it happened. A wrong action that harms no one is not included.</summary>
sealed class HarmBook(Kernel kernel)
{
    readonly List<HarmRecord> _records = [];

    public IReadOnlyList<HarmRecord> All => _records;

    public void Add(string action, int points, string text) =>
        _records.Add(new HarmRecord(TimeSpan.FromMicroseconds(kernel.Now), action, points, text));
}
