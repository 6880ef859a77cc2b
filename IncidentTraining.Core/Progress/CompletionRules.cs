using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Progress;

/// <summary>What a criterion of lab completion counts.</summary>
public enum CriterionKind
{
    /// <summary>Incidents with different causes to which the person contributed.</summary>
    Incidents,

    /// <summary>Runs in which the required response steps were completed.</summary>
    Procedures,

    /// <summary>Post-incident reviews.</summary>
    Review,

    /// <summary>Communication documents.</summary>
    Communication,

    /// <summary>Runbooks that recovered every shop of a trial, each for a different lab.</summary>
    Runbooks,
}

/// <summary>A response step that <see cref="CriterionKind.Procedures"/> can require.</summary>
public enum ProcedureStep
{
    /// <summary>A finding was stated or a diagnosis with a true fault declared before the resolution.</summary>
    Finding,

    /// <summary>The final severity matched the measured impact.</summary>
    Severity,

    /// <summary>Updates were published and no update deadline was missed.</summary>
    Communication,

    /// <summary>The resolution was verified.</summary>
    Verification,
}

/// <summary>The rule for one criterion.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Title">The criterion in the specification's wording.</param>
/// <param name="Needed">The number required.</param>
/// <param name="Next">What to do next, as a complete sentence.</param>
/// <param name="Path">The path of the page for it.</param>
/// <param name="MinimumWords">The minimum number of words that the portal did not fill in, repeated text counted once; 0 for none.</param>
/// <param name="Steps">The steps of <see cref="CriterionKind.Procedures"/>; empty for other kinds.</param>
public sealed record CriterionRule(
    CriterionKind Kind,
    string Title,
    int Needed,
    string Next,
    string Path,
    int MinimumWords,
    IReadOnlyList<ProcedureStep> Steps
);

/// <summary>The rules of a training day, or the default rules.</summary>
/// <param name="Id">The day's id, or <see cref="CompletionRules.Default"/>.</param>
/// <param name="Criteria">The criteria in order.</param>
public sealed record RuleSet(string Id, IReadOnlyList<CriterionRule> Criteria);

/// <summary>The rules of lab completion, from <c>content/completion</c>.</summary>
public sealed class CompletionRules(ContentFolder folder)
{
    /// <summary>The id of the rules for days without their own.</summary>
    public const string Default = "default";

    /// <summary>The rule files and their problems.</summary>
    public ContentCatalogue<RuleSet> Files { get; } =
        new(folder, "completion rules", "completion", "*.yaml;*.yml", Read, rules => rules.Id);

    /// <summary>Returns the rules of a day; null when the content has neither its own nor default rules.</summary>
    public IReadOnlyList<CriterionRule> For(string dayId) => (Files.Find(dayId) ?? Files.Find(Default))?.Criteria ?? [];

    private static RuleSet Read(ContentFile file)
    {
        var root = file.Yaml();
        var criteria = root.RequiredMaps("criteria");
        var rules = criteria.Select(Read).ToList();
        foreach (var (map, rule) in criteria.Zip(rules).GroupBy(pair => pair.Second.Kind).SelectMany(same => same.Skip(1)))
        {
            map.Report("id", $"The criterion '{map.Text("id")}' appears twice", "Remove one of them");
        }

        return new RuleSet(root.Required("id"), rules);
    }

    private static CriterionRule Read(YamlMap map)
    {
        var kind = map.OneOf<CriterionKind>("id");
        return new CriterionRule(
            kind,
            map.Required("title"),
            map.Int("needed", 1, 20),
            map.Required("next"),
            map.Required("path"),
            kind is CriterionKind.Incidents or CriterionKind.Procedures ? 0 : map.Int("minimum-words", 0, 10_000),
            kind is CriterionKind.Procedures ? Steps(map) : []
        );
    }

    private static IReadOnlyList<ProcedureStep> Steps(YamlMap map)
    {
        var steps = map.List("steps");
        if (steps.Count == 0)
        {
            map.Report(
                "steps",
                "The criterion requires no step, so every run would meet it",
                "Name one or more of: finding, severity, communication, verification"
            );
        }

        return [.. steps.Select(step => step.AsOneOf<ProcedureStep>())];
    }
}
