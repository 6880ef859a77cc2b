using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads the second act of a root cause.</summary>
static class SecondActReader
{
    static readonly TimeSpan Soonest = TimeSpan.FromSeconds(10),
        Latest = TimeSpan.FromMinutes(10);

    /// <summary>Reads it; null when the cause has none.</summary>
    public static SecondAct? Read(YamlMap cause)
    {
        if (cause.Map("second-act") is not { } map)
            return null;
        var line = cause.LineOf("second-act");
        var after = map.Duration("after");
        if (after < Soonest || after > Latest)
            map.Report(
                "after",
                "The second act starts too soon or too late after the first repair",
                $"Choose between {Soonest.TotalSeconds:0}s and {Latest.TotalMinutes:0}m"
            );
        var faults = map.RequiredMaps("faults").Select(RootCauseReader.ReadFault).ToList();
        if (faults.Exists(fault => fault.After is not null))
            map.Report(
                "faults",
                "A fault in a second act has its own start time",
                "Remove its 'after': all faults start when the second act does"
            );
        var act = new SecondAct
        {
            After = after,
            Faults = faults,
            Mitigations = RootCauseReader.ReadMitigations(map),
            Symptoms = SymptomReader.Read(map),
            Diagnosis = TrueFaultReader.Read(map),
            EvidencePath = EvidencePathReader.Read(map, isHealthy: false),
            Line = line,
        };
        if (act.Symptoms.Count == 0)
            cause.Report(
                "second-act",
                "The second act promises no symptom",
                "List under 'symptoms' what it shows; 'by' is the time after its start"
            );
        if (act.Diagnosis is null)
            cause.Report(
                "second-act",
                "The second act has no diagnosis, so claiming it would be wrong",
                "State under 'diagnosis' what failed, how, and what started it"
            );
        if (act.EvidencePath is null)
            cause.Report(
                "second-act",
                "The second act has no evidence path, so its runs would have no reference",
                "Add an 'evidence-path' that starts when it shows"
            );
        return act;
    }
}
