using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Runs;

/// <summary>A run whose shop is in memory, with the mailbox through which all operations on the shop go one at a time.</summary>
internal sealed class LiveRun(Guid id)
{
    private bool _timeWasUp;

    public Guid Id { get; } = id;

    /// <summary>Held while the shop is read or changed; the shop is not thread-safe.</summary>
    public SemaphoreSlim Mailbox { get; } = new(1, 1);

    /// <summary>The shop; null until it was rebuilt, and again once the run has ended.</summary>
    public ShopSimulation? Shop { get; private set; }

    /// <summary>The run as it was last committed.</summary>
    public LabRun? Run { get; set; }

    /// <summary>The stored timeline and inputs of the run; available as long as the shop is.</summary>
    public RunCache? Cache { get; private set; }

    /// <summary>The sequence number of the shop's last committed event, whether or not it is on the timeline.</summary>
    public long LastRecorded { get; set; }

    /// <summary>
    /// Virtual time from which a participant must be called again even if nothing happens; zero after each start of the portal.
    /// </summary>
    public TimeSpan NextDueAt { get; set; }

    /// <summary>When the loop last processed it, as a timestamp of the clock; the one that waited longest comes first.</summary>
    public long LastStepped { get; set; }

    /// <summary>Whether stepping it failed: it is skipped until someone opens it, and the log has the reason.</summary>
    public bool Failed { get; set; }

    /// <summary>Whether there are commits that subscribers have not been told about.</summary>
    public bool Changed { get; set; }

    /// <summary>The last action on the shop; null since the shop was built.</summary>
    public LastAction? LastAction { get; set; }

    /// <summary>Accepts a rebuilt shop, with its run's stored data.</summary>
    public void Begin(ShopSimulation shop, RunCache cache) => (Shop, Cache, LastRecorded) = (shop, cache, cache.LastShopEvent);

    /// <summary>Accepts what a session has committed besides the events of the shop.</summary>
    public void Settled(RunSession session)
    {
        Run = session.Run;
        Cache!.Add(session.Timeline.Added);
        foreach (var input in session.Inputs)
        {
            Cache.Add(input);
        }
    }

    /// <summary>Accepts what a session has committed, including the shop's events up to now.</summary>
    public void Committed(RunSession session)
    {
        Settled(session);
        LastRecorded = Shop!.EventsAfter(LastRecorded) is [.., var last] ? last.Sequence : LastRecorded;
    }

    /// <summary>
    /// Drops the shop: the run has ended, or the memory may differ from the stored data. The next use of the run rebuilds it.
    /// </summary>
    public void Drop() => (Shop, Cache, LastAction) = (null, null, null);

    /// <summary>Tells the subscribers once that the run's time is over: a run that waits for its reveal commits nothing then.</summary>
    public void NoticeTimeIsUp()
    {
        var isUp = Shop!.Now >= Run!.Limit;
        Changed |= isUp && !_timeWasUp;
        _timeWasUp = isUp;
    }

    /// <summary>Whether there is something to publish; reading it resets it.</summary>
    public bool TakeChanged()
    {
        var changed = Changed;
        Changed = false;
        return changed;
    }
}

/// <summary>An action that a person gave to a shop, with the shop's response.</summary>
/// <param name="PersonId">Who gave it.</param>
/// <param name="Line">The action and its arguments.</param>
/// <param name="GivenAt">When, UTC.</param>
/// <param name="Answer">The shop's response.</param>
internal sealed record LastAction(Guid PersonId, string Line, DateTime GivenAt, InputAnswer Answer)
{
    /// <summary>The same action by the same person within this time is a double click.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(1);

    /// <summary>The action and its arguments as one text, regardless of their order.</summary>
    public static string LineOf(string action, IReadOnlyDictionary<string, string> arguments) =>
        string.Join('\n', arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}").Prepend(action));

    /// <summary>Whether a new action only repeats this one.</summary>
    public bool IsRepeatedBy(Guid personId, string line, DateTime wall) =>
        PersonId == personId && Line == line && wall - GivenAt < DoubleClick;
}
