using System.Globalization;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Documents;

/// <summary>The versions of a document: the changes in one, the differences between two, a whole text. The choice is in the
/// address.</summary>
public partial class HistoryPage
{
    private DocumentView? _document;
    private IReadOnlyList<HistoryLine> _lines = [];
    private DocumentBody? _text;
    private Comparison? _comparison;
    private Refusal? _refused;
    private (int?, int?, bool)? _chosen;

    /// <summary>The document.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required ReadDocument ReadDocument { get; init; }

    [Inject]
    public required ReadHistory ReadHistory { get; init; }

    [Inject]
    public required CompareVersions CompareVersions { get; init; }

    [Inject]
    public required RestoreVersion RestoreVersion { get; init; }

    [Inject]
    public required DocumentKinds Kinds { get; init; }

    [SupplyParameterFromQuery]
    private int? Version { get; set; }

    [SupplyParameterFromQuery]
    private int? Against { get; set; }

    [SupplyParameterFromQuery]
    private bool Whole { get; set; }

    protected override bool NeedsClass => false;

    private HistoryLine? Shown => _lines.FirstOrDefault(line => line.Number == Version);

    /// <summary>The document's current version; texts that lost an edit conflict are not considered.</summary>
    private int Present => _lines.First(line => line.Reason is not VersionReason.SetAside).Number;

    private string View =>
        this switch
        {
            { Whole: true } or { Version: 1, Against: null } => "whole",
            { Against: null } => "before",
            _ when Against == Present => "now",
            _ when Against == Version - 1 => "before",
            _ => "pair",
        };

    // The initial choice: from the first version to the current one.
    private int Earlier => _comparison?.Older ?? _lines[^1].Number;

    private int Later => _comparison?.Newer ?? Present;

    protected override void Watch()
    {
        ReloadOn<DocumentWritten>(Id);
        ReloadOn<DocumentMoved>(Id);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_document is not null && _chosen != (Version, Against, Whole))
        {
            _refused = null;
            await ShowAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        var lines = await ReadHistory.LinesAsync(Actor, Id);
        var document = await ReadDocument.RunAsync(Actor, Id);
        Refusal = lines.Refusal ?? document.Refusal;
        (_lines, _document) = (lines.ValueOrDefault ?? [], document.ValueOrDefault);
        if (Refusal is null)
        {
            await ShowAsync();
        }
    }

    private async Task ShowAsync()
    {
        _chosen = (Version, Against, Whole);
        (_text, _comparison) = (null, null);
        if (Version is not { } number)
        {
            return;
        }

        if (View is "whole")
        {
            var text = await ReadHistory.TextAsync(Actor, Id, number);
            (_text, _refused) = (text.ValueOrDefault, text.Refusal ?? _refused);
            return;
        }

        var compared = await CompareVersions.OwnAsync(Actor, Id, number, Against ?? number - 1);
        (_comparison, _refused) = (compared.ValueOrDefault, compared.Refusal ?? _refused);
    }

    private void Compare(int earlier, int later) =>
        ShowInAddress(
            new Dictionary<string, object?>
            {
                ["version"] = Math.Max(earlier, later),
                ["against"] = Math.Min(earlier, later),
                ["whole"] = null,
            }
        );

    private async Task RestoreAsync(int number)
    {
        var outcome = await RestoreVersion.RunAsync(Actor, new RestoreVersion.Input(Id, number, _document!.Version));
        _refused = outcome.Refusal;
        if (outcome.Succeeded)
        {
            Navigation.NavigateTo(DocumentPaths.One(Id), forceLoad: true);
        }
    }

    private static int NumberOf(ChangeEventArgs change) => int.Parse((string)change.Value!, CultureInfo.InvariantCulture);

    private static string Words(VersionReason reason) =>
        reason switch
        {
            VersionReason.Started => "Created",
            VersionReason.Written => "Edited",
            VersionReason.Submitted => "Submitted",
            VersionReason.Restored => "Restored",
            _ => "Set aside",
        };

    private static string Size(int bytes) => bytes < 1024 ? $"{bytes} bytes" : $"{bytes / 1024.0:0.#} KB";
}
