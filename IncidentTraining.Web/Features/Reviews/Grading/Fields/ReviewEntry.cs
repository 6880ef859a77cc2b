using System.Globalization;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Web.Components.Shared;

namespace IncidentTraining.Web.Features.Reviews.Grading.Fields;

/// <summary>A grader's entries for a document, and the stored review that they are based on.</summary>
public sealed class ReviewEntry
{
    private readonly Dictionary<string, EnteredField> _levels = [];
    private readonly Dictionary<string, EnteredField> _reasons = [];
    private readonly Dictionary<string, EnteredField> _sections = [];
    private readonly Rubric? _rubric;

    /// <param name="rubric">The rubric; null when the kind has none.</param>
    /// <param name="sections">The sections of the document.</param>
    public ReviewEntry(Rubric? rubric, IReadOnlyList<SectionShape> sections)
    {
        _rubric = rubric;
        foreach (var criterion in rubric?.Criteria ?? [])
        {
            _levels[criterion.Id] = new($"level-{criterion.Id}", $"{criterion.Title}: mark");
            _reasons[criterion.Id] = new($"mark-comment-{criterion.Id}", $"{criterion.Title}: comment");
        }

        foreach (var section in sections)
        {
            _sections[section.Id] = new($"comment-{section.Id}", $"On {section.Title}");
        }
    }

    /// <summary>The version of the stored review that the fields know; 0 before it is started.</summary>
    public int Version { get; private set; }

    /// <summary>The message to the author.</summary>
    public EnteredField Summary { get; } = new("summary", "To the author");

    /// <summary>All fields.</summary>
    public IEnumerable<EnteredField> Fields => [.. _levels.Values, .. _reasons.Values, .. _sections.Values, Summary];

    /// <summary>Whether the person must choose between two values.</summary>
    public bool IsDisputed => Fields.Any(one => one.IsDisputed);

    /// <summary>Whether there is something to save.</summary>
    public bool IsDirty => Fields.Any(one => one.ToSave != one.Stored);

    /// <summary>The points of the chosen levels.</summary>
    public int Points => _rubric?.Criteria.Sum(criterion => LevelOf(criterion) is { } level ? criterion.Levels[level].Points : 0) ?? 0;

    /// <summary>The criteria without a level.</summary>
    public int Open => _rubric?.Criteria.Count(criterion => LevelOf(criterion) is null) ?? 0;

    /// <summary>The field of a criterion's level: its index, or empty while it is open.</summary>
    public EnteredField Level(string criterionId) => _levels[criterionId];

    /// <summary>The field of a criterion's comment.</summary>
    public EnteredField Reason(string criterionId) => _reasons[criterionId];

    /// <summary>The field of the comment on a section.</summary>
    public EnteredField Section(string sectionId) => _sections[sectionId];

    /// <summary>The chosen level of a criterion; null while it is open.</summary>
    public int? LevelOf(Criterion criterion) =>
        Parse(Level(criterion.Id).Text) is { } level && level < criterion.Levels.Count ? level : null;

    /// <summary>Accepts a stored review, unless the fields are based on a later one.</summary>
    public void Follow(ReviewNotes notes, int version)
    {
        if (version < Version)
        {
            return;
        }

        Version = version;
        foreach (var (id, field) in _levels)
        {
            field.Follow(notes.Mark(id).Level?.ToString(CultureInfo.InvariantCulture) ?? "");
            _reasons[id].Follow(notes.Mark(id).Comment);
        }

        foreach (var (id, field) in _sections)
        {
            field.Follow(notes.SectionComments.GetValueOrDefault(id) ?? "");
        }

        Summary.Follow(notes.Summary);
    }

    /// <summary>Starts with the review of another submission: typed text stays, with nothing stored.</summary>
    public void BeginAnew()
    {
        Version = 0;
        foreach (var field in Fields)
        {
            field.Follow("");
        }
    }

    /// <summary>The notes for the next save. For values in dispute the stored ones are sent.</summary>
    public ReviewNotes ToSave() =>
        new ReviewNotes(
            _levels.ToDictionary(level => level.Key, level => new CriterionMark(Parse(level.Value.ToSave), _reasons[level.Key].ToSave)),
            _sections.ToDictionary(section => section.Key, section => section.Value.ToSave),
            Summary.ToSave
        ).Tidied();

    /// <summary>Records what is being sent; call the result once it is stored, with its version.</summary>
    public Action<int> Send()
    {
        var sent = Fields.Where(field => !field.IsDisputed).Select(field => (Field: field, Value: field.Text)).ToList();
        return version =>
        {
            foreach (var (field, value) in sent.Where(one => !one.Field.IsDisputed))
            {
                field.WasSaved(value);
            }

            Version = version;
        };
    }

    /// <summary>Fills in an earlier mark; an existing comment is kept.</summary>
    public void Take(string criterionId, CriterionMark earlier)
    {
        Level(criterionId).Enter(earlier.Level?.ToString(CultureInfo.InvariantCulture));
        if (Reason(criterionId).Text.Length == 0)
        {
            Reason(criterionId).Enter(earlier.Comment);
        }
    }

    /// <summary>Shows the stored values.</summary>
    public void Reset()
    {
        foreach (var field in Fields)
        {
            field.TakeStored();
        }
    }

    /// <summary>The entries that are not stored, for copying.</summary>
    public IEnumerable<UnsavedText> Unsaved =>
        Fields
            .Where(one => one.IsChanged && one.Text.Length > 0)
            .Select(one => new UnsavedText(one.Id, one.From, one.Text, $"{one.Title}: {Words(one)}"));

    private string Words(EnteredField field) =>
        _rubric?.Criteria.FirstOrDefault(criterion => Level(criterion.Id) == field) is { } marked && LevelOf(marked) is { } level
            ? marked.Levels[level].Title
            : field.Text;

    private static int? Parse(string level) => int.TryParse(level, CultureInfo.InvariantCulture, out var index) ? index : null;
}
