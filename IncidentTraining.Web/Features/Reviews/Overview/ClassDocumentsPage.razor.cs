using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Reviews.Overview;
using IncidentTraining.Core.Reviews.Settings;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Reviews.Overview;

/// <summary>Lists all documents of a class for its staff, with search and filters stored in the address.</summary>
public partial class ClassDocumentsPage
{
    private bool _isRead;
    private IReadOnlyList<ListedDocument> _all = [];
    private IReadOnlyList<ListedDocument> _shown = [];

    [Inject]
    public required ListDocuments ListDocuments { get; init; }

    [Inject]
    public required DocumentKinds Kinds { get; init; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Grade { get; set; }

    private DocumentFilter Filter { get; set; } = new();

    private string Counted =>
        _shown.Count == _all.Count
            ? _all.Count == 1
                ? "1 document"
                : $"{_all.Count} documents"
            : $"{_shown.Count} of {_all.Count} documents";

    protected override void Watch()
    {
        ReloadOn<DocumentMoved>(Class!.CohortId);
        ReloadOn<GradingRulesChanged>(Class.CohortId);
    }

    protected override void OnParametersSet()
    {
        Filter = DocumentFilter.Of(Words, State, Kind, Grade);
        Choose();
    }

    protected override async Task ReloadAsync()
    {
        var outcome = await ListDocuments.RunAsync(Actor, Class!.CohortId);
        (_all, Refusal, _isRead) = (outcome.ValueOrDefault ?? [], outcome.Refusal, outcome.Succeeded);
        Choose();
    }

    private void Choose() => _shown = [.. _all.Where(document => Filter.Shows(document, KindTitle(document.KindId)))];

    /// <summary>Stores the filter in the address, which updates the list; typing does not add an entry to the browser history per
    /// letter.</summary>
    private void Show(DocumentFilter filter) =>
        ShowInAddress(
            new Dictionary<string, object?>
            {
                ["q"] = string.IsNullOrWhiteSpace(filter.Words) ? null : filter.Words,
                ["state"] = filter.State?.ToString(),
                ["kind"] = filter.KindId,
                ["grade"] = filter.Grade?.ToString(),
                ["page"] = null,
            }
        );

    private string KindTitle(string kindId) => Kinds.Find(kindId)?.Title ?? kindId;

    private static string StateName(DocumentState? state) =>
        state switch
        {
            null => "Any",
            DocumentState.InReview => "In review",
            { } one => one.ToString(),
        };

    private static string GradeName(GradeProgress? grade) =>
        grade switch
        {
            null => "Any",
            GradeProgress.Released => "Released",
            GradeProgress.HeldBack => "Held back",
            GradeProgress.SecondMarks => "Needs second marks",
            _ => "Needs a moderator",
        };
}
