namespace IncidentTraining.Core.Runs;

/// <summary>
/// The stored data of a live run that each commit needs: its timeline, and its shop's inputs. Entries are only ever added, so the cache
/// stays valid; entries of another writer are read when a session begins. It is created and dropped with the shop.
/// </summary>
internal sealed class RunCache
{
    private readonly List<TimelineEntry> _log = [];
    private readonly Dictionary<string, IncidentEventKind> _keys = [];
    private readonly List<RunInput> _taken = [];

    /// <summary>The stored entries in the order of the events; see <see cref="TimelineEntries"/>.</summary>
    public IReadOnlyList<TimelineEntry> Log => _log;

    /// <summary>The inputs that the shop has accepted, in order.</summary>
    public IReadOnlyList<RunInput> Taken => _taken;

    /// <summary>The number of the last entry; 0 for none.</summary>
    public int LastEntry { get; private set; }

    /// <summary>The number of the last input, accepted or not; 0 for none.</summary>
    public long LastInput { get; private set; }

    /// <summary>The sequence number of the shop's last event on the timeline; 0 for none.</summary>
    public long LastShopEvent { get; private set; }

    /// <summary>Whether the timeline has an entry with this key.</summary>
    public bool Has(string key) => _keys.ContainsKey(key);

    /// <summary>The keys of the entries of some kinds.</summary>
    public IEnumerable<string> KeysOf(params IncidentEventKind[] kinds) =>
        _keys.Where(one => kinds.Contains(one.Value)).Select(one => one.Key);

    /// <summary>Adds entries that have been committed.</summary>
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
            // An event of the shop was recorded after an entry that bypassed the shop, but had happened before it.
            _log.Sort(Compare);
        }
    }

    /// <summary>Adds an input that has been committed; once when it is stored, and again with its response.</summary>
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
