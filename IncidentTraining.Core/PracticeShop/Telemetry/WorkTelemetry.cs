using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Metrics and logs of workers and their jobs.</summary>
sealed class WorkTelemetry : IWorkReports
{
    const int OneInClaimed = 4,
        OneInDone = 8;

    readonly MetricRegistry _metrics;
    readonly LogRing _logs;
    readonly int _started,
        _ended,
        _claimed,
        _done,
        _failed,
        _givenUp,
        _uncaught,
        _claimFailed,
        _beatFailed;
    readonly bool _knowsErrors;
    readonly int[] _refusals,
        _failures,
        _ends;
    int _claims,
        _dones;

    public WorkTelemetry(MetricRegistry metrics, LogRing logs, ShopLimits limits)
    {
        (_metrics, _logs) = (metrics, logs);
        Completed = Jobs("completed");
        Failed = Jobs("failed");
        Dead = Jobs("dead");
        _started = logs.Declare(ShopLogLevel.Info, "workers", "{0:name:worker} started, release {1:name:release}");
        _ended = logs.Declare(
            ShopLogLevel.Warn,
            "supervisor",
            "{0:name:worker} exited ({1:name:exit}), {2:n:jobs} jobs returned to the front of the queue"
        );
        _claimed = logs.Declare(ShopLogLevel.Info, "workers", "{0:name:worker} claimed job {1:n:job}, earlier attempts {2:n:attempts}");
        _done = logs.Declare(ShopLogLevel.Info, "workers", "{0:name:worker} done with job {1:n:job}, {2:ms:ms} ms after it was enqueued");
        _failed = logs.Declare(ShopLogLevel.Error, "workers", "{0:name:worker} failed job {1:n:job}: {2:name:error}");
        _givenUp = logs.Declare(
            ShopLogLevel.Error,
            "workers",
            "{0:name:worker} has given up job {1:n:job}: {2:name:error}; it is on the dead-letter list"
        );
        _uncaught = logs.Declare(
            ShopLogLevel.Error,
            "workers",
            limits.LogsCrashes ? "{0:name:worker} job {1:n:job}: {2:name:error}" : "{0:name:worker} uncaught, error: {2:name:error}"
        );
        _claimFailed = logs.Declare(ShopLogLevel.Warn, "workers", "{0:name:worker} claim failed: {1:name:error}");
        _beatFailed = logs.Declare(ShopLogLevel.Warn, "workers", "{0:name:worker} heartbeat write failed: {1:name:error}");
        _refusals = [.. Enum.GetValues<RedisRefusal>().Select(refusal => logs.Name(RedisServer.Words(refusal)))];
        _failures =
        [
            logs.Name("DatabaseUnavailable: acquire timeout after 2000 ms"),
            logs.Name("invalid input syntax for type integer: \"undefined\""),
        ];
        _knowsErrors = limits.LogsCrashes;
        _ends = [.. Enum.GetValues<WorkerEnd>().Where(end => end < WorkerEnd.TimedOut).Select(end => logs.Name(Words(end)))];
    }

    public int Completed { get; }

    public int Failed { get; }

    public int Dead { get; }

    public void Started(string worker, string release) => _logs.Write(_started, 0, _logs.Name(worker), _logs.Name(release));

    public void Ended(string worker, WorkerEnd why, int jobs) => _logs.Write(_ended, 0, _logs.Name(worker), Name(why), jobs);

    public void Claimed(string worker, int job, int earlier, long trace)
    {
        // Ordinary claims are sampled; responders look for retried ones.
        if (earlier > 0 || _claims++ % OneInClaimed == 0)
            _logs.Write(_claimed, trace, _logs.Name(worker), job, earlier);
    }

    public void Done(string worker, int job, long took, long trace)
    {
        _metrics.Add(Completed);
        if (_dones++ % OneInDone == 0)
            _logs.Write(_done, trace, _logs.Name(worker), job, took);
    }

    public void JobFailed(string worker, int job, JobFailure why, bool dead, long trace)
    {
        _metrics.Add(dead ? Dead : Failed);
        _logs.Write(dead ? _givenUp : _failed, trace, _logs.Name(worker), job, Name(why));
    }

    public void Crashes(string worker, int job, WorkerEnd why, long trace) =>
        _logs.Write(_uncaught, trace, _logs.Name(worker), job, _knowsErrors ? Name(why) : _logs.Name("{}"));

    public void ClaimFailed(string worker, RedisRefusal why)
    {
        _logs.Write(_claimFailed, 0, _logs.Name(worker), _refusals[(int)why]);
        _logs.Write(_beatFailed, 0, _logs.Name(worker), _refusals[(int)why]);
    }

    int Name(JobFailure why) => (int)why < _failures.Length ? _failures[(int)why] : _logs.Name("The mail service did not answer.");

    // The names of the first exit reasons are as old as the log; later ones are declared on first use.
    int Name(WorkerEnd why) => (int)why < _ends.Length ? _ends[(int)why] : _logs.Name(Words(why));

    string Words(WorkerEnd why) => _knowsErrors ? new WorkerProcess("") { LastEnd = why }.LastExit : WorkerProcess.SeenFromOutside(why);

    int Jobs(string status) => _metrics.Counter("jobs_processed_total", "Jobs that ended, by outcome.", $"status=\"{status}\"");
}
