namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// The reusable rows that hold jobs. A handle names a row and the generation of its job, so that an event about an earlier holder or an
/// earlier job in the same row is recognised.
/// </summary>
sealed class JobTable
{
    Job[] _rows = new Job[64];
    int[] _free = new int[64];
    int _freeCount;

    /// <summary>Rows that were ever in use at the same time.</summary>
    public int Rows { get; private set; }

    /// <summary>The job of a handle or row number.</summary>
    public ref Job this[long handle] => ref _rows[RowOf(handle)];

    public static int RowOf(long handle) => (int)(handle & int.MaxValue);

    /// <summary>The current handle of a row's job.</summary>
    public long HandleOf(int row) => (long)_rows[row].Generation << 32 | (uint)row;

    /// <summary>Whether the job still has the holder that it had when the handle was created.</summary>
    public bool IsCurrent(long handle) => IsStill(handle, JobPlace.Claimed);

    /// <summary>Whether the job has not changed hands since the handle was created and still exists.</summary>
    public bool IsStill(long handle, JobPlace place) => this[handle].Generation == (int)(handle >> 32) && this[handle].Place == place;

    /// <summary>Allocates a row for a new job.</summary>
    /// <returns>The row; its generation is incremented, everything else is empty.</returns>
    public int Take()
    {
        var row = _freeCount > 0 ? _free[--_freeCount] : Rows++;
        if (row == _rows.Length)
        {
            Array.Resize(ref _rows, row * 2);
            Array.Resize(ref _free, row * 2);
        }

        _rows[row] = new Job { Generation = _rows[row].Generation + 1 };
        return row;
    }

    /// <summary>Copies of the job that is repeatedly put back.</summary>
    public int Circling { get; private set; }

    /// <summary>Sets whether the job of a row is one of those copies.</summary>
    public void SetCircling(int row, bool circles)
    {
        if (_rows[row].Circles != circles)
            Circling += circles ? 1 : -1;
        _rows[row].Circles = circles;
    }

    /// <summary>Frees a row.</summary>
    public void Free(int row)
    {
        SetCircling(row, false);
        _rows[row].Place = JobPlace.Nowhere;
        _rows[row].Generation++;
        _free[_freeCount++] = row;
    }

    /// <summary>Whether a job that crashes every worker is waiting, pausing or held by a worker.</summary>
    public bool HasPoison
    {
        get
        {
            for (var row = 0; row < Rows; row++)
            {
                if (_rows[row] is { Poison: true, Place: JobPlace.Waiting or JobPlace.Delayed or JobPlace.Claimed })
                    return true;
            }

            return false;
        }
    }

    /// <summary>The row of the job with a number.</summary>
    public bool TryFind(int id, out int row)
    {
        for (row = 0; row < Rows; row++)
        {
            if (_rows[row].Id == id && _rows[row].Place != JobPlace.Nowhere)
                return true;
        }

        return false;
    }
}
