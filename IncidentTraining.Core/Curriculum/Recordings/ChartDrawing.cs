using System.Globalization;
using System.Text;

namespace IncidentTraining.Core.Curriculum.Recordings;

/// <summary>
/// Draws recorded figures as lines over time. Colours and dashes come from the style sheet, so that they follow the light and dark theme.
/// </summary>
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
            // The recording continues past midnight.
            to += 24 * 3600;
        }

        var step = StepFor(figures.Rows.SelectMany(row => row.Values).Max() ?? 0);
        var top = step * Math.Max(1, Math.Ceiling((figures.Rows.SelectMany(row => row.Values).Max() ?? 0) / step));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" aria-hidden=\"true\" class=\"chart-drawing\">");
        var steps = Enumerable.Range(0, (int)Math.Round(top / step) + 1).Select(index => index * step).ToList();
        svg.Append("<path class=\"grid\" d=\"");
        foreach (var value in steps)
        {
            svg.Append(CultureInfo.InvariantCulture, $"M{Left} {Y(value)}H{Width - Right}");
        }

        svg.Append("\"/><g text-anchor=\"end\">");
        foreach (var value in steps)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4}\">{value.ToString("#,0.##", CultureInfo.InvariantCulture)}</text>"
            );
        }

        svg.Append("</g><g text-anchor=\"middle\">");

        var between =
            60 * MinutesBetweenTimes.FirstOrDefault(minutes => (to - from) / (60.0 * minutes) <= MostTimes, MinutesBetweenTimes[^1]);
        for (var time = (from + between - 1) / between * between; time <= to; time += between)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{X(time)}\" y=\"{Height - 8}\">{time / 3600 % 24:00}:{time / 60 % 60:00}</text>"
            );
        }

        svg.Append("</g>");

        for (var series = 0; series < figures.Series.Count; series++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"series-{series}\" d=\"{Line(series)}\"/>");
        }

        return svg.Append("</svg>").ToString();

        // Whole units, about a pixel each: fractions are not visible and would make a page with many charts a tenth larger.
        int X(double seconds) => (int)Math.Round(Left + ((seconds - from) / (to - from) * (Width - Left - Right)));
        int Y(double value) => (int)Math.Round(Height - Bottom - (value / top * (Height - Top - Bottom)));

        string Line(int series)
        {
            var path = new StringBuilder();
            (int X, int Y)? last = null;
            foreach (var row in figures.Rows)
            {
                if (row.Values[series] is not { } value)
                {
                    last = null;
                    continue;
                }

                var seconds = SecondsOf(row.Time);
                var next = (X: X(seconds < from ? seconds + (24 * 3600) : seconds), Y: Y(value));
                if (last is { } point)
                {
                    // Relative coordinates: repeated steps compress well.
                    path.Append(CultureInfo.InvariantCulture, $"l{next.X - point.X} {next.Y - point.Y}");
                }
                else
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{next.X} {next.Y}");
                }

                last = next;
            }

            return path.ToString();
        }
    }

    private static int SecondsOf(TimeOnly time) => (int)(time.Ticks / TimeSpan.TicksPerSecond);

    /// <summary>A round step (1, 2 or 5 times a power of ten) that gives the axis about four marks.</summary>
    private static double StepFor(double highest)
    {
        if (highest <= 0)
        {
            return 1;
        }

        var rough = highest / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power
            * (rough / power) switch
            {
                <= 1 => 1,
                <= 2 => 2,
                <= 5 => 5,
                _ => 10,
            };
    }
}
