using System.Globalization;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Web.Features.Curriculum.Recording;

/// <summary>What to record in a practice shop: the scenario, the responders' actions and the output files.</summary>
internal sealed record RecordingScript(
    string ScenarioFile,
    int Seed,
    TimeOnly Starts,
    TimeSpan Length,
    IReadOnlyList<ScriptedInput> Inputs,
    IReadOnlyList<ScriptedChart> Charts,
    IReadOnlyList<ScriptedLog> Logs
)
{
    internal static RecordingScript Read(ContentFile file)
    {
        var root = file.Yaml();
        var script = new RecordingScript(
            root.Required("scenario"),
            root.Int("seed", 0, int.MaxValue),
            ReadStart(root),
            root.Duration("length"),
            [
                .. root.Maps("inputs")
                    .Select(input => new ScriptedInput(input.Duration("at"), input.Required("action"), ReadArguments(input))),
            ],
            [
                .. root.Maps("charts")
                    .Select(chart => new ScriptedChart(
                        chart.Required("file"),
                        chart.Duration("every"),
                        [
                            .. chart
                                .RequiredMaps("lines")
                                .Select(line => new ScriptedLine(line.Required("name"), line.Text("as") ?? line.Required("name"))),
                        ]
                    )),
            ],
            [
                .. root.Maps("logs")
                    .Select(log => new ScriptedLog(
                        log.Required("file"),
                        [
                            .. log.RequiredMaps("windows")
                                .Select(window => new LogWindow(
                                    window.Duration("from"),
                                    window.Duration("to"),
                                    window.OneOf<ShopLogLevel>("level"),
                                    window.Text("search") ?? "",
                                    window.Int("most", 1, 1000)
                                )),
                        ]
                    )),
            ]
        );
        file.ReportUnknownKeys();
        return script;
    }

    private static TimeOnly ReadStart(YamlMap root)
    {
        if (TimeOnly.TryParseExact(root.Required("starts"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var starts))
        {
            return starts;
        }

        root.Report("starts", "'starts' is not a time of day", "Write it as \"18:20\", in quotes");
        return default;
    }

    private static Dictionary<string, string> ReadArguments(YamlMap input) =>
        input.Map("arguments") is { } arguments ? arguments.Keys.ToDictionary(key => key, key => arguments.Value(key)!.AsText()) : [];
}

/// <summary>A responder's action and its time.</summary>
internal sealed record ScriptedInput(TimeSpan At, string Action, IReadOnlyDictionary<string, string> Arguments);

/// <summary>A file of figures: one row per interval.</summary>
internal sealed record ScriptedChart(string File, TimeSpan Every, IReadOnlyList<ScriptedLine> Lines);

/// <summary>A chart series of the shop, and its name in the file.</summary>
internal sealed record ScriptedLine(string Name, string As);

/// <summary>A file of log lines.</summary>
internal sealed record ScriptedLog(string File, IReadOnlyList<LogWindow> Windows);

/// <summary>The first lines of an interval.</summary>
internal sealed record LogWindow(TimeSpan From, TimeSpan To, ShopLogLevel Level, string Search, int Most);
