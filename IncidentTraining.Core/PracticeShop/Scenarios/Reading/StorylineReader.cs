using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads everything around the fault in a scenario: alerts, people, hints, steps, par times.</summary>
static class StorylineReader
{
    static readonly string[] Phases = ["detect", "acknowledge", "investigate", "mitigate", "verify"];

    public static IReadOnlyList<AlertRule> ReadAlerts(YamlMap root)
    {
        var alerts = root.Maps("alerts").Select(ReadAlert).ToList();
        ScenarioReader.Unique(root, "alerts", alerts.Select(alert => alert.Id));
        return alerts;
    }

    public static IReadOnlyList<Inject> ReadInjects(YamlMap root)
    {
        var injects = root.Maps("injects")
            .Select(map => new Inject(
                map.Required("id"),
                map.OneOf("when", InjectTrigger.Start),
                map.Duration("after"),
                map.Required("from"),
                map.Required("text"),
                map.OptionalInt("traffic-per-second", 1, 500) ?? 0,
                map.OptionalDuration("over") ?? TimeSpan.Zero,
                map.OneOf("expects", PromptReply.Nothing)
            )
            {
                News = map.Text("news") ?? "",
                Asks = map.Texts("asks"),
                UnlessTold = map.Texts("unless-told"),
            })
            .ToList();
        ScenarioReader.Unique(root, "injects", injects.Select(inject => inject.Id));
        return injects;
    }

    public static IReadOnlyList<Hint> ReadHints(YamlMap root)
    {
        var hints = root.Maps("hints")
            .Select(map => new Hint(
                map.Required("id"),
                map.Int("cost", 0, 100),
                map.Required("text"),
                Views(map, "moot-after-looks"),
                map.Texts("moot-after-actions")
            ))
            .ToList();
        ScenarioReader.Unique(root, "hints", hints.Select(hint => hint.Id));
        return hints;
    }

    public static IReadOnlyDictionary<string, TimeSpan> ReadParTimes(YamlMap map) => Phases.ToDictionary(phase => phase, map.Duration);

    public static IReadOnlyList<string> ReadSeverities(YamlMap root)
    {
        var severities = root.Texts("severities");
        if (severities.Count == 0 || severities.Any(severity => severity is not ("P0" or "P1" or "P2" or "P3")))
            root.Report("severities", "The severities are missing or unknown", "List P0, P1, P2 or P3, the expected one first");
        return severities;
    }

    public static IReadOnlyList<LabStep> ReadSteps(YamlMap root)
    {
        var steps = new List<LabStep>();
        foreach (var map in root.RequiredMaps("steps"))
        {
            var id = map.Required("id");
            steps.Add(
                new LabStep(
                    id,
                    map.Required("title"),
                    Views(map, "looks"),
                    map.Texts("actions"),
                    map.OneOf("proof", ProofOf(id)),
                    map.Flag("by-looking")
                )
            );
        }
        ScenarioReader.Unique(root, "steps", steps.Select(step => step.Id));
        return steps;
    }

    public static IReadOnlyList<Investigation> ReadInvestigations(YamlMap root) =>
        [.. root.Maps("investigations").Select(map => new Investigation(map.Required("title"), Views(map, "looks")))];

    public static IReadOnlyList<LabComponent> ReadComponents(YamlMap root) =>
        [.. root.Maps("components").Select(map => new LabComponent(map.Required("title"), map.OneOf<ComponentProof>("proof")))];

    public static IReadOnlyList<Prompt> ReadPrompts(YamlMap root)
    {
        var prompts = root.Maps("prompts")
            .Select(map => new Prompt(
                map.Required("id"),
                map.OneOf<PromptTrigger>("when"),
                map.Duration("after"),
                map.Required("from"),
                map.Required("text"),
                map.OneOf("expects", PromptReply.Nothing)
            )
            {
                News = map.Text("news") ?? "",
                Asks = map.Texts("asks"),
                UnlessTold = map.Texts("unless-told"),
            })
            .ToList();
        ScenarioReader.Unique(root, "prompts", prompts.Select(prompt => prompt.Id));
        return prompts;
    }

    // Some ids imply their proof, so that a scenario need not repeat it; runs of the first version rely on it.
    static StepProof ProofOf(string stepId) =>
        stepId switch
        {
            "acknowledge" => StepProof.Acknowledged,
            "severity" => StepProof.SeveritySet,
            "identify" => StepProof.CauseDeclared,
            "verify" => StepProof.ResolutionVerified,
            "document" => StepProof.Documented,
            _ => StepProof.None,
        };

    static IReadOnlyList<string> Views(YamlMap map, string key)
    {
        var views = map.Texts(key);
        foreach (var view in views.Where(view => !ShopViews.All.Contains(view)))
            map.Report(key, $"There is no view '{view}'", $"Choose from {string.Join(", ", ShopViews.All)}");
        return views;
    }

    static AlertRule ReadAlert(YamlMap map)
    {
        var measure = map.OneOf<AlertMeasure>("measure");
        var severity = map.Required("severity");
        if (severity is not ("page" or "ticket"))
            map.Report("severity", $"An alert cannot be a '{severity}'", "Make it page or ticket");
        var window = map.Duration("window");
        var limit = measure == AlertMeasure.LatencyP95 ? TimeSpan.FromSeconds(LatencyWindows.MaxSeconds) : TimeSpan.FromHours(1);
        if (window < TimeSpan.FromSeconds(10) || window > limit)
            map.Report("window", "The window is out of bounds", $"Choose between 10s and {limit.TotalSeconds:0}s");
        return new AlertRule(
            map.Required("id"),
            map.Required("title"),
            severity,
            measure,
            map.Number("threshold", 0, 60_000),
            window,
            map.OptionalDuration("short-window") ?? window,
            map.Duration("for")
        );
    }
}
