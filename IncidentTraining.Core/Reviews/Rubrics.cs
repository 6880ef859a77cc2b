using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents.Kinds;

namespace IncidentTraining.Core.Reviews;

/// <summary>The rubrics of the content.</summary>
public sealed class Rubrics(ContentFolder folder, DocumentKinds kinds) : IContentRoom
{
    private readonly ContentCatalogue<Rubric> _rubrics = new(
        folder,
        name: "rubrics",
        below: "rubrics",
        pattern: "*.yaml;*.yml",
        Read,
        rubric => rubric.Id
    );

    /// <inheritdoc/>
    public string Name => _rubrics.Name;

    /// <summary>Returns the rubric with the id; null when there is none.</summary>
    public Rubric? Find(string id) => _rubrics.Find(id);

    /// <summary>The problems in the files, and every document kind whose rubric is missing.</summary>
    public IReadOnlyList<ContentProblem> Check() =>
        [
            .. _rubrics.Current.Problems,
            .. kinds
                .Files.Current.Entries.Where(entry =>
                    Find(entry.Item.RubricId) is null && !_rubrics.Current.Broken.Any(file => file.IsMeantBy(entry.Item.RubricId))
                )
                .Select(entry => new ContentProblem(
                    entry.File,
                    entry.LineOf("rubric"),
                    $"The rubric '{entry.Item.RubricId}' does not exist",
                    "Add it under content/rubrics, or name an existing one; until then documents of this kind are returned or accepted without points"
                )),
        ];

    private static Rubric Read(ContentFile file)
    {
        var root = file.Yaml();
        var criteria = root.RequiredMaps("criteria");
        foreach (var twice in criteria.GroupBy(criterion => criterion.Text("id")).SelectMany(same => same.Skip(1)))
        {
            twice.Report("id", $"The criterion '{twice.Text("id")}' appears twice", "Give each criterion a unique id");
        }

        return new Rubric(root.Required("id"), root.Required("title"), [.. criteria.Select(ReadCriterion)]);
    }

    private static Criterion ReadCriterion(YamlMap map)
    {
        var levels = map.RequiredMaps("levels");
        var criterion = new Criterion(
            map.Required("id"),
            map.Required("title"),
            map.Int("weight", 1, 100),
            [.. levels.Select(level => new CriterionLevel(level.Int("points", 0, 100), level.Required("title"), level.Required("text")))]
        );
        if (levels.Any(level => level.IsUnfit("points")))
        {
            return criterion;
        }

        var points = criterion.Levels.Select(level => level.Points).ToList();
        if (!points.SequenceEqual(points.Distinct().Order()))
        {
            map.Report("levels", "The levels' points do not increase", "Order them from the fewest points to the most");
        }
        else if (points.Count > 0 && points[^1] != criterion.Weight)
        {
            map.Report("weight", $"The weight is {criterion.Weight}, but the best level has {points[^1]} points", "Make them the same");
        }

        return criterion;
    }
}
