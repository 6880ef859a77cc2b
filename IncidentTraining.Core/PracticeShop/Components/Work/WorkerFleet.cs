using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// The worker processes and their supervisor. A lane claims a job, reads its order, writes and sends the receipt, confirms the
/// order and completes the job. What may go wrong on a bad day is reported, and the job is tried again; anything else ends the
/// process, and the supervisor starts it afresh after a pause that grows.
/// </summary>
sealed class WorkerFleet : IComponent, IQueryClient
{
    public const int FirstPauseSeconds = 6, MostPauseSeconds = 30, Usual = 4, Most = 12;

    const int ReceiptSent = 0, StartAgain = 1, NoDatabase = 2;
    const int BeatSeconds = 5, SteadySeconds = 60;

    /// <summary>Writing and sending a receipt; with its two queries a job takes about 300 ms.</summary>
    static readonly Distribution Receipt = Distribution.LogNormal(TimeSpan.FromMilliseconds(265), 0.3);

    readonly Kernel _kernel;
    readonly JobQueue _queue;
    readonly RedisServer _redis;
    readonly DatabaseServer _server;
    readonly QueryProcessors _database;
    readonly Releases _releases;
    readonly ShopTelemetry _telemetry;
    readonly RandomStream _random;
    readonly int _self;
    int _seconds, _turn;

    public WorkerFleet(ShopSystem shop, RandomStream random)
    {
        (_kernel, _queue, _redis, _server, _database) = (shop.Kernel, shop.Queue, shop.Redis, shop.DatabaseServer, shop.Database);
        (_releases, _telemetry, _random) = (shop.Releases, shop.Telemetry, random);
        _self = shop.Kernel.Add(this);
        Workers = [.. Enumerable.Range(1, Most).Select(number => new WorkerProcess($"worker-{number}"))];
        for (var worker = 0; worker < Usual; worker++)
            Start(worker, logged: false);
        _queue.Waits = Dispatch;
        _database.Join(this);
    }

    public WorkerProcess[] Workers { get; }

    /// <summary>Whether the supervisor starts what has ended.</summary>
    public bool Supervised { get; set; } = true;

    /// <summary>Time that lanes have been at work, in microseconds, for those that have come to an end.</summary>
    public long Worked { get; private set; }

    /// <summary>Processes that exist.</summary>
    public int Running
    {
        get
        {
            var running = 0;
            foreach (var worker in Workers)
                running += worker.Condition == WorkerCondition.Running ? 1 : 0;
            return running;
        }
    }

    /// <summary>Processes that the shop means to have.</summary>
    public int Wanted
    {
        get
        {
            var wanted = 0;
            foreach (var worker in Workers)
                wanted += worker.Condition != WorkerCondition.Absent ? 1 : 0;
            return wanted;
        }
    }

    /// <summary>Starts a process with the release that was deployed last.</summary>
    public void Start(int place, bool logged = true)
    {
        var worker = Workers[place];
        (worker.Condition, worker.Release, worker.Stuck) = (WorkerCondition.Running, _releases.Current, false);
        (worker.Since, worker.StartedAt, worker.LastBeat) = (_kernel.Now, _kernel.Now, _kernel.Now);
        worker.Life++;
        worker.Connected = _server.Free >= DatabaseOptions.WorkerConnections;
        CountSessions();
        if (logged)
            _telemetry.Work.Started(worker.Name, worker.Release);
        Dispatch();
    }

    /// <summary>Ends a process. Its jobs go back to the front of the queue.</summary>
    /// <returns>How many jobs it had in hand.</returns>
    public int End(int place, WorkerEnd why, bool startAgain)
    {
        var worker = Workers[place];
        var steady = _kernel.Now - worker.StartedAt >= SteadySeconds * Kernel.Second;
        var pause = steady ? FirstPauseSeconds : worker.PauseSeconds;
        (worker.Condition, worker.Since, worker.LastEnd) = (WorkerCondition.Exited, _kernel.Now, why);
        (worker.Busy, worker.Connected) = (0, false);
        worker.Life++;
        Array.Clear(worker.Jobs);
        CountSessions();
        var jobs = _queue.Return(place, crashed: why is WorkerEnd.Uncaught or WorkerEnd.DiskFull);
        _telemetry.Work.Ended(worker.Name, why, jobs);
        if (startAgain && Supervised)
        {
            worker.Condition = WorkerCondition.Restarting;
            worker.PauseSeconds = Math.Min(pause * 2, MostPauseSeconds);
            _kernel.Schedule(pause * Kernel.Second, _self, StartAgain, Subject(place, 0, worker));
        }

        return jobs;
    }

    /// <summary>Takes a process away for good.</summary>
    public void Remove(int place)
    {
        if (Workers[place].Condition == WorkerCondition.Running)
            End(place, WorkerEnd.Responder, startAgain: false);
        Workers[place].Condition = WorkerCondition.Absent;
        CountSessions();
    }

    /// <summary>Hands waiting jobs to free lanes, the workers in turn.</summary>
    public void Dispatch()
    {
        if (_queue.Depth == 0 || _redis.Write(NetworkRoute.WorkersRedis) != RedisRefusal.None)
            return;
        for (var tried = 0; tried < Workers.Length && _queue.Depth > 0; tried++)
        {
            _turn = (_turn + 1) % Workers.Length;
            var worker = Workers[_turn];
            while (worker.Condition == WorkerCondition.Running && worker.Busy < worker.Lanes && _queue.TryClaim(_turn, out var job))
            {
                tried = 0;
                Begin(_turn, worker, job);
            }
        }
    }

