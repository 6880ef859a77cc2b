using System.Threading.Channels;

namespace IncidentTraining.Web.Features.Demonstration;

/// <summary>How far the demonstration's morning is.</summary>
public enum MorningState
{
    /// <summary>Nothing was asked for since the start.</summary>
    Idle,

    /// <summary>It is being played.</summary>
    Playing,

    /// <summary>It is in the class.</summary>
    Done,

    /// <summary>It stopped by an error, which the log has.</summary>
    Failed,
}

/// <summary>Asks for the demonstration's morning, and says how far it is.</summary>
internal sealed class MorningQueue
{
    // One is enough: a class has one morning.
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    private volatile MorningState _state;

    /// <summary>How far it is.</summary>
    public MorningState State => _state;

    /// <summary>Raised when <see cref="State"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>Asks for it. It begins when the one before has ended.</summary>
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
