namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// The memory of an API process, in kilobytes: what a process needs after its start, and what its code keeps. Each request leaves garbage;
/// when that has filled the rest of the memory, it is collected. Up to <see cref="Quiet"/> the collection works beside the program, above
/// it the program stops meanwhile: the more is kept, the longer and the more often.
/// </summary>
sealed class Heap
{
    /// <summary>Memory that a process may use.</summary>
    public const int Limit = 512_000;

    /// <summary>What a process needs after its start.</summary>
    public const int Base = 140_000;

    /// <summary>Up to so much is collected beside the program.</summary>
    public const int Quiet = 350_000;

    /// <summary>With so much kept, what the requests in hand need is more than the rest: the platform ends the process.</summary>
    public const int Full = 440_000;

    /// <summary>The longest time for which something can be kept, in seconds.</summary>
    public const int LongestKept = 3600;

    const int GarbagePerRequest = 2_000;

    /// <summary>Time that a stopped program waits for each kept megabyte, in microseconds.</summary>
    const long PausePerMegabyte = 2_000;

    int[]? _untilSecond;
    int _garbage,
        _second;

    /// <summary>What is kept after a collection.</summary>
    public int Live { get; private set; } = Base;

    /// <summary>The most that was kept since <see cref="Watch"/>.</summary>
    public int Most { get; private set; } = Base;

    /// <summary>Forgets the most that was kept.</summary>
    public void Watch() => Most = Live;

    /// <summary>A request uses memory.</summary>
    /// <returns>How long the collection that it needs stops the program, in microseconds; 0 for not at all.</returns>
    public long Allocate()
    {
        _garbage += GarbagePerRequest;
        if (_garbage < Limit - Live)
            return 0;
        _garbage = 0;
        return Live > Quiet ? Live * PausePerMegabyte / 1_000 : 0;
    }

    /// <summary>The program keeps something.</summary>
    /// <param name="kilobytes">Its size.</param>
    /// <param name="seconds">For how long, at most <see cref="LongestKept"/>; 0 until the process ends.</param>
    public void Keep(int kilobytes, int seconds)
    {
        Live += kilobytes;
        Most = Math.Max(Most, Live);
        if (seconds > 0)
            (_untilSecond ??= new int[LongestKept + 1])[(_second + seconds) % (LongestKept + 1)] += kilobytes;
    }

    /// <summary>A second has passed: what has been kept for its time is garbage.</summary>
    public void EndSecond()
    {
        _second++;
        if (_untilSecond is null)
            return;
        ref var over = ref _untilSecond[_second % _untilSecond.Length];
        Live -= over;
        over = 0;
    }

    /// <summary>The process has ended, and another one begins with little.</summary>
    public void Clear()
    {
        (Live, _garbage) = (Base, 0);
        if (_untilSecond is not null)
            Array.Clear(_untilSecond);
    }
}