    public void Handle(int what, long subject)
    {
        if (what == StartAgain)
        {
            var place = (int)(subject & 0xFF);
            if (Workers[place].Condition != WorkerCondition.Restarting || Workers[place].Life != (int)(subject >> 16))
                return;
            Workers[place].Restarts++;
            Start(place);
            return;
        }

        if (!Find(subject, out var worker, out var lane))
            return;
        var job = worker.Jobs[lane];
        if (what == NoDatabase)
            Report(subject, worker, lane, job, JobFailure.NoDatabase);
        else if (!_server.HasRoom)
            Crash(subject, worker, job, WorkerEnd.DiskFull);
        else
            _database.RunForWorkers(subject, QueryKind.ConfirmOrder);
    }

    public void Queried(long subject, QueryKind kind)
    {
        if (!Find(subject, out var worker, out var lane))
            return;
        var handle = worker.Jobs[lane];
        if (kind == QueryKind.ConfirmOrder)
        {
            Complete(subject, worker, lane, handle);
            return;
        }

        ref var job = ref _queue[handle];
        if (job.Poison)
            Crash(subject, worker, handle, WorkerEnd.Uncaught);
        else if (job.NewShape && worker.Release != Releases.Newest)
            Report(subject, worker, lane, handle, JobFailure.UnknownShape);
        else if (!worker.Stuck)
            _kernel.Schedule(Receipt.DrawMicroseconds(_random), _self, ReceiptSent, subject);
    }

    /// <summary>A second has passed: signs of life, and what could not be done before.</summary>
    public void EndSecond()
    {
        var refusal = _redis.Write(NetworkRoute.WorkersRedis);
        _seconds++;
        for (var place = 0; place < Workers.Length; place++)
        {
            var worker = Workers[place];
            if (worker.Condition != WorkerCondition.Running)
                continue;
            if (refusal != RedisRefusal.None)
            {
                if ((_seconds + place) % BeatSeconds == 0)
                    _telemetry.Work.ClaimFailed(worker.Name, refusal);
                continue;
            }

            if ((_kernel.Now - worker.StartedAt) / Kernel.Second % BeatSeconds == 0)
                worker.LastBeat = _kernel.Now;
        }

        Dispatch();
    }

    void Begin(int place, WorkerProcess worker, long job)
    {
        var lane = worker.Jobs[0] == 0 ? 0 : 1;
        worker.Jobs[lane] = job;
        worker.Busy++;
        _telemetry.Work.Claimed(worker.Name, _queue[job].Id, _queue[job].Attempts + _queue[job].Crashes, _queue[job].Trace);
        var subject = Subject(place, lane, worker);
        _begun[place * WorkerProcess.MostLanes + lane] = _kernel.Now;
        if (worker.Connected && _server.Reaches(NetworkRoute.WorkersDatabase) && _server.Condition == ProjectCondition.Active)
            _database.RunForWorkers(subject, QueryKind.ReadJob);
        else
            _kernel.Schedule(DatabaseOptions.AcquireTimeout, _self, NoDatabase, subject);
    }

    readonly long[] _begun = new long[Most * WorkerProcess.MostLanes];

    static long Subject(int place, int lane, WorkerProcess worker) => (long)worker.Life << 16 | (uint)(lane << 8 | place);

    /// <summary>The lane that an event is about, if its process still lives and nobody has taken the job away.</summary>
    bool Find(long subject, out WorkerProcess worker, out int lane)
    {
        worker = Workers[(int)(subject & 0xFF)];
        lane = (int)(subject >> 8 & 0xFF);
        if (worker.Life != (int)(subject >> 16) || worker.Jobs[lane] == 0)
            return false;
        if (_queue.IsCurrent(worker.Jobs[lane]))
            return true;
        Leave(subject, worker, lane);
        Dispatch();
        return false;
    }

    void Complete(long subject, WorkerProcess worker, int lane, long job)
    {
        _telemetry.Work.Done(worker.Name, _queue[job].Id, _kernel.Now - _queue[job].EnqueuedAt, _queue[job].Trace);
        Leave(subject, worker, lane);
        _queue.Complete(job);
        Dispatch();
    }

    void Report(long subject, WorkerProcess worker, int lane, long job, JobFailure why)
    {
        var (id, trace) = (_queue[job].Id, _queue[job].Trace);
        Leave(subject, worker, lane);
        _telemetry.Work.JobFailed(worker.Name, id, why, dead: _queue.Fail(job), trace);
        Dispatch();
    }

    void Crash(long subject, WorkerProcess worker, long job, WorkerEnd why)
    {
        _telemetry.Work.Crashes(worker.Name, _queue[job].Id, why, _queue[job].Trace);
        End((int)(subject & 0xFF), why, startAgain: true);
    }

    void Leave(long subject, WorkerProcess worker, int lane)
    {
        Worked += _kernel.Now - _begun[(int)(subject & 0xFF) * WorkerProcess.MostLanes + lane];
        worker.Jobs[lane] = 0;
        worker.Busy--;
    }

    void CountSessions()
    {
        var sessions = 0;
        foreach (var worker in Workers)
            sessions += worker.Connected ? DatabaseOptions.WorkerConnections : 0;
        _server.WorkerSessions = sessions;
    }
}

/// <summary>Why a worker reports a job as failed.</summary>
enum JobFailure
{
    NoDatabase,
    UnknownShape,
}
