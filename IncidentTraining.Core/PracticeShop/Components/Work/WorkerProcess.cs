using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>State of a worker process.</summary>
enum WorkerCondition
{
    /// <summary>The shop has no such worker.</summary>
    Absent,
    Running,

    /// <summary>It has ended, and the supervisor will restart it.</summary>
    Restarting,

    /// <summary>It has ended and will not be restarted.</summary>
    Exited,
}

/// <summary>Why a worker ended.</summary>
enum WorkerEnd
{
    None,
    Uncaught,
    DiskFull,
    Killed,
    Responder,
    Deploy,
    ScaledDown,

    /// <summary>A statement was not answered in time.</summary>
    TimedOut,
}

/// <summary>A worker process with its lanes, each of which does one job at a time.</summary>
sealed class WorkerProcess(string name)
{
    public const int MostLanes = 2;

    const int FirstPauseSeconds = 6,
        MostPauseSeconds = 30,
        SteadySeconds = 60;

    int _pauseSeconds = FirstPauseSeconds;

    public string Name => name;

    public WorkerCondition Condition { get; set; }

    public string Release { get; set; } = "";

    /// <summary>Jobs that it may hold at the same time.</summary>
    public int Lanes { get; set; } = MostLanes;

    public int Busy { get; set; }

    /// <summary>It claims jobs and never finishes one, because what it waits for does not arrive.</summary>
    public bool Stuck { get; set; }

    /// <summary>Whether it has database connections of its own.</summary>
    public bool Connected { get; set; }

    public int Restarts { get; set; }

    /// <summary>Incremented at each start and end.</summary>
    public int Life { get; set; }

    public long Since { get; set; }

    public long StartedAt { get; set; }

    /// <summary>The last heartbeat, in microseconds, by its host's clock.</summary>
    public long LastBeat { get; set; }

    public WorkerEnd LastEnd { get; set; }

    /// <summary>Current jobs by lane; 0 for none.</summary>
    public long[] Jobs { get; } = new long[MostLanes];

    /// <summary>Time since its last heartbeat, in microseconds; one from the future counts as now.</summary>
    public long BeatAge(long now) => Math.Max(0, now - LastBeat);

    /// <summary>
    /// How long the supervisor waits, in seconds, if it ends now: twice as long each time, and the shortest pause again after a stable
    /// period.
    /// </summary>
    public int TakePause(long now)
    {
        var pause = now - StartedAt >= SteadySeconds * Kernel.Second ? FirstPauseSeconds : _pauseSeconds;
        _pauseSeconds = Math.Min(pause * 2, MostPauseSeconds);
        return pause;
    }

    /// <summary>The process starts a new lifetime.</summary>
    public void Begin(string release, long now)
    {
        (Condition, Release, Stuck) = (WorkerCondition.Running, release, false);
        Since = StartedAt = LastBeat = now;
        Life++;
    }

    /// <summary>The process is gone, along with its connections and the jobs of its lanes.</summary>
    public void End(WorkerEnd why, long now)
    {
        (Condition, Since, LastEnd) = (WorkerCondition.Exited, now, why);
        (Busy, Connected) = (0, false);
        Life++;
        Array.Clear(Jobs);
    }

    /// <summary>Why it last ended, in words for people, if the error is known.</summary>
    public string LastExit =>
        LastEnd switch
        {
            WorkerEnd.Uncaught => "uncaught TypeError: Cannot read properties of undefined (reading 'title')",
            WorkerEnd.DiskFull => "uncaught error: could not extend file: No space left on device",
            WorkerEnd.Killed => "killed by the host (signal 9)",
            WorkerEnd.Responder => "restarted by a responder",
            WorkerEnd.Deploy => "stopped for a deploy",
            WorkerEnd.TimedOut => "uncaught Error: Query read timeout",
            WorkerEnd.ScaledDown => "stopped: fewer processes are configured",
            _ => "",
        };

    /// <summary>Why a process ended, as the supervisor sees it: it knows only the exit code.</summary>
    public static string SeenFromOutside(WorkerEnd end) =>
        end is WorkerEnd.Uncaught or WorkerEnd.DiskFull or WorkerEnd.TimedOut
            ? "exit code 1"
            : new WorkerProcess("") { LastEnd = end }.LastExit;
}
