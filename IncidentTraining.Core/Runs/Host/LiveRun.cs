using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Runs;

/// <summary>A run whose shop is in memory, and the mailbox through which everything that touches the shop goes one by one.</summary>
internal sealed class LiveRun(Guid id)
{
    private bool _timeWasUp;

    public Guid Id { get; } = id;

    /// <summary>Held by whoever reads or changes the shop; the shop is not safe for concurrent use.</summary>
    public SemaphoreSlim Mailbox { get; } = new(1, 1);

    /// <summary>The shop; null until it was rebuilt, and again once the run has ended.</summary>
    public ShopSimulation? Shop { get; private set; }

    /// <summary>The run as it was last committed.</summary>
    public LabRun? Run { get; set; }

    /// <summary>What is stored of the run's timeline and inputs; there as long as the shop is.</summary>
    public RunCache? Cache { get; private set; }

    /// <summary>The sequence number of the last event of the shop that was committed, told in the timeline or not.</summary>
    public long LastRecorded { get; set; }

    /// <summary>Virtual time from which a participant must be asked again even if nothing happens; zero after each start of the
    /// portal.</summary>
    public TimeSpan NextDueAt { get; set; }

    /// <summary>When the loop last looked at it, as a timestamp of the clock; the one that waited longest comes first.</summary>
    public long LastStepped { get; set; }

    /// <summary>Whether stepping it failed: it is left alone until someone opens it, and the log has the reason.</summary>
    public bool Failed { get; set; }

    /// <summary>Whether something was committed that subscribers have not been told.</summary>
    public bool Changed { get; set; }

    /// <summary>The last action that someone gave the shop; null since the shop was built.</summary>
    public LastAction? LastAction { get; set; }

    /// <summary>Takes in a shop that has been rebuilt, with what is stored of its run.</summary>
    public void Begin(ShopSimulation shop, RunCache cache) => (Shop, Cache, LastRecorded) = (shop, cache, cache.LastShopEvent);

    /// <summary>Takes in what a session has committed besides the events of the shop.</summary>
    public void Settled(RunSession session)
    {
        Run = session.Run;
        Cache!.Add(session.Timeline.Added);
        foreach (var input in session.Inputs)
        {
            Cache.Add(input);
        }
    }

    /// <summary>Takes in what a session has committed, in which the shop's events up to now were recorded.</summary>
    public void Committed(RunSession session)
    {
        Settled(session);
        LastRecorded = Shop!.EventsAfter(LastRecorded) is [.., var last] ? last.Sequence : LastRecorded;
    }

    /// <summary>Drops the shop: the run has ended, or what is in memory may differ from what is stored. The next use of the run
    /// rebuilds it.</summary>
    public void Drop() => (Shop, Cache, LastAction) = (null, null, null);

    /// <summary>Tells the subscribers once that the run's time is over: nothing is committed then if the run waits for its
    /// reveal.</summary>
    public void NoticeTimeIsUp()
    {
        var isUp = Shop!.Now >= Run!.Limit;
        Changed |= isUp && !_timeWasUp;
        _timeWasUp = isUp;
    }

    /// <summary>Whether there is something to tell; asking takes it.</summary>
    public bool TakeChanged()
    {
        var changed = Changed;
        Changed = false;
        return changed;
    }
}

/// <summary>An action as someone gave it to a shop, with the shop's answer.</summary>
/// <param name="PersonId">Who gave it.</param>
/// <param name="Line">The action and its arguments.</param>
/// <param name="GivenAt">When, UTC.</param>
/// <param name="Answer">What the shop answered.</param>
internal sealed record LastAction(Guid PersonId, string Line, DateTime GivenAt, InputAnswer Answer)
{
    /// <summary>The same action by the same person within this time is the second click of a double click.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(1);

    /// <summary>The action and its arguments as one text, whatever order the arguments came in.</summary>
    public static string LineOf(string action, IReadOnlyDictionary<string, string> arguments) =>
        string.Join('\n', arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}").Prepend(action));

    /// <summary>Whether a new action is only this one again.</summary>
    public bool IsRepeatedBy(Guid personId, string line, DateTime wall) =>
        PersonId == personId && Line == line && wall - GivenAt < DoubleClick;
}
