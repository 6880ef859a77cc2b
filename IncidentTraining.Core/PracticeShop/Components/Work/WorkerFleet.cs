using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// The worker processes and their supervisor. A lane claims a job, reads its order, writes and sends the receipt, confirms the order and
/// completes the job. Expected failures are reported, and the job is retried; anything else ends the process, and the supervisor restarts
/// it after a growing pause.
/// </summary>
sealed class WorkerFleet : IComponent, IQueryClient
{
    public const int Usual = 4,
        Most = 12;

    const int ReceiptSent = 0,
        StartAgain = 1,
        NoDatabase = 2,
        Claimed = 3,
        NoAnswer = 4,
        BeatSeconds = 5;

    /// <summary>Pause before a worker looks again for an order that it did not find.</summary>
    const long LooksAgain = Kernel.Second;

    readonly Kernel _kernel;
    readonly JobQueue _queue;
    readonly RedisServer _redis;
    readonly DatabaseServer _server;
    readonly QueryProcessors _database;
    readonly Releases _releases;
    readonly IWorkReports _reports;
    readonly WorkerLanes _lanes;
    readonly ReceiptMail _receipts;
    readonly MailService _mail;
    readonly ReadReplica _replica;
    readonly OrderLedger _orders;
    readonly long _statementTimeout;
    readonly RandomStream _restarts;
    readonly int _restartJitter;
    readonly int _self;
    int _seconds,
        _turn;

    public WorkerFleet(WorkerPeers peers, WorkerRules rules, IWorkReports reports, RandomStream random, RandomStream restarts)
    {
        (_kernel, _queue, _redis, _server, _database) = (peers.Kernel, peers.Queue, peers.Redis, peers.Server, peers.Database);
        (_releases, _reports, _restarts, _restartJitter) = (peers.Releases, reports, restarts, rules.RestartJitterPercent);
        _statementTimeout = (rules.StatementTimeout ?? TimeSpan.Zero).Ticks / TimeSpan.TicksPerMicrosecond;
        _self = _kernel.Add(this);
        (_mail, _replica, _orders) = (peers.Mail, peers.Replica, peers.Orders);
        _receipts = new ReceiptMail(_kernel, _mail, random, _self, ReceiptSent);
        Workers = [.. Enumerable.Range(1, Most).Select(number => new WorkerProcess($"worker-{number}"))];
        _lanes = new WorkerLanes(_kernel, _queue, Workers);
        for (var worker = 0; worker < Usual; worker++)
            Start(worker, logged: false);
        _queue.Waits = Dispatch;
        _database.Join(this);
    }

    public WorkerProcess[] Workers { get; }

    /// <summary>Whether the supervisor restarts ended processes.</summary>
    public bool Supervised { get; set; } = true;

    /// <inheritdoc cref="WorkerLanes.Worked"/>
    public long Worked => _lanes.Worked;

    /// <summary>Processes that exist.</summary>
    public int Running => Count(WorkerCondition.Running);

    /// <summary>Desired number of processes.</summary>
    public int Wanted => Most - Count(WorkerCondition.Absent);

    /// <summary>Starts a process with the release last deployed to the workers.</summary>
    public void Start(int place, bool logged = true)
    {
        var worker = Workers[place];
        worker.Begin(_releases.Workers, _kernel.Now);
        Connect(worker);
        if (logged)
            _reports.Started(worker.Name, worker.Release);
        Dispatch();
    }

    /// <summary>Ends a process. Its jobs go back to the front of the queue.</summary>
    /// <returns>Number of jobs that it held.</returns>
    public int End(int place, WorkerEnd why, bool startAgain, bool logged = true)
    {
        var worker = Workers[place];
        worker.End(why, _kernel.Now);
        CountSessions();
        var jobs = _queue.Return(place, crashed: why is WorkerEnd.Uncaught or WorkerEnd.DiskFull or WorkerEnd.TimedOut);
        if (logged)
            _reports.Ended(worker.Name, why, jobs);
        if (startAgain && Supervised)
        {
            worker.Condition = WorkerCondition.Restarting;
            var pause = Spread(worker.TakePause(_kernel.Now) * Kernel.Second);
            _kernel.Schedule(pause, _self, StartAgain, WorkerLanes.Subject(place, 0, worker));
        }

        return jobs;
    }

    /// <summary>Removes a process. Before the first second this is part of the shop's set-up, which is not logged.</summary>
    public void Remove(int place)
    {
        var worker = Workers[place];
        if (worker.Condition == WorkerCondition.Running)
            End(place, WorkerEnd.ScaledDown, startAgain: false, logged: _kernel.Now > 0);
        // A process that takes its place later is a different one and has not ended before.
        (worker.Condition, worker.LastEnd) = (WorkerCondition.Absent, WorkerEnd.None);
        CountSessions();
    }

