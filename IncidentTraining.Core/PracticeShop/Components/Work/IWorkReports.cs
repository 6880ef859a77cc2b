using IncidentTraining.Core.PracticeShop.Components.Redis;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>What workers report about themselves and their jobs.</summary>
interface IWorkReports
{
    void Started(string worker, string release);

    void Ended(string worker, WorkerEnd why, int jobs);

    void Claimed(string worker, int job, int earlier, long trace);

    /// <summary>A job is done; the time since it was enqueued is in microseconds.</summary>
    void Done(string worker, int job, long took, long trace);

    void JobFailed(string worker, int job, JobFailure why, bool dead, long trace);

    void Crashes(string worker, int job, WorkerEnd why, long trace);

    void ClaimFailed(string worker, RedisRefusal why);
}
