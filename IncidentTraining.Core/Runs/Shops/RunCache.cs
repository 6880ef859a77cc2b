namespace IncidentTraining.Core.Runs;

/// <summary>
/// What is stored of a living run and asked for at each commit: its timeline, and the inputs that its shop took. Entries are only ever
/// added, so that what is here stays true; what another writer added is read when a session begins. It is built with the shop and goes
/// with it.
/// </summary>
internal sealed class RunCache
{
    private readonly List<TimelineEntry> _log = [];
    private readonly Dictionary<string, IncidentEventKind> _keys = [];
    private readonly List<RunInput> _taken = [];

    /// <summary>The stored entries in the order in which things happened; see <see cref="TimelineEntries"/>.</summary>
    public IReadOnlyList<TimelineEntry> Log => _log;

    /// <summary>The inputs that the shop has accepted, in their order.</summary>
    public IReadOnlyList<RunInput> Taken => _taken;

    /// <summary>The number of the last entry; 0 for none.</summary>
    public int LastEntry { get; private set; }

    /// <summary>The number of the last input, accepted or not; 0 for none.</summary>
    public long LastInput { get; private set; }

    /// <summary>The sequence number of the last event of the shop that stands in the timeline; 0 for none.</summary>
    public long LastShopEvent { get; private set; }

    /// <summary>Whether an entry with this key stands in the timeline.</summary>
    public bool Has(string key) => _keys.ContainsKey(key);

    /// <summary>The keys of the entries of some kinds.</summary>
    public IEnumerable<string> KeysOf(params IncidentEventKind[] kinds) =>
        _keys.Where(one => kinds.Contains(one.Value)).Select(one => one.Key);

    /// <summary>Takes in entries that have been committed.</summary>
    public void Add(IEnumerable<IncidentEvent> entries)
    {
        var inOrder = true;
        foreach (var entry in entries)
        {
            inOrder &= _log is not [.., var before] || Compare(before, entry.ToEntry()) <= 0;
            _log.Add(entry.ToEntry());
            _keys.Add(entry.Key, entry.Kind);
            LastEntry = Math.Max(LastEntry, entry.Number);
            LastShopEvent = Math.Max(LastShopEvent, IncidentTimeline.ShopSequence(entry.Key) ?? 0);
        }

        if (!inOrder)
        {
            // An event of the shop was recorded after an entry that someone wrote beside the shop, and had happened before it.
            _log.Sort(Compare);
        }
    }

    /// <summary>Takes in an input that has been committed; once when it is stored, and again with its answer.</summary>
    public void Add(RunInput input)
    {
        LastInput = Math.Max(LastInput, input.Sequence);
        if (input.Accepted == true && !_taken.Exists(one => one.Sequence == input.Sequence))
        {
            _taken.Add(input);
        }
    }

    private static int Compare(TimelineEntry a, TimelineEntry b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Number.CompareTo(b.Number);
}
