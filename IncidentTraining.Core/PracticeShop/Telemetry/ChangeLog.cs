using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Deploys, configuration changes, migrations and maintenance: those before the run and those that responders make.</summary>
sealed class ChangeLog
{
    readonly Kernel _kernel;
    readonly LogRing _logs;
    readonly int _line;
    readonly List<ShopChange> _changes = [];

    public ChangeLog(Kernel kernel, ShopTelemetry telemetry)
    {
        (_kernel, _logs) = (kernel, telemetry.Logs);
        _line = _logs.Declare(ShopLogLevel.Info, "platform", "change: {0:name}");
    }

    /// <summary>The changes, newest first.</summary>
    public IReadOnlyList<ShopChange> NewestFirst => [.. _changes.OrderByDescending(change => change.At).ThenByDescending(change => change.Id)];

    /// <summary>Puts the past of a shop in: the common changes, some replaced by those of its root cause.</summary>
    public void Remember(IReadOnlyList<ChangeRecord> common, IReadOnlyList<ChangeRecord> ofCause)
    {
        var records = common.Where(record => ofCause.All(own => own.Id != record.Id)).Concat(ofCause);
        foreach (var record in records.OrderByDescending(record => record.Ago).ThenBy(record => record.Id, StringComparer.Ordinal))
        {
            var at = -record.Ago;
            _changes.Add(new ShopChange(record.Id, at, record.Kind, record.Title, record.By, record.Diff));
            _logs.WriteHistory(at.Ticks / TimeSpan.TicksPerMicrosecond, _line, _logs.Name(record.Title));
        }
    }

    /// <summary>Notes a change that was made now.</summary>
    public void Add(string kind, string title)
    {
        var at = TimeSpan.FromMicroseconds(_kernel.Now);
        _changes.Add(new ShopChange($"run-{_changes.Count + 1:000}", at, kind, title, "Responders", ""));
        _logs.Write(_line, 0, _logs.Name(title));
    }
}
