using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads what counts as a right diagnosis of a root cause.</summary>
static class TrueFaultReader
{
    /// <summary>The most faults that a cause has, and that a diagnosis may claim.</summary>
    public const int Most = 3;

    /// <summary>Reads the faults; null when the cause has no 'diagnosis', which the content check reports.</summary>
    public static IReadOnlyList<TrueFault>? Read(YamlMap cause)
    {
        if (cause.IsEmptyList("diagnosis"))
            return [];
        if (cause.Value("diagnosis") is null)
            return null;
        var maps = cause.Maps("diagnosis");
        if (maps.Count > Most)
            cause.Report("diagnosis", $"A diagnosis states at most {Most} faults", "Leave out what follows from the others");
        return
        [
            .. maps.Select(map => new TrueFault(
                Some(map, "what").Select(item => item.AsOneOf<FaultPlace>()).ToList(),
                Some(map, "how").Select(item => item.AsOneOf<FaultMode>()).ToList(),
                Some(map, "started-by").Select(item => Origin(map, item)).ToList()
            )),
        ];
    }

    /// <summary>Reports changes that no run of the cause shows.</summary>
    public static void Check(YamlMap root, Scenario scenario)
    {
        var changes = scenario.Changes.Select(change => change.Id).ToHashSet();
        foreach (var cause in scenario.RootCauses)
        {
            foreach (var origin in (cause.Diagnosis ?? []).Concat(cause.SecondAct?.Diagnosis ?? []).SelectMany(fault => fault.StartedBy))
            {
                var known = origin.Kind switch
                {
                    OriginKind.Change => changes.Contains(origin.Id),
                    OriginKind.Session => FaultOrigin.Sessions.Contains(origin.Id),
                    OriginKind.Experiment => scenario.Experiments.Any(one => one.Id == origin.Id),
                    _ => true,
                };
                if (!known)
                    root.File.Report(
                        cause.Line,
                        $"The diagnosis of '{cause.Id}' names '{origin}', which its runs do not show",
                        "Name a change, session or experiment that they show"
                    );
            }
        }
    }

    static IReadOnlyList<YamlValue> Some(YamlMap map, string key)
    {
        var items = map.List(key);
        if (items.Count == 0)
            map.Report(key, $"The fault accepts no answer for '{key}'", "List at least one");
        return items;
    }

    static FaultOrigin Origin(YamlMap map, YamlValue item)
    {
        if (FaultOrigin.Parse(item.AsText()) is { } origin && origin.Kind is not (OriginKind.Unknown or OriginKind.Job))
            return origin;
        map.Report(
            "started-by",
            $"'{item.AsText()}' cannot start a fault",
            "Write 'nothing', 'change ID', 'flag ID', 'session CLIENT', 'instance NAME', 'experiment ID' or 'suspect any'"
        );
        return FaultOrigin.Nothing;
    }
}
