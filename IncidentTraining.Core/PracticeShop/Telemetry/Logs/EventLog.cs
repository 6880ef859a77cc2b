using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>Timeline events, numbered in the order in which they happened.</summary>
sealed class EventLog(Kernel kernel, StableHash hash)
{
    readonly List<ShopEvent> _events = [];

    public void Add(ShopEventKind kind, string subject, string text, string from)
    {
        _events.Add(new ShopEvent(_events.Count + 1, TimeSpan.FromMicroseconds(kernel.Now), kind, subject, text, from));
        hash.Add(kernel.Now);
        hash.Add((long)kind);
        hash.Add(subject);
        hash.Add(text);
    }

    /// <summary>Events after a sequence number.</summary>
    public IReadOnlyList<ShopEvent> After(long sequence) =>
        sequence >= _events.Count ? [] : _events.GetRange((int)Math.Max(0, sequence), _events.Count - (int)Math.Max(0, sequence));
}
