namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>
/// Exponential, logarithm and normal quantile, computed only with additions, multiplications, divisions and square roots. IEEE 754 rounds
/// those in exactly one way, so the results have the same bits on every machine; those of the platform's own functions do not.
/// </summary>
static class StableMath
{
    const double Ln2 = 0.693147180559945309417232;

    /// <summary>e to the power x, for |x| under 700.</summary>
    public static double Exp(double x)
    {
        // x = k ln 2 + r with |r| <= ln 2 / 2; the series of e^r converges to the last bit within 20 terms.
        var k = (int)(x / Ln2 + (x < 0 ? -0.5 : 0.5));
        var r = x - k * Ln2;
        double term = 1,
            sum = 1;
        for (var n = 1; n <= 20; n++)
        {
            term *= r / n;
            sum += term;
        }
        for (; k > 0; k--)
            sum *= 2;
        for (; k < 0; k++)
            sum /= 2;
        return sum;
    }

    /// <summary>Natural logarithm of a positive x.</summary>
    public static double Log(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var k = 0;
        for (; x > 1.5; k++)
            x /= 2;
        for (; x < 0.75; k--)
            x *= 2;
        // ln x = 2 artanh((x - 1) / (x + 1)), a fast series for x near 1.
        var y = (x - 1) / (x + 1);
        double power = y,
            sum = 0;
        for (var n = 1; n <= 41; n += 2)
        {
            sum += power / n;
            power *= y * y;
        }
        return 2 * sum + k * Ln2;
    }

    /// <summary>
    /// Quantile of the standard normal distribution by Peter Acklam's rational approximation (relative error under 1.2e-9),
    /// for 0 &lt; p &lt; 1.
    /// </summary>
    public static double NormalQuantile(double p)
    {
        if (p > 0.5)
            return -NormalQuantile(1 - p);
        if (p < 0.02425)
        {
            var q = Math.Sqrt(-2 * Log(p));
            return (
                    (
                        (((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q - 2.549732539343734e+00) * q
                        + 4.374664141464968e+00
                    ) * q
                    + 2.938163982698783e+00
                )
                / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q + 3.754408661907416e+00) * q + 1);
        }
        var s = p - 0.5;
        var r = s * s;
        return (
                (
                    (((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r + 1.383577518672690e+02) * r
                    - 3.066479806614716e+01
                ) * r
                + 2.506628277459239e+00
            )
            * s
            / (
                (
                    (((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r + 6.680131188771972e+01) * r
                    - 1.328068155288572e+01
                ) * r
                + 1
            );
    }
}
