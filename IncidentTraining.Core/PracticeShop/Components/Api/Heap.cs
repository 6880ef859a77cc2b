namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// The memory of an API process, in kilobytes: what a process needs after its start, and what its code retains. Each request leaves
/// garbage, which is collected when it has filled the rest of the memory. Up to <see cref="Quiet"/> the collector runs concurrently; above
/// it the program pauses meanwhile: the more is retained, the longer and the more often.
/// </summary>
sealed class Heap
{
    /// <summary>Memory limit of a process.</summary>
    public const int Limit = 512_000;

    /// <summary>Memory that a process needs after its start.</summary>
    public const int Base = 140_000;

    /// <summary>Largest retained size that is collected concurrently.</summary>
    public const int Quiet = 350_000;

    /// <summary>Retained size at which the current requests no longer fit into the rest: the platform ends the process.</summary>
    public const int Full = 440_000;

    /// <summary>The longest retention time, in seconds.</summary>
    public const int LongestKept = 3600;

    const int GarbagePerRequest = 2_000;

    /// <summary>Pause per retained megabyte, in microseconds.</summary>
    const long PausePerMegabyte = 2_000;

    int[]? _untilSecond;
    int _garbage,
        _second;

    /// <summary>Memory that is retained after a collection.</summary>
    public int Live { get; private set; } = Base;

    /// <summary>The most memory retained since <see cref="Watch"/>.</summary>
    public int Most { get; private set; } = Base;

    /// <summary>Resets the maximum of retained memory.</summary>
    public void Watch() => Most = Live;

    /// <summary>A request allocates memory.</summary>
    /// <returns>How long the resulting collection pauses the program, in microseconds; 0 for not at all.</returns>
    public long Allocate()
    {
        _garbage += GarbagePerRequest;
        if (_garbage < Limit - Live)
            return 0;
        _garbage = 0;
        return Live > Quiet ? Live * PausePerMegabyte / 1_000 : 0;
    }

    /// <summary>The program retains an object.</summary>
    /// <param name="kilobytes">Its size.</param>
    /// <param name="seconds">How long it is retained, at most <see cref="LongestKept"/>; 0 until the process ends.</param>
    public void Keep(int kilobytes, int seconds)
    {
        Live += kilobytes;
        Most = Math.Max(Most, Live);
        if (seconds > 0)
            (_untilSecond ??= new int[LongestKept + 1])[(_second + seconds) % (LongestKept + 1)] += kilobytes;
    }

    /// <summary>A second has passed: objects whose retention time is over become garbage.</summary>
    public void EndSecond()
    {
        _second++;
        if (_untilSecond is null)
            return;
        ref var over = ref _untilSecond[_second % _untilSecond.Length];
        Live -= over;
        over = 0;
    }

    /// <summary>The process has ended, and a new one begins with an empty heap.</summary>
    public void Clear()
    {
        (Live, _garbage) = (Base, 0);
        if (_untilSecond is not null)
            Array.Clear(_untilSecond);
    }
}
