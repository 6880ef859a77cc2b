using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads the evidence path of a root cause.</summary>
static class EvidencePathReader
{
    static readonly TimeSpan ShortestReading = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongestReading = TimeSpan.FromMinutes(5);

    /// <summary>Reads the path; null when the cause has none, which the content check reports.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="isHealthy">Whether there is nothing to repair.</param>
    public static EvidencePath? Read(YamlMap cause, bool isHealthy)
    {
        if (cause.Value("evidence-path") is not { } value)
            return null;
        var map = value.AsMap();
        var first = ReadSteps(map, "first", map.Maps("first"));
        var repair = ReadSteps(map, "repair", isHealthy ? map.Maps("repair") : map.RequiredMaps("repair"));
        return new EvidencePath(
            [.. map.RequiredMaps("looks").Select(ReadLook)],
            map.Required("conclusion"),
            repair,
            cause.LineOf("evidence-path")
        )
        {
            First = first,
        };
    }

    static List<TimedStep> ReadSteps(YamlMap map, string key, IReadOnlyList<YamlMap> steps)
    {
        var read = steps
            .Select(step => new TimedStep(
                step.OptionalDuration("after") ?? TimeSpan.Zero,
                step.Required("action"),
                step.OtherTexts("after", "action")
            ))
            .ToList();
        for (var i = 1; i < read.Count; i++)
        {
            if (read[i].At < read[i - 1].At)
                map.Report(key, $"The times of '{key}' do not rise", "Order its steps by 'after'");
        }

        return read;
    }

    static EvidenceLook ReadLook(YamlMap map)
    {
        var view = map.Required("view");
        if (view.Length > 0 && !ShopViews.All.Contains(view))
            map.Report("view", $"There is no view '{view}'", $"Choose from {string.Join(", ", ShopViews.All)}");
        var reading = map.Duration("reading");
        if (reading < ShortestReading || reading > LongestReading)
            map.Report(
                "reading",
                "The reading time is too short to read anything or too long for an incident",
                $"Choose between {ShortestReading.TotalSeconds:0}s and {LongestReading.TotalMinutes:0}m"
            );
        var shows = map.Value("shows") is { } symptom ? SymptomReader.ReadOne(symptom.AsMap(), dated: false) : null;
        return new EvidenceLook(view, reading, map.Required("sees"), shows);
    }
}
