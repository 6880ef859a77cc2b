using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads the root causes and the changes of a scenario.</summary>
static class RootCauseReader
{
    static readonly string[] ChangeKinds = ["deploy", "config", "migration", "maintenance"];

    public static IReadOnlyList<RootCause> Read(YamlMap root, int difficulty, IReadOnlyList<string> skills)
    {
        var causes = root.RequiredMaps("root-causes").Select(map => ReadCause(map, difficulty, skills)).ToList();
        ScenarioReader.Unique(root, "root-causes", causes.Select(cause => cause.Id));
        return causes;
    }

    static RootCause ReadCause(YamlMap map, int difficulty, IReadOnlyList<string> skills)
    {
        var diagnosis = TrueFaultReader.Read(map);
        var isHealthy = HealthyCause.Check(map, diagnosis);
        return new RootCause
        {
            Id = map.Required("id"),
            Title = map.Required("title"),
            Explanation = map.Required("explanation"),
            Weight = map.OptionalInt("weight", 1, 1000) ?? 1,
            Difficulty = map.OptionalInt("difficulty", 1, 5) ?? difficulty,
            Skills = [.. skills.Concat(map.Texts("skills")).Distinct()],
            Faults = [.. (isHealthy ? map.Maps("faults") : map.RequiredMaps("faults")).Select(ReadFault)],
            Mitigations = ReadMitigations(map, isRequired: !isHealthy),
            ExpertRun = [.. map.Maps("expert-run").Select(ReadStep)],
            EvidencePath = EvidencePathReader.Read(map, isHealthy),
            Diagnosis = diagnosis,
            ShownBy = map.Texts("shown-by"),
            EquivalentRepairs =
            [
                .. map.Maps("equivalent-repairs").Select(step => new MitigationStep(step.Required("action"), step.OtherTexts("action"))),
            ],
            Symptoms = SymptomReader.Read(map),
            SecondAct = SecondActReader.Read(map),
            Metastable = MetastableReader.Read(map),
            Precedent = PrecedentReader.Read(map),
            Line = map.Line,
            ExpertRunLine = map.LineOf("expert-run"),
        };
    }

    /// <summary>Reads the repairs of a cause or its second act.</summary>
    /// <param name="map">The cause or the act.</param>
    /// <param name="isRequired">Whether at least one is required.</param>
    public static IReadOnlyList<MitigationStep> ReadMitigations(YamlMap map, bool isRequired = true) =>
        [
            .. (isRequired ? map.RequiredMaps("mitigations") : map.Maps("mitigations")).Select(step => new MitigationStep(
                step.Required("action"),
                step.OtherTexts("action")
            )),
        ];

    /// <summary>Reads an action with its time.</summary>
    public static TimedStep ReadStep(YamlMap map) => new(map.Duration("at"), map.Required("action"), map.OtherTexts("at", "action"));

    /// <summary>Reads a change. A change shortly before the fault needs no time of its own.</summary>
    public static ChangeRecord ReadChange(YamlMap map, bool dated)
    {
        var kind = map.Required("kind");
        if (kind.Length > 0 && !ChangeKinds.Contains(kind))
            map.Report("kind", $"There is no kind of change '{kind}'", $"Make it one of: {string.Join(", ", ChangeKinds)}");
        return new ChangeRecord(
            map.Required("id"),
            dated ? map.Duration("ago") : TimeSpan.Zero,
            kind,
            map.Required("title"),
            map.Required("by"),
            map.Text("diff") ?? ""
        );
    }

    /// <summary>Reads a fault and reports invalid options.</summary>
    public static FaultSpec ReadFault(YamlMap map)
    {
        var spec = new FaultSpec(map.Required("kind"), map.OtherTexts("kind", "after"), map.OptionalDuration("after"));
        try
        {
            if (spec.Kind.Length > 0)
                _ = FaultCatalogue.Read(spec);
        }
        catch (BadOptionException bad)
        {
            map.Report("kind", bad.Message.TrimEnd('.'), "Correct the fault's kind and options");
        }
        return spec;
    }
}
