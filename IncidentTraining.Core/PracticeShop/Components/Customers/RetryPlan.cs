using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>How the pause before another attempt grows.</summary>
public enum RetryBackOff
{
    /// <summary>The same pause before each attempt.</summary>
    None,

    /// <summary>Once, twice, three times the pause.</summary>
    Linear,

    /// <summary>Once, twice, four times the pause.</summary>
    Exponential,
}

/// <summary>When customers repeat a failed request.</summary>
public sealed record RetryPlan
{
    /// <summary>Total number of attempts, including the first.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Pause before the second attempt.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How the pause grows.</summary>
    public RetryBackOff BackOff { get; init; } = RetryBackOff.Linear;

    /// <summary>How far a pause may deviate at random, in per cent.</summary>
    public int JitterPercent { get; init; }

    /// <summary>The pause after a failed attempt, in microseconds. Without jitter no random number is drawn.</summary>
    /// <param name="attempts">Attempts so far, from 1.</param>
    /// <param name="jitter">Chance.</param>
    internal long PauseAfter(int attempts, RandomStream jitter)
    {
        var factor = BackOff switch
        {
            RetryBackOff.None => 1,
            RetryBackOff.Linear => attempts,
            _ => 1L << (attempts - 1),
        };
        var pause = Pause.Ticks / TimeSpan.TicksPerMicrosecond * factor;
        return JitterPercent == 0 ? pause : pause * (100 - JitterPercent + jitter.Below(2 * JitterPercent + 1)) / 100;
    }
}
