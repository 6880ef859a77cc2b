using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.RunbookTrials;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Documents.Listing;

/// <summary>Lists a person's documents in a class, and creates new ones. Filters and sort order are in the address.</summary>
public partial class DocumentsPage
{
    private IReadOnlyList<MyDocument> _all = [];
    private IReadOnlyList<MyDocument> _shown = [];
    private IReadOnlyList<string> _kinds = [];
    private IReadOnlyList<DocumentState> _states = [];
    private IReadOnlyList<OfferedRunbook> _offered = [];
    private IReadOnlyList<ListedSample> _samples = [];
    private IReadOnlyDictionary<Guid, int> _comments = new Dictionary<Guid, int>();
    private bool _isRead;

    [Inject]
    public required MyDocuments MyDocuments { get; init; }

    [Inject]
    public required DocumentKinds Kinds { get; init; }

    [Inject]
    public required OfferRunbook OfferRunbook { get; init; }

    [Inject]
    public required MarkSample MarkSample { get; init; }

    [Inject]
    public required ReadPeerComments ReadPeerComments { get; init; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    private DocumentState? ShownState => Enum.TryParse<DocumentState>(State, out var state) && Enum.IsDefined(state) ? state : null;

    protected override void Watch()
    {
        ReloadOn<DocumentMoved>(Class!.CohortId);
        ReloadOn<GradingRulesChanged>(Class.CohortId);
        ReloadOn<MarksChanged>(Class.CohortId);
        ReloadOn<PeerCommentsChanged>(Class.CohortId);
        ReloadOn<WritersChanged>(Actor.PersonId);
    }

    protected override void OnParametersSet() => Choose();

    protected override async Task ReloadAsync()
    {
        var cohortId = Class!.CohortId;
        _all = await MyDocuments.RunAsync(Actor, cohortId);
        _samples = await MarkSample.ListAsync(Actor, cohortId);
        _comments = await ReadPeerComments.CountAsync(Actor, cohortId);
        _offered = await OfferRunbook.OfOthersAsync(Actor, cohortId);
        _kinds =
        [
            .. Kinds
                .All.Select(kind => kind.Id)
                .Union(_all.Select(document => document.KindId))
                .Where(kind => _all.Any(document => document.KindId == kind)),
        ];
        _states = [.. _all.Select(document => document.State).Distinct().Order()];
        _isRead = true;
        Choose();
    }

    private void Choose() =>
        _shown = [
            .. _all.Where(document =>
                (Kind is null || document.KindId == Kind) && (ShownState is not { } state || document.State == state)
            ),
        ];

    private string With(string part, string? value) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [part] = value, ["page"] = null });

    // A kind that is no longer in the content may still have documents.
    private string TitleOf(string kindId) => Kinds.Find(kindId)?.Title ?? "Other";

    private static string Article(string title) => "AEIO".Contains(title[0], StringComparison.Ordinal) ? "an" : "a";

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
