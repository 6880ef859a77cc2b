using System.Globalization;
using System.Text;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Web.Features.Curriculum.Recording;

/// <summary>Runs a script in a practice shop and records its telemetry as files for a page.</summary>
internal static class IncidentRecorder
{
    /// <summary>Runs the script.</summary>
    /// <param name="script">The inputs, and what to record.</param>
    /// <param name="scenario">The scenario named by the script.</param>
    /// <returns>The files by name, and the shop's answer to each input.</returns>
    public static (IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Story) Record(RecordingScript script, Scenario scenario)
    {
        var shop = ShopSimulation.Create(scenario, script.Seed);
        var story = new List<string>();
        var lines = new Dictionary<LogWindow, IReadOnlyList<ShopLogLine>>();
        var windows = script.Logs.SelectMany(log => log.Windows).OrderBy(window => window.To).ToList();
        foreach (var (input, index) in script.Inputs.Select((input, index) => (input, index)))
        {
            ReadLogs(input.At);
            var answer = shop.Apply(new ShopInput(index + 1, input.At, input.Action, input.Arguments));
            story.Add($"{ClockOf(script, input.At)} {input.Action} {(answer.Accepted ? "taken" : "refused")}: {answer.Text}");
        }

        ReadLogs(script.Length);
        shop.AdvanceTo(script.Length);
        story.AddRange(
            shop.EventsAfter(0).Select(happened => $"{ClockOf(script, happened.At)} {happened.Kind} {happened.Subject} {happened.Text}")
        );
        var cost = shop.Cost();
        story.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"failed orders {cost.FailedOrders}, lost revenue {cost.LostRevenueCents / 100.0:0} USD, users affected {cost.UsersAffected}"
            )
        );
        var charts = shop.Charts(TimeSpan.Zero);
        var files = script.Charts.ToDictionary(chart => chart.File, chart => FiguresOf(script, chart, charts));
        foreach (var log in script.Logs)
        {
            files[log.File] = TextOf(script, log.Windows.SelectMany(window => lines[window]));
        }

        return (files, story);

        // The shop keeps a limited number of log lines, so each window is read as soon as it ends.
        void ReadLogs(TimeSpan until)
        {
            foreach (var window in windows.Where(window => window.To <= until && !lines.ContainsKey(window)))
            {
                shop.AdvanceTo(window.To);
                var page = shop.Logs(
                    new ShopLogQuery
                    {
                        MinimumLevel = window.Level,
                        Search = window.Search,
                        Limit = int.MaxValue,
                    }
                );
                lines[window] = [.. page.Lines.Where(line => line.At >= window.From && line.At < window.To).Take(window.Most)];
            }
        }
    }

    private static string FiguresOf(RecordingScript script, ScriptedChart chart, ShopCharts charts)
    {
        var text = new StringBuilder("time,").AppendJoin(',', chart.Lines.Select(line => line.As)).Append('\n');
        var lines = chart.Lines.Select(line => charts.Lines.First(recorded => recorded.Name == line.Name)).ToList();
        var stretch = (int)chart.Every.TotalSeconds;
        for (var second = 0; second + stretch <= charts.Count; second += stretch)
        {
            text.Append(ClockOf(script, TimeSpan.FromSeconds(charts.FirstSecond + second)));
            foreach (var line in lines)
            {
                // The mean of the interval, as dashboards show for long time ranges.
                var measured = line.Values.Skip(second).Take(stretch).Where(value => !double.IsNaN(value)).ToList();
                text.Append(',').Append(measured.Count == 0 ? "" : Rounded(measured.Average()));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Rounded(double value) => value.ToString(value >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);

    private static string TextOf(RecordingScript script, IEnumerable<ShopLogLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(ClockOf(script, line.At))
                .Append(' ')
                .Append(line.Level.ToString().ToLowerInvariant())
                .Append(' ')
                .Append(line.Service)
                .Append(' ')
                .Append(line.Message);
            if (line.Trace.Length > 0)
            {
                text.Append(" trace=").Append(line.Trace);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string ClockOf(RecordingScript script, TimeSpan at) =>
        script.Starts.Add(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
