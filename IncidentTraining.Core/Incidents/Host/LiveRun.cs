using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Core.Incidents;

/// <summary>A run whose shop is in memory, and the mailbox through which everything that touches the shop goes one by one.</summary>
internal sealed class LiveRun(Guid id)
{
    public Guid Id { get; } = id;

    /// <summary>Held by whoever reads or changes the shop; the shop is not safe for concurrent use.</summary>
    public SemaphoreSlim Mailbox { get; } = new(1, 1);

    /// <summary>The shop; null until it was rebuilt, and again once the run has ended.</summary>
    public ShopSimulation? Shop { get; set; }

    /// <summary>The run as it was last committed.</summary>
    public LabRun? Run { get; set; }

    /// <summary>The sequence number of the last event of the shop that stands in the timeline.</summary>
    public long LastRecorded { get; set; }

    /// <summary>Virtual time from which somebody of the scenario may have something to say; asked once after each start of the portal.</summary>
    public TimeSpan NextPromptAt { get; set; }

    /// <summary>When the loop last looked at it, as a timestamp of the clock; the one that waited longest comes first.</summary>
    public long LastStepped { get; set; }

    /// <summary>Whether stepping it failed: it is left alone until somebody opens it, and the log has the reason.</summary>
    public bool Failed { get; set; }

    /// <summary>Whether something was committed that subscribers have not been told.</summary>
    public bool Changed { get; set; }

    /// <summary>Whether there is something to tell; asking takes it.</summary>
    public bool TakeChanged()
    {
        var changed = Changed;
        Changed = false;
        return changed;
    }
}
