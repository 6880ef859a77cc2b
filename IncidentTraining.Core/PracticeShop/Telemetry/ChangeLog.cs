using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>
/// Deploys, configuration changes, migrations and maintenance: those before the run, those of other teams during it, and those that
/// responders make.
/// </summary>
sealed class ChangeLog : IComponent
{
    readonly Kernel _kernel;
    readonly LogRing _logs;
    readonly int _self,
        _line;
    readonly List<ShopChange> _changes = [];
    IReadOnlyList<DrawnChange> _drawn = [];
    int _own;

    public ChangeLog(Kernel kernel, ShopTelemetry telemetry)
    {
        (_kernel, _logs) = (kernel, telemetry.Logs);
        _line = _logs.Declare(ShopLogLevel.Info, "platform", "change: {0:name:title}");
        _self = kernel.Add(this);
    }

    /// <summary>The changes, newest first.</summary>
    public IReadOnlyList<ShopChange> NewestFirst =>
        [.. _changes.OrderByDescending(change => change.At).ThenByDescending(change => change.Id)];

    /// <summary>Takes the changes that the run shows; those during the run are shown when their time comes.</summary>
    /// <param name="drawn">The changes, oldest first.</param>
    public void Remember(IReadOnlyList<DrawnChange> drawn)
    {
        _drawn = drawn;
        for (var place = 0; place < drawn.Count; place++)
        {
            var at = drawn[place].At.Ticks / TimeSpan.TicksPerMicrosecond;
            if (at >= 0)
            {
                _kernel.Schedule(at, _self, 0, place);
                continue;
            }

            Show(drawn[place]);
            _logs.WriteHistory(at, _line, _logs.Name(drawn[place].Record.Title));
        }
    }

    public void Handle(int what, long subject)
    {
        Show(_drawn[(int)subject]);
        _logs.Write(_line, 0, _logs.Name(_drawn[(int)subject].Record.Title));
    }

    /// <summary>Records a change that was made now.</summary>
    public void Add(string kind, string title)
    {
        var at = TimeSpan.FromMicroseconds(_kernel.Now);
        _changes.Add(new ShopChange($"run-{++_own:000}", at, kind, title, "Responders", ""));
        _logs.Write(_line, 0, _logs.Name(title));
    }

    void Show(DrawnChange change) =>
        _changes.Add(new ShopChange(change.Id, change.At, change.Record.Kind, change.Record.Title, change.Record.By, change.Record.Diff));
}
