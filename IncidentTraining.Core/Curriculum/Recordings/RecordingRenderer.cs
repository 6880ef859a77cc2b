using System.Globalization;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace IncidentTraining.Core.Curriculum.Recordings;

/// <summary>Renders recorded figures as a chart with a table, and recorded logs as links that a script turns into a searchable
/// list.</summary>
internal sealed class RecordingRenderer : HtmlObjectRenderer<RecordingBlock>
{
    protected override void Write(HtmlRenderer renderer, RecordingBlock block)
    {
        renderer.EnsureLine();
        switch (block.Recording)
        {
            case RecordedFigures figures:
                WriteChart(renderer, block, figures);
                break;
            case RecordedLog log:
                WriteLog(renderer, block, log);
                break;
        }
    }

    private static void WriteChart(HtmlRenderer renderer, RecordingBlock block, RecordedFigures figures)
    {
        renderer.Write("<figure class=\"chart\"><figcaption>");
        renderer.WriteEscape(block.Title);
        renderer.WriteLine("</figcaption>");
        // The table below gives the same data to people who cannot see the drawing.
        renderer.WriteLine(ChartDrawing.Of(figures));
        if (figures.Series.Count > 1)
        {
            renderer.Write("<ul class=\"chart-key\" aria-hidden=\"true\">");
            for (var series = 0; series < figures.Series.Count; series++)
            {
                renderer.Write($"<li><svg width=\"28\" height=\"8\"><path class=\"series-{series}\" d=\"M0 4H28\"/></svg> ");
                renderer.WriteEscape(figures.Series[series]);
                renderer.Write("</li>");
            }

            renderer.WriteLine("</ul>");
        }

        renderer.Write(
            "<details class=\"chart-figures\"><summary>Figures</summary><div class=\"table-frame\" role=\"region\" aria-label=\"Figures\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">time</th>"
        );
        foreach (var name in figures.Series)
        {
            renderer.Write("<th scope=\"col\">");
            renderer.WriteEscape(name);
            renderer.Write("</th>");
        }

        renderer.WriteLine("</tr></thead><tbody>");
        foreach (var row in figures.Rows)
        {
            renderer.Write("<tr><td>");
            renderer.Write(TimeOf(row.Time));
            foreach (var value in row.Values)
            {
                renderer.Write("<td>");
                renderer.Write(value is { } figure ? Readable(figure) : "–");
            }

            renderer.WriteLine();
        }

        renderer.Write("</tbody></table></div><p><a href=\"");
        renderer.WriteEscapeUrl(block.Address);
        renderer.WriteLine("\">Download figures</a></p></details></figure>");
    }

    /// <summary>The log is fetched when it scrolls near the viewport: it has hundreds of lines, and most readers open it last.</summary>
    private static void WriteLog(HtmlRenderer renderer, RecordingBlock block, RecordedLog log)
    {
        renderer.Write("<figure class=\"log\" data-log><figcaption>");
        renderer.WriteEscape(block.Title);
        renderer.Write($" <span class=\"log-count\">{log.Lines.Count} lines</span></figcaption><p><a href=\"");
        renderer.WriteEscapeUrl(block.Address);
        renderer.WriteLine("\">Open log</a></p></figure>");
    }

    /// <summary>At least two digits, for comparing values; the download has the recorded precision.</summary>
    private static string Readable(double figure) =>
        figure.ToString(
            Math.Abs(figure) switch
            {
                >= 10 => "0",
                >= 1 => "0.#",
                _ => "0.##",
            },
            CultureInfo.InvariantCulture
        );

    private static string TimeOf(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
