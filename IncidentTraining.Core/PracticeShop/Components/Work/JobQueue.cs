using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// The queue <c>orders</c> between API and workers. A job is in one place at any time; a worker that ends while it holds a job loses none:
/// the job goes back to the front.
/// </summary>
sealed class JobQueue : IComponent
{
    /// <summary>Reported failures after which a job goes to the dead-letter list.</summary>
    public const int MostAttempts = 5;

    /// <summary>Number of the last job enqueued before the run.</summary>
    public const int LastNumberBefore = 184_000;

    readonly Kernel _kernel;
    readonly OrderLedger _orders;
    readonly RedisServer _redis;
    readonly int _self;
    readonly LongQueue _waiting = new();
    readonly JobTable _rows = new();
    int _id = LastNumberBefore;
    bool _poisonNext;
    int _mostCircling;

    public JobQueue(Kernel kernel, OrderLedger orders, RedisServer redis)
    {
        (_kernel, _orders, _redis) = (kernel, orders, redis);
        _self = kernel.Add(this);
    }

    /// <summary>Called when another job becomes available.</summary>
    public Action Waits { get; set; } = () => { };

    /// <summary>Jobs that wait for a worker.</summary>
    public int Depth { get; private set; }

    /// <summary>Jobs that failed and wait for their next attempt.</summary>
    public int Delayed { get; private set; }

    public int Claimed { get; private set; }

    public int Dead { get; private set; }

    public int Aside { get; private set; }

    public long Enqueued { get; private set; }

    public long Completed { get; private set; }

    /// <summary>Attempts reported as failed, including the final ones.</summary>
    public long Failed { get; private set; }

    /// <summary>Jobs that were lost with Redis.</summary>
    public long Lost { get; private set; }

    /// <summary>Total waiting time of the jobs that were claimed, in microseconds.</summary>
    public long Waited { get; private set; }

    public ref Job this[long handle] => ref _rows[handle];

    /// <inheritdoc cref="JobTable.IsCurrent"/>
    public bool IsCurrent(long handle) => _rows.IsCurrent(handle);

    /// <inheritdoc cref="JobTable.Rows"/>
    public int Rows => _rows.Rows;

    /// <summary>Back-office jobs that wait.</summary>
    public int BackOffice { get; private set; }

    /// <summary>The next customer's job will contain a withdrawn title.</summary>
    public void PoisonNext() => _poisonNext = true;

    /// <summary>Whether a job that crashes every worker is in the queue or held by a worker.</summary>
    public bool HasPoison => _poisonNext || _rows.HasPoison;

    /// <summary>Copies of a job that is repeatedly put back into the queue.</summary>
    public int Circling => _rows.Circling;

    /// <summary>Adds a job that each worker puts back after finishing it: twice until there are this many copies, then once.</summary>
    public void AddCircling(int most)
    {
        _mostCircling = most;
        AddCopy(++_id);
    }

    /// <summary>Continues the job numbers from another one.</summary>
    public void NumberFrom(int last) => _id = last;

    /// <summary>Adds a job at the end.</summary>
    public void Add(long order, long trace, bool newShape, bool isNumbered = false)
    {
        var row = _rows.Take();
        ref var job = ref _rows[row];
        (job.Place, job.Order, job.Trace, job.EnqueuedAt, job.Id) = (JobPlace.Waiting, order, trace, _kernel.Now, ++_id);
        (job.NewShape, job.IsNumbered, job.Poison) = (newShape, isNumbered, _poisonNext && order != 0);
        _poisonNext &= order == 0;
        if (order != 0)
            _orders[order].HasJob = true;
        Enqueued++;
        PutBack(row, front: false);
    }

    /// <summary>Claims the job at the front for a worker.</summary>
    public bool TryClaim(int worker, out long handle)
    {
        while (_waiting.TryDequeue(out var row))
        {
            ref var job = ref _rows[row];
            if (job.Place != JobPlace.Waiting)
                continue;
            TakeOut(job);
            Claimed++;
            (job.Place, job.Worker) = (JobPlace.Claimed, worker);
            Waited += _kernel.Now - job.EnqueuedAt;
            job.Generation++;
            handle = _rows.HandleOf((int)row);
            return true;
        }

        handle = 0;
        return false;
    }

    /// <summary>A worker has done its job.</summary>
    public void Complete(long handle)
    {
        Claimed--;
        Completed++;
        if (this[handle].Order != 0)
            _orders.Confirm(this[handle].Order);
        var (circles, id) = (this[handle].Circles, this[handle].Id);
        Remove(JobTable.RowOf(handle));
        if (!circles)
            return;
        AddCopy(id);
        if (Circling < _mostCircling)
            AddCopy(id);
    }

    /// <summary>
    /// How long a job pauses after this many failures, in microseconds: 1, 2, 4 and 8 seconds. Otherwise a short outage would use up all
    /// attempts within its first second.
    /// </summary>
    public static long PauseAfter(int attempts) => Kernel.Second << (attempts - 1);

    /// <summary>The pause of a failed job is over: it goes to the back.</summary>
    public void Handle(int what, long subject)
    {
        if (!_rows.IsStill(subject, JobPlace.Delayed))
            return;
        Delayed--;
        PutBack(JobTable.RowOf(subject), front: false);
    }