    /// <summary>Assigns waiting jobs to free lanes, the workers in turn.</summary>
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
            var place = WorkerLanes.PlaceOf(subject);
            if (Workers[place].Condition != WorkerCondition.Restarting || Workers[place].Life != WorkerLanes.LifeOf(subject))
                return;
            Workers[place].Restarts++;
            Start(place);
            return;
        }

        // A statement that has got through meanwhile is no longer waiting, and the lane may have another job.
        if (what == NoAnswer && !_server.ProductsLocked)
            return;
        if (!Find(subject, out var worker, out var job))
            return;
        if (what == Claimed)
            ReadJob(subject, worker);
        else if (what == NoDatabase)
            Report(subject, worker, job, JobFailure.NoDatabase);
        else if (what == NoAnswer)
            Crash(subject, worker, job, WorkerEnd.TimedOut);
        else if (!_server.HasRoom)
            Crash(subject, worker, job, WorkerEnd.DiskFull);
        else
            Confirm(subject);
    }

    public void Queried(long subject, QueryKind kind)
    {
        if (!Find(subject, out var worker, out var handle))
            return;
        if (kind == QueryKind.ConfirmOrder)
        {
            Complete(subject, worker, handle);
            return;
        }

        ref var job = ref _queue[handle];
        if (job.Poison)
            Crash(subject, worker, handle, WorkerEnd.Uncaught);
        else if (job.NewShape && worker.Release != Releases.Newest)
            Report(subject, worker, handle, JobFailure.UnknownShape);
        else if (job.IsNumbered && worker.Release != Releases.Newest || !_replica.Has(job.EnqueuedAt) || _orders.IsLost(job.Order))
            // It finds no order with that number and assumes that it is not stored yet. A paid order is as old as its job.
            _kernel.Schedule(LooksAgain, _self, Claimed, subject);
        else if (!_mail.IsCertificateValid)
            Report(subject, worker, handle, JobFailure.NoMail);
        else if (!worker.Stuck)
            _receipts.Send(subject);
    }

    /// <summary>A second has passed: sends heartbeats and retries what could not be done before.</summary>
    public void EndSecond()
    {
        var refusal = _redis.Write(NetworkRoute.WorkersRedis);
        _seconds++;
        for (var place = 0; place < Workers.Length; place++)
        {
            var worker = Workers[place];
            if (worker.Condition != WorkerCondition.Running)
                continue;
            if (refusal != RedisRefusal.None && (_seconds + place) % BeatSeconds == 0)
                _reports.ClaimFailed(worker.Name, refusal);
            if (refusal == RedisRefusal.None && (_kernel.Now - worker.StartedAt) / Kernel.Second % BeatSeconds == 0)
                worker.LastBeat = _kernel.Now + _mail.HostsAhead * Kernel.Second;
        }

        while (_receipts.TryTakeUnsent(out var subject))
        {
            if (Find(subject, out _, out _))
                _receipts.Send(subject);
        }

        Dispatch();
    }

    long Spread(long pause) => _restartJitter == 0 ? pause : pause * (100 - _restartJitter + _restarts.Below(2 * _restartJitter + 1)) / 100;

    void Confirm(long subject)
    {
        _database.RunForWorkers(subject, QueryKind.ConfirmOrder);
        if (_statementTimeout > 0 && _server.ProductsLocked)
            _kernel.Schedule(_statementTimeout, _self, NoAnswer, subject);
    }

    void Begin(int place, WorkerProcess worker, long job)
    {
        _reports.Claimed(worker.Name, _queue[job].Id, _queue[job].Attempts + _queue[job].Crashes, _queue[job].Trace);
        var subject = _lanes.Begin(place, job);
        // The usual millisecond is part of a job's time; only a slow Redis makes the claim itself wait.
        if (_redis.IsSlow)
            _kernel.Schedule(_redis.Latency, _self, Claimed, subject);
        else
            ReadJob(subject, worker);
    }

    void ReadJob(long subject, WorkerProcess worker)
    {
        if (!worker.Connected)
            Connect(worker);
        if (worker.Connected && _server.Reaches(NetworkRoute.WorkersDatabase) && _server.Condition == ProjectCondition.Active)
            _database.RunForWorkers(subject, QueryKind.ReadJob);
        else
            _kernel.Schedule(DatabaseOptions.AcquireTimeout, _self, NoDatabase, subject);
    }

    /// <summary>
    /// A process opens its database connections if the database has sessions left; otherwise it retries with its next job.
    /// </summary>
    void Connect(WorkerProcess worker)
    {
        worker.Connected = _server.Free >= DatabaseOptions.WorkerConnections;
        CountSessions();
    }

    /// <summary>The job that an event is about, if its process is still alive and the job has not been taken away.</summary>
    bool Find(long subject, out WorkerProcess worker, out long job)
    {
        if (_lanes.Find(subject, out worker, out job, out var freed))
            return true;
        if (freed)
            Dispatch();
        return false;
    }

    void Complete(long subject, WorkerProcess worker, long job)
    {
        _reports.Done(worker.Name, _queue[job].Id, _kernel.Now - _queue[job].EnqueuedAt, _queue[job].Trace);
        _lanes.Leave(subject);
        _queue.Complete(job);
        Dispatch();
    }

    void Report(long subject, WorkerProcess worker, long job, JobFailure why)
    {
        var (id, trace) = (_queue[job].Id, _queue[job].Trace);
        _lanes.Leave(subject);
        _reports.JobFailed(worker.Name, id, why, dead: _queue.Fail(job), trace);
        Dispatch();
    }

    void Crash(long subject, WorkerProcess worker, long job, WorkerEnd why)
    {
        _reports.Crashes(worker.Name, _queue[job].Id, why, _queue[job].Trace);
        End(WorkerLanes.PlaceOf(subject), why, startAgain: true);
    }

    int Count(WorkerCondition condition)
    {
        var count = 0;
        foreach (var worker in Workers)
            count += worker.Condition == condition ? 1 : 0;
        return count;
    }

    void CountSessions()
    {
        var sessions = 0;
        foreach (var worker in Workers)
            sessions += worker.Connected ? DatabaseOptions.WorkerConnections : 0;
        _server.WorkerSessions = sessions;
    }
}
