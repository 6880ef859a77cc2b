using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Progress;

/// <summary>What a criterion of the lab completion counts.</summary>
public enum CriterionKind
{
    /// <summary>Incidents on different causes to which the person contributed.</summary>
    Incidents,

    /// <summary>Runs in which the response steps were done.</summary>
    Procedures,

    /// <summary>Post-incident reviews.</summary>
    Review,

    /// <summary>Communication documents.</summary>
    Communication,

    /// <summary>Runbooks that recovered their shops, each for another lab.</summary>
    Runbooks,
}

/// <summary>A response step that a run must have for <see cref="CriterionKind.Procedures"/>.</summary>
public enum ProcedureStep
{
    /// <summary>The last severity fitted the measured impact.</summary>
    Severity,

    /// <summary>Updates were published and their cadence was not missed.</summary>
    Communication,

    /// <summary>The resolution was verified.</summary>
    Verification,
}

/// <summary>The rule of one criterion.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Title">The criterion in the specification's words.</param>
/// <param name="Needed">How many it takes.</param>
/// <param name="Next">What to do next, as a whole sentence.</param>
/// <param name="Path">Where to do it.</param>
/// <param name="MinimumWords">The fewest words of a document that the portal did not fill in; 0 for none.</param>
/// <param name="Steps">The steps of <see cref="CriterionKind.Procedures"/>; empty for other kinds.</param>
public sealed record CriterionRule(CriterionKind Kind, string Title, int Needed, string Next, string Path, int MinimumWords, IReadOnlyList<ProcedureStep> Steps);

/// <summary>The rules of a training day, or the default ones.</summary>
/// <param name="Id">The day's id, or <see cref="CompletionRules.Default"/>.</param>
/// <param name="Criteria">The criteria in their order.</param>
public sealed record RuleSet(string Id, IReadOnlyList<CriterionRule> Criteria);

/// <summary>The rules of the lab completion, from <c>content/completion</c>.</summary>
public sealed class CompletionRules(ContentFolder folder)
{
    /// <summary>The rules of a day without rules of its own.</summary>
    public const string Default = "default";

    /// <summary>The files with their problems.</summary>
    public ContentCatalogue<RuleSet> Files { get; } = new(folder, "completion rules", "completion", "*.yaml;*.yml", Read, rules => rules.Id);

    /// <summary>The rules of a day; none when the content has neither its own nor default ones.</summary>
    public IReadOnlyList<CriterionRule> For(string dayId) => (Files.Find(dayId) ?? Files.Find(Default))?.Criteria ?? [];

    private static RuleSet Read(ContentFile file)
    {
        var root = file.Yaml();
        var criteria = root.RequiredMaps("criteria");
        var rules = criteria.Select(Read).ToList();
        foreach (var (map, rule) in criteria.Zip(rules).GroupBy(pair => pair.Second.Kind).SelectMany(same => same.Skip(1)))
        {
            map.Report("id", $"The criterion '{map.Text("id")}' is there twice", "Take one of them out");
        }

        return new RuleSet(root.Required("id"), rules);
    }

    private static CriterionRule Read(YamlMap map)
    {
        var kind = map.OneOf<CriterionKind>("id");
        return new CriterionRule(
            kind, map.Required("title"), map.Int("needed", 1, 20), map.Required("next"), map.Required("path"),
            kind is CriterionKind.Incidents or CriterionKind.Procedures ? 0 : map.Int("minimum-words", 0, 10_000),
            kind is CriterionKind.Procedures ? Steps(map) : []);
    }

    private static IReadOnlyList<ProcedureStep> Steps(YamlMap map)
    {
        var steps = map.List("steps");
        if (steps.Count == 0)
        {
            map.Report("steps", "The criterion asks for no step, so every run would meet it", "Name some of: severity, communication, verification");
        }

        return [.. steps.Select(step => step.AsOneOf<ProcedureStep>())];
    }
}
