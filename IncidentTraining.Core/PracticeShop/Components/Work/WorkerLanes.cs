using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// Which lane of which process an event is about. A subject names the process, the lane and the process's lifetime, so that what was begun
/// in an earlier lifetime has no effect.
/// </summary>
sealed class WorkerLanes(Kernel kernel, JobQueue queue, WorkerProcess[] workers)
{
    readonly long[] _begun = new long[workers.Length * WorkerProcess.MostLanes];

    /// <summary>Total working time of lanes, in microseconds, for jobs that have ended.</summary>
    public long Worked { get; private set; }

    public static int PlaceOf(long subject) => (int)(subject & 0xFF);

    public static int LifeOf(long subject) => (int)(subject >> 16);

    public static long Subject(int place, int lane, WorkerProcess worker) => (long)worker.Life << 16 | (uint)(lane << 8 | place);

    /// <summary>Assigns a job to a free lane.</summary>
    /// <returns>The subject of the events that follow.</returns>
    public long Begin(int place, long job)
    {
        var worker = workers[place];
        var lane = worker.Jobs[0] == 0 ? 0 : 1;
        worker.Jobs[lane] = job;
        worker.Busy++;
        _begun[place * WorkerProcess.MostLanes + lane] = kernel.Now;
        return Subject(place, lane, worker);
    }

    /// <summary>The current job, if the process is still alive and the job has not been taken away.</summary>
    /// <param name="subject">What the event is about.</param>
    /// <param name="worker">Its process.</param>
    /// <param name="job">The job's handle.</param>
    /// <param name="freed">Whether the lane has just become free because its job had been taken away.</param>
    public bool Find(long subject, out WorkerProcess worker, out long job, out bool freed)
    {
        worker = workers[PlaceOf(subject)];
        job = worker.Jobs[LaneOf(subject)];
        freed = false;
        if (worker.Life != LifeOf(subject) || job == 0)
            return false;
        if (queue.IsCurrent(job))
            return true;
        Leave(subject);
        freed = true;
        return false;
    }

    /// <summary>A lane has finished with its job.</summary>
    public void Leave(long subject)
    {
        var (worker, lane) = (workers[PlaceOf(subject)], LaneOf(subject));
        Worked += kernel.Now - _begun[PlaceOf(subject) * WorkerProcess.MostLanes + lane];
        worker.Jobs[lane] = 0;
        worker.Busy--;
    }

    static int LaneOf(long subject) => (int)(subject >> 8 & 0xFF);
}
