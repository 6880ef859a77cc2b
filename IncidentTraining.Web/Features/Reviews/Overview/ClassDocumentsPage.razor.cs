using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Overview;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Reviews.Overview;

/// <summary>All documents of a class for its staff, with search and filters that stay in the address.</summary>
public partial class ClassDocumentsPage
{
    private MyClass? _class;
    private Actor? _actor;
    private Refusal? _refusal;
    private IReadOnlyList<ListedDocument> _all = [];
    private IReadOnlyList<ListedDocument> _shown = [];

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required ListDocuments ListDocuments { get; init; }

    [Inject]
    public required DocumentKinds Kinds { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Grade { get; set; }

    private DocumentFilter Filter { get; set; } = new();

    private string Counted => _shown.Count == _all.Count
        ? _all.Count == 1 ? "1 document" : $"{_all.Count} documents"
        : $"{_shown.Count} of {_all.Count} documents";

    protected override async Task OnInitializedAsync()
    {
        var viewer = await Viewer.GetAsync();
        (_actor, _class) = (viewer.Actor, viewer.Class);
        if (_class is null)
        {
            _refusal = Refusal.NotFound("You do not belong to a class yet.");
            return;
        }

        ReloadOn<DocumentMoved>(_class.CohortId);
        ReloadOn<GradingRulesChanged>(_class.CohortId);
        await ReloadAsync();
    }

    protected override void OnParametersSet()
    {
        Filter = DocumentFilter.Of(Words, State, Kind, Grade);
        Choose();
    }

    protected override async Task ReloadAsync()
    {
        var outcome = await ListDocuments.RunAsync(_actor!, _class!.CohortId);
        (_all, _refusal) = (outcome.ValueOrDefault ?? [], outcome.Refusal);
        Choose();
    }

    private void Choose() => _shown = [.. _all.Where(document => Filter.Shows(document, KindTitle(document.KindId)))];

    /// <summary>Puts the filter into the address, which shows the documents; the way back does not lead through each letter.</summary>
    private Task ShowAsync(DocumentFilter filter)
    {
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
            {
                ["q"] = string.IsNullOrWhiteSpace(filter.Words) ? null : filter.Words,
                ["state"] = filter.State?.ToString(),
                ["kind"] = filter.KindId,
                ["grade"] = filter.Grade?.ToString(),
            }),
            replace: true);
        return Task.CompletedTask;
    }

    private string KindTitle(string kindId) => Kinds.Find(kindId)?.Title ?? kindId;

    private static string StateName(DocumentState? state) => state switch
    {
        null => "Any",
        DocumentState.InReview => "In review",
        { } one => one.ToString(),
    };

    private static string GradeName(GradeProgress? grade) => grade switch
    {
        null => "Any",
        GradeProgress.Released => "Released",
        GradeProgress.HeldBack => "Held back",
        GradeProgress.SecondMarks => "Waits for second marks",
        _ => "Waits for a moderator",
    };
}
