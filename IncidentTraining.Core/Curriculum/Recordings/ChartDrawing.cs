using System.Globalization;
using System.Text;

namespace IncidentTraining.Core.Curriculum.Recordings;

/// <summary>Draws recorded figures as lines over time. Colours and dashes come from the reading style, so that it follows light and dark.</summary>
internal static class ChartDrawing
{
    private const int Width = 720;
    private const int Height = 240;
    private const int Left = 52;
    private const int Right = 12;
    private const int Top = 10;
    private const int Bottom = 26;
    private const int MostTimes = 8;

    private static readonly int[] MinutesBetweenTimes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480];

    internal static string Of(RecordedFigures figures)
    {
        var (from, to) = (SecondsOf(figures.Rows[0].Time), SecondsOf(figures.Rows[^1].Time));
        if (to <= from)
        {
            // The recording runs past midnight.
            to += 24 * 3600;
        }

        var step = StepFor(figures.Rows.SelectMany(row => row.Values).Max() ?? 0);
        var top = step * Math.Max(1, Math.Ceiling((figures.Rows.SelectMany(row => row.Values).Max() ?? 0) / step));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" aria-hidden=\"true\" class=\"chart-drawing\">");
        for (var value = 0.0; value <= top + (step / 2); value += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(value):0.#}H{Width - Right}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{value.ToString("#,0.##", CultureInfo.InvariantCulture)}</text>");
        }

        var between = 60 * MinutesBetweenTimes.FirstOrDefault(minutes => (to - from) / (60.0 * minutes) <= MostTimes, MinutesBetweenTimes[^1]);
        for (var time = (from + between - 1) / between * between; time <= to; time += between)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(time):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{time / 3600 % 24:00}:{time / 60 % 60:00}</text>");
        }

        for (var series = 0; series < figures.Series.Count; series++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"series-{series}\" d=\"{Line(series)}\"/>");
        }

        return svg.Append("</svg>").ToString();

        double X(double seconds) => Left + ((seconds - from) / (to - from) * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / top * (Height - Top - Bottom));

        string Line(int series)
        {
            var path = new StringBuilder();
            var isDown = false;
            foreach (var row in figures.Rows)
            {
                if (row.Values[series] is not { } value)
                {
                    isDown = false;
                    continue;
                }

                var seconds = SecondsOf(row.Time);
                path.Append(CultureInfo.InvariantCulture, $"{(isDown ? 'L' : 'M')}{X(seconds < from ? seconds + (24 * 3600) : seconds):0.#} {Y(value):0.#}");
                isDown = true;
            }

            return path.ToString();
        }
    }

    private static int SecondsOf(TimeOnly time) => (int)(time.Ticks / TimeSpan.TicksPerSecond);

    /// <summary>A round step (1, 2 or 5 times a power of ten) with which the axis has about four.</summary>
    private static double StepFor(double highest)
    {
        if (highest <= 0)
        {
            return 1;
        }

        var rough = highest / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}
