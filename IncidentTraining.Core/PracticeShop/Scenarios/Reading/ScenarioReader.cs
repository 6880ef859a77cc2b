using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads a scenario from a file under <c>content/scenarios</c>. Every mistake is reported with its line and a cure.</summary>
public static class ScenarioReader
{
    /// <summary>Reads a scenario. The result is usable only when the file has no problems; the catalogue reports unknown keys.</summary>
    /// <param name="file">The file.</param>
    public static Scenario Read(ContentFile file)
    {
        var root = file.Yaml();
        var id = root.Required("id");
        if (id.Length > 0 && id != file.Name)
            root.Report("id", $"The id '{id}' differs from the file's name", $"Write 'id: {file.Name}' or rename the file");

        var experiments = root.Maps("experiments").Select(ReadExperiment).ToList();
        Unique(root, "experiments", experiments.Select(experiment => experiment.Id));
        var (difficulty, skills) = (root.Int("difficulty", 1, 5), root.Texts("skills"));
        var scenario = new Scenario
        {
            Id = id,
            Title = root.Required("title"),
            Objective = root.Required("objective"),
            Briefing = root.Required("briefing"),
            Signs = root.Texts("signs"),
            Difficulty = difficulty,
            Skills = skills,
            Traffic = ReadTraffic(root.RequiredMap("traffic")),
            Limits = ShopLimitsReader.Read(root),
            ServiceLevels = ReadLevels(root.RequiredMap("service-levels")),
            RootCauses = RootCauseReader.Read(root, difficulty, skills),
            Experiments = experiments,
            Changes = [.. root.Maps("changes").Select(map => RootCauseReader.ReadChange(map, dated: true))],
            Decoys = ChangePlanReader.ReadDecoys(root),
            Begins = ChangePlanReader.ReadBegins(root),
            Opening = [.. root.Maps("opening").Select(RootCauseReader.ReadStep)],
            Symptoms = SymptomReader.Read(root),
            Alerts = StorylineReader.ReadAlerts(root),
            Injects = StorylineReader.ReadInjects(root),
            Hints = StorylineReader.ReadHints(root),
            ParTimes = StorylineReader.ReadParTimes(root.RequiredMap("par-times")),
            Severities = StorylineReader.ReadSeverities(root),
            Steps = StorylineReader.ReadSteps(root),
            Investigations = StorylineReader.ReadInvestigations(root),
            Components = StorylineReader.ReadComponents(root),
            Prompts = StorylineReader.ReadPrompts(root),
            People = PeopleReader.Read(root),
            Source = file.Text,
        };
        var alerts = scenario.Alerts.Select(alert => alert.Id).Append(SymptomWatch.Any).ToHashSet();
        foreach (
            var symptom in scenario
                .RootCauses.SelectMany(cause =>
                    cause.Symptoms.Concat(cause.EvidencePath?.Looks.Select(look => look.Shows).OfType<Symptom>() ?? [])
                )
                .Concat(scenario.Symptoms)
        )
        {
            if (symptom.Kind == SymptomKind.Alert && !alerts.Contains(symptom.Name))
                file.Report(symptom.Line, $"There is no alert '{symptom.Name}'", $"Choose from {string.Join(", ", alerts)}");
        }

        ChangePlanReader.Check(root, scenario);
        TrueFaultReader.Check(root, scenario);
        Tells.Check(root, scenario);
        GivenAway.Check(root, scenario.RootCauses);
        PeopleReader.Check(root, scenario);
        PeopleTells.Check(root, scenario);
        if (!file.HasErrors)
            ScenarioRehearsal.Check(root, scenario);
        return scenario;
    }

    internal static void Unique(YamlMap root, string key, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(id => id).Where(group => group.Count() > 1))
            root.Report(key, $"'{twice.Key}' occurs {twice.Count()} times in '{key}'", "Give each entry its own id");
    }

    static TrafficPlan ReadTraffic(YamlMap map)
    {
        var ramp = map.RequiredMaps("ramp")
            .Select(point => new TrafficPoint(point.Duration("at"), point.Int("per-second", 0, 500)))
            .ToList();
        for (var i = 1; i < ramp.Count; i++)
        {
            if (ramp[i].At <= ramp[i - 1].At)
                map.Report("ramp", "The times of the ramp do not rise", "Order its points by 'at', with each time only once");
        }
        var mix = map.RequiredMap("mix-percent");
        var plan = new TrafficPlan(
            ramp,
            mix.Int("browse", 0, 100),
            mix.Int("order-status", 0, 100),
            mix.Int("checkout", 0, 100),
            map.Int("basket-cents", 1, 1_000_000),
            map.Int("customers", 1, 1_000_000)
        );
        if (plan.BrowsePercent + plan.OrderPercent + plan.CheckoutPercent is var sum && sum != 100)
            map.Report("mix-percent", $"The shares of the mix add up to {sum} %", "Make browse, order-status and checkout add up to 100");
        return plan;
    }

    static ServiceLevels ReadLevels(YamlMap map)
    {
        var levels = new ServiceLevels
        {
            Availability = map.Number("availability-percent", 50, 99.999) / 100,
            Latency = map.Number("latency-percent", 50, 99.999) / 100,
            LatencyThreshold = map.Duration("latency-threshold"),
            PaymentSuccess = map.Number("payment-success-percent", 50, 99.999) / 100,
            OrderDelay = map.Duration("order-delay"),
            Window = map.Duration("window"),
            HoldTime = map.Duration("hold-time"),
            BudgetRequests = map.Int("budget-requests", 1_000),
            BudgetSpent = map.Number("budget-spent-percent", 0, 100) / 100,
        };
        if (!DurationBuckets.Bounds.Contains(levels.LatencyThreshold.Ticks / TimeSpan.TicksPerMicrosecond))
        {
            var bounds = string.Join(", ", DurationBuckets.Bounds.Select(bound => $"{bound / 1000}ms"));
            map.Report(
                "latency-threshold",
                "The threshold is not a bucket of the duration histogram, so it could not be measured",
                $"Choose one of {bounds}"
            );
        }
        if (levels.Window < TimeSpan.FromSeconds(10) || levels.Window > TimeSpan.FromMinutes(30))
            map.Report("window", "The window is too short to measure or too long for a lab", "Choose between 10s and 30m");
        if (levels.HoldTime < TimeSpan.FromSeconds(10) || levels.HoldTime > TimeSpan.FromMinutes(30))
            map.Report("hold-time", "The hold time proves nothing or outlasts the lab", "Choose between 10s and 30m");
        return levels;
    }

    static Experiment ReadExperiment(YamlMap map)
    {
        var effect = map.OneOf<ExperimentEffect>("effect");
        var latency = map.OptionalDuration("latency") ?? TimeSpan.Zero;
        if (effect == ExperimentEffect.Latency && latency <= TimeSpan.Zero)
            map.Report("latency", "A latency experiment adds no latency", "Add a line such as 'latency: 500ms'");
        if (effect != ExperimentEffect.Latency && latency > TimeSpan.Zero)
            map.Report("latency", "Only latency experiments have a latency", "Remove the line, or change it to 'effect: latency'");
        return new Experiment(
            map.Required("id"),
            map.Required("title"),
            map.Required("description"),
            map.OneOf<ExperimentTarget>("target"),
            effect,
            latency,
            map.Int("share-percent", 1, 100),
            map.Flag("starts-on")
        );
    }
}
