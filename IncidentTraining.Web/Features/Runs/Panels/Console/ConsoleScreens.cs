namespace IncidentTraining.Web.Features.Runs.Panels.Console;

/// <summary>
/// The output of a circuit's consoles, by run: it is still there when a person returns from another view. It ends with the circuit; changes
/// to the shop are on the timeline.
/// </summary>
public sealed class ConsoleScreens
{
    private readonly Dictionary<Guid, ConsoleScreen> _byRun = [];

    /// <summary>The screen of a run's console, empty at first.</summary>
    public ConsoleScreen Of(Guid runId) => _byRun.TryGetValue(runId, out var screen) ? screen : _byRun[runId] = new ConsoleScreen();
}

/// <summary>The newest lines of a console with their answers.</summary>
public sealed class ConsoleScreen
{
    /// <summary>The largest number of stored entries.</summary>
    public const int Most = 100;

    private readonly List<ConsoleEntry> _entries = [];
    private int _number;

    /// <summary>The entries, oldest first.</summary>
    public IReadOnlyList<ConsoleEntry> Entries => _entries;

    /// <summary>Adds an entry; the oldest is dropped when there are too many.</summary>
    /// <param name="at">The shop's time.</param>
    /// <param name="line">What was typed.</param>
    /// <param name="answer">The lines of the answer.</param>
    /// <param name="refused">Whether the line was refused.</param>
    public void Add(TimeSpan at, string line, IReadOnlyList<string> answer, bool refused)
    {
        _entries.Add(new ConsoleEntry(++_number, at, line, answer, refused));
        if (_entries.Count > Most)
        {
            _entries.RemoveAt(0);
        }
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear() => _entries.Clear();
}

/// <summary>A line of a console and its answer.</summary>
/// <param name="Number">The number of the entry in its console, from 1; never reused.</param>
/// <param name="At">The shop's time.</param>
/// <param name="Line">What was typed.</param>
/// <param name="Answer">The lines of the answer.</param>
/// <param name="Refused">Whether the line was refused.</param>
public sealed record ConsoleEntry(int Number, TimeSpan At, string Line, IReadOnlyList<string> Answer, bool Refused);
