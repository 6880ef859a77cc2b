namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>A distribution of durations as a table of quantiles, sampled with a stream's random bits.</summary>
/// <remarks>
/// 1,024 steps with linear interpolation; the outermost steps are divided into another 1,024, because quantiles bend there. Both ends are
/// cut at a probability of about one in two million.
/// </remarks>
sealed class Distribution
{
    const int Bits = 10;
    const int Steps = 1 << Bits;
    const double Cut = 1.0 / Steps / Steps / 2;

    readonly double[] _body = new double[Steps + 1];
    readonly double[] _low = new double[Steps + 1];
    readonly double[] _high = new double[Steps + 1];

    Distribution(Func<double, double> quantile)
    {
        for (var i = 0; i <= Steps; i++)
        {
            var share = (double)i / Steps;
            _body[i] = quantile(Math.Clamp(share, Cut, 1 - Cut));
            _low[i] = quantile(Math.Max(share / Steps, Cut));
            _high[i] = quantile(Math.Min(1 - (1 - share) / Steps, 1 - Cut));
        }
    }

    /// <summary>Exponential with mean 1.</summary>
    public static Distribution Exponential { get; } = new(p => -StableMath.Log(1 - p));

    /// <summary>Standard normal.</summary>
    public static Distribution Normal { get; } = new(StableMath.NormalQuantile);

    /// <summary>Log-normal, in microseconds.</summary>
    /// <param name="median">Median.</param>
    /// <param name="sigma">Standard deviation of the logarithm.</param>
    public static Distribution LogNormal(TimeSpan median, double sigma) =>
        new(p => median.TotalMicroseconds * StableMath.Exp(sigma * StableMath.NormalQuantile(p)));

    /// <summary>Draws a value.</summary>
    public double Draw(RandomStream random)
    {
        var bits = random.Next();
        var table = _body;
        var step = (int)(bits >> (64 - Bits));
        bits <<= Bits;
        if (step is 0 or Steps - 1)
        {
            table = step == 0 ? _low : _high;
            step = (int)(bits >> (64 - Bits));
            bits <<= Bits;
        }
        var within = (bits >> 32) * (1.0 / (1L << 32));
        return table[step] + (table[step + 1] - table[step]) * within;
    }

    /// <summary>Draws a duration in whole microseconds.</summary>
    public long DrawMicroseconds(RandomStream random) => (long)Draw(random);
}