    /// <summary>A worker reports that a job failed: it pauses or, at the fifth failure, goes to the dead-letter list.</summary>
    /// <returns>Whether the job was given up.</returns>
    public bool Fail(long handle)
    {
        ref var job = ref this[handle];
        Claimed--;
        Failed++;
        if (++job.Attempts < MostAttempts)
        {
            job.Place = JobPlace.Delayed;
            job.Generation++;
            Delayed++;
            _kernel.Schedule(PauseAfter(job.Attempts), _self, 0, _rows.HandleOf(JobTable.RowOf(handle)));
            return false;
        }

        job.Place = JobPlace.Dead;
        job.Generation++;
        Dead++;
        return true;
    }

    /// <summary>Puts the jobs that an ended worker had claimed back to the front.</summary>
    /// <returns>How many jobs.</returns>
    public int Return(int worker, bool crashed)
    {
        var returned = 0;
        for (var row = Rows - 1; row >= 0; row--)
        {
            if (_rows[row].Place != JobPlace.Claimed || _rows[row].Worker != worker)
                continue;
            Claimed--;
            returned++;
            _rows[row].Crashes += crashed ? 1 : 0;
            PutBack(row, front: true);
        }

        return returned;
    }

    /// <summary>Age in seconds of the job at the front; 0 when none is waiting.</summary>
    public double OldestSeconds()
    {
        while (_waiting.Count > 0 && _rows[_waiting[0]].Place != JobPlace.Waiting)
            _waiting.TryDequeue(out _);
        return _waiting.Count == 0 ? 0 : (double)(_kernel.Now - _rows[_waiting[0]].EnqueuedAt) / Kernel.Second;
    }

    /// <inheritdoc cref="JobTable.TryFind"/>
    public bool TryFind(int id, out int row) => _rows.TryFind(id, out row);

    /// <summary>Sets a job aside for someone to handle it. If it is a circulating job, the other copies are deleted.</summary>
    public void SetAside(int row)
    {
        ref var job = ref _rows[row];
        for (var copy = 0; job.Circles && copy < Rows; copy++)
        {
            if (copy == row || !_rows[copy].Circles || _rows[copy].Id != job.Id)
                continue;
            TakeOut(_rows[copy]);
            Remove(copy);
        }

        _rows.SetCircling(row, false);
        TakeOut(job);
        job.Place = JobPlace.Aside;
        job.Generation++;
        Aside++;
        if (_orders.IsLive(job.Order))
            _orders[job.Order].Aside = true;
    }

    /// <summary>Enqueues everything on the dead-letter list again.</summary>
    /// <returns>How many jobs.</returns>
    public int RetryDead()
    {
        var retried = 0;
        for (var row = 0; row < Rows; row++)
        {
            if (_rows[row].Place != JobPlace.Dead)
                continue;
            Dead--;
            retried++;
            _rows[row].Attempts = 0;
            PutBack(row, front: false);
        }

        return retried;
    }

    /// <summary>Loses jobs: all that are waiting or dead, or only those enqueued after a given time.</summary>
    /// <returns>How many of them belonged to customers' orders.</returns>
    public int Lose(long enqueuedAfter)
    {
        var lost = 0;
        for (var row = 0; row < Rows; row++)
        {
            ref var job = ref _rows[row];
            if (
                job.Place is not (JobPlace.Waiting or JobPlace.Delayed or JobPlace.Dead or JobPlace.Claimed)
                || job.EnqueuedAt <= enqueuedAfter
            )
                continue;
            TakeOut(job);
            if (_orders.IsLive(job.Order))
            {
                _orders[job.Order].HasJob = false;
                lost++;
            }

            Remove(row);
        }

        Lost += lost;
        return lost;
    }

    /// <summary>Removes a job from the count of its place; one that was set aside stays counted there.</summary>
    void TakeOut(in Job job)
    {
        switch (job.Place)
        {
            case JobPlace.Waiting:
                Depth--;
                BackOffice -= job.Order == 0 ? 1 : 0;
                break;
            case JobPlace.Delayed:
                Delayed--;
                break;
            case JobPlace.Claimed:
                Claimed--;
                break;
            case JobPlace.Dead:
                Dead--;
                break;
        }
    }

    void PutBack(int row, bool front)
    {
        _rows[row].Place = JobPlace.Waiting;
        _rows[row].Generation++;
        Depth++;
        BackOffice += _rows[row].Order == 0 ? 1 : 0;
        _redis.Jobs = Depth + Delayed + Claimed + Dead;
        if (front)
            _waiting.EnqueueFront(row);
        else
            _waiting.Enqueue(row);
        Waits();
    }

    void AddCopy(int id)
    {
        var row = _rows.Take();
        ref var job = ref _rows[row];
        (job.EnqueuedAt, job.Id) = (_kernel.Now, id);
        _rows.SetCircling(row, true);
        Enqueued++;
        PutBack(row, front: false);
    }

    void Remove(int row)
    {
        _rows.Free(row);
        _redis.Jobs = Depth + Delayed + Claimed + Dead;
    }
}
