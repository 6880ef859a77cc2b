using System.Threading.Channels;

namespace IncidentTraining.Web.Features.Demonstration;

/// <summary>The state of the demonstration's morning.</summary>
public enum MorningState
{
    /// <summary>Not requested since the start.</summary>
    Idle,

    /// <summary>It is being played.</summary>
    Playing,

    /// <summary>It is finished.</summary>
    Done,

    /// <summary>It was stopped by an error, which is in the log.</summary>
    Failed,
}

/// <summary>Requests the demonstration's morning, and reports its state.</summary>
internal sealed class MorningQueue
{
    // One is enough: a class has one morning.
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    private volatile MorningState _state;

    /// <summary>The current state.</summary>
    public MorningState State => _state;

    /// <summary>Raised when <see cref="State"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>Requests it. It starts when the previous one has ended.</summary>
    public void Ask()
    {
        Tell(MorningState.Playing);
        _asked.Writer.TryWrite(true);
    }

    internal IAsyncEnumerable<bool> AskedAsync(CancellationToken ct) => _asked.Reader.ReadAllAsync(ct);

    internal void Tell(MorningState state)
    {
        _state = state;
        Changed?.Invoke();
    }
}
