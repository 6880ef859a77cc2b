using IncidentTraining.Core.PracticeShop.Components.Deploys;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>The state of a request.</summary>
enum RequestStage
{
    /// <summary>Waits for a slot of its instance.</summary>
    Queued,

    /// <summary>Has a slot and waits for a database connection.</summary>
    Acquiring,

    /// <summary>Is at one of its stations.</summary>
    Working,

    /// <summary>Hangs until it times out.</summary>
    Hanging,
}

/// <summary>A request attempt, from its arrival until its slot and connection are free again.</summary>
struct Request
{
    public int Generation;
    public bool Live;
    public Route Route;
    public int Instance;
    public RequestStage Stage;
    public Step[] Plan;
    public int Step;
    public bool Responded;
    public bool HoldsConnection;

    /// <summary>The connection that it holds is dead; it is closed instead of returned.</summary>
    public bool Broken;
    public Caller From;
    public ReleaseDefects Defects;

    /// <summary>The index of its order in <see cref="Orders.OrderLedger"/>, for a checkout or a webhook; 0 for none.</summary>
    public long Order;
    public byte Network;

    /// <summary>
    /// HTTP status that its content causes: 400 when the handler cannot parse it, 404 when the object does not exist; 0 for neither.
    /// </summary>
    public int Answer;

    /// <summary>The index of the requested product list among the cached ones.</summary>
    public int List;
    public long StepAt;
    public long Call;
    public long Trace;
    public long ArrivedAt;
    public long StageAt;
    public long QueueWait;
    public long PoolWait;
    public long DatabaseTime;
    public long RemoteTime;
}

/// <summary>
/// Requests in a growing array, addressed by handles that become invalid when their request ends, so that late events about it are
/// recognised.
/// </summary>
sealed class RequestTable
{
    Request[] _rows = new Request[256];
    int[] _free = new int[256];
    int _freeCount,
        _used;

    /// <summary>Rows that were ever in use at the same time.</summary>
    public int Rows => _used;

    /// <summary>The request of a live handle.</summary>
    public ref Request this[long handle] => ref _rows[(int)(handle & int.MaxValue)];

    /// <summary>Whether the handle's request is still active.</summary>
    public bool IsLive(long handle)
    {
        ref var row = ref _rows[(int)(handle & int.MaxValue)];
        return row.Live && row.Generation == (int)(handle >> 32);
    }

    /// <summary>Begins a request.</summary>
    public long Add()
    {
        int place;
        if (_freeCount > 0)
            place = _free[--_freeCount];
        else
        {
            place = _used++;
            if (place == _rows.Length)
            {
                Array.Resize(ref _rows, place * 2);
                Array.Resize(ref _free, place * 2);
            }
        }
        var generation = _rows[place].Generation + 1;
        _rows[place] = new Request { Generation = generation, Live = true };
        return (long)generation << 32 | (uint)place;
    }

    /// <summary>Ends a request; its handle is invalid from now on.</summary>
    public void Remove(long handle)
    {
        var place = (int)(handle & int.MaxValue);
        _rows[place].Live = false;
        _free[_freeCount++] = place;
    }

    /// <summary>The handle of a row, or 0 when the row is free.</summary>
    public long HandleAt(int row) => _rows[row].Live ? (long)_rows[row].Generation << 32 | (uint)row : 0;
}
