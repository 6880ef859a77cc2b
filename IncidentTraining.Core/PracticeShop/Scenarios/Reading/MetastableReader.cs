using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads how a root cause outlasts its trigger.</summary>
static class MetastableReader
{
    static readonly TimeSpan Latest = TimeSpan.FromMinutes(15);

    /// <summary>Reads it; null when the cause is not described as metastable.</summary>
    public static MetastableOutage? Read(YamlMap cause)
    {
        if (cause.Map("metastable") is not { } map)
            return null;
        var overBy = map.Duration("over-by");
        if (overBy > Latest)
            map.Report("over-by", "The trigger of a metastable outage lasts too long", $"Choose at most {Latest.TotalMinutes:0}m");
        var recoveries = map.RequiredMaps("recoveries").Select(ReadRecovery).ToList();
        ScenarioReader.Unique(map, "recoveries", recoveries.Select(recovery => recovery.Id));
        return new MetastableOutage(overBy, recoveries, cause.LineOf("metastable"));
    }

    static Recovery ReadRecovery(YamlMap map)
    {
        var steps = map.RequiredMaps("steps")
            .Select(step => new TimedStep(step.Duration("after"), step.Required("action"), step.OtherTexts("after", "action")))
            .ToList();
        for (var i = 1; i < steps.Count; i++)
        {
            if (steps[i].At < steps[i - 1].At)
                map.Report("steps", "The times of 'steps' do not rise", "Order its steps by 'after'");
        }

        return new Recovery(map.Required("id"), steps);
    }
}
