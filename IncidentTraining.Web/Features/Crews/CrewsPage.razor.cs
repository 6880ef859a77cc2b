using System.Globalization;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IncidentTraining.Web.Features.Crews;

/// <summary>The page on which the staff form the crews of a class: drawn, balanced or by hand, and saved.</summary>
public sealed partial class CrewsPage
{
    private readonly Dictionary<Guid, ElementReference> _places = [];
    private CrewBoard? _board;
    private CrewDraft? _draft;
    private MudDropContainer<CrewCandidate>? _container;
    private CrewMethod _method = CrewMethod.Random;
    private int _size = 4;
    private string _pageId = "";
    private bool _drawn;
    private bool _isBehind;
    private IReadOnlyList<IReadOnlyList<Guid>> _refused = [];
    private int _version;
    private Guid? _moved;
    private Refusal? _refusal;
    private string? _said;

    /// <summary>The class.</summary>
    [Parameter]
    public Guid CohortId { get; set; }

    protected override bool NeedsClass => false;

    private bool IsChanged => !_draft!.IsSameAs(_board!.Crews);

    private string CountingNow =>
        _board!.Crews.Count switch
        {
            0 => "Trainees form their own crews.",
            var count =>
                $"{(count == 1 ? "1 crew counts" : $"{count} crews count")} for {(_board.PageId is null ? "every lab" : LabTitle(_board.PageId))}.",
        };

    /// <summary>How much the crews differ, if they were balanced by something.</summary>
    private string SpreadWords
    {
        get
        {
            var (method, people) = (_draft!.Method, _board!.Candidates.ToDictionary(person => person.PersonId));
            var averages = _draft
                .Crews.Select(crew => CrewDraw.AverageOf(crew.Select(person => people[person].ScoreBy(method))))
                .OfType<double>()
                .ToList();
            return averages.Count < 2
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Crew averages range from {Score(averages.Min())} to {Score(averages.Max())}."
                );

            string Score(double average) =>
                method is CrewMethod.PreTest
                    ? average.ToString("0", CultureInfo.InvariantCulture) + " %"
                    : (average + 1).ToString("0.0", CultureInfo.InvariantCulture) + " of 3";
        }
    }

    protected override void Watch()
    {
        ReloadOn<CrewsChanged>(CohortId);
        ReloadOn<ClassChanged>(CohortId);
    }

    protected override async Task ReloadAsync()
    {
        var outcome = await FormCrews.ReadAsync(Actor, CohortId);
        var isUntouched = _draft is null || _board is null || !IsChanged;
        (_board, Refusal) = (outcome.ValueOrDefault, outcome.Refusal);
        if (_board is null)
        {
            return;
        }

        if (isUntouched)
        {
            ShowCurrent();
        }

        _draft!.Keep(_board.Candidates.Select(person => person.PersonId));
        _container?.Refresh();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_moved is { } person && _places.TryGetValue(person, out var place))
        {
            // The person has a new row in the other crew: the focus follows the person.
            _moved = null;
            await place.FocusAsync();
        }
    }

    private void ShowCurrent() =>
        (_draft, _version, _pageId, _drawn, _isBehind, _refusal) = (
            CrewDraft.Of(_board!.Crews, _board.Method),
            _board.Version,
            _board.PageId ?? "",
            false,
            false,
            null
        );

    private async Task DrawAsync()
    {
        var outcome = await FormCrews.DrawAsync(Actor, CohortId, new(_method, _size));
        (_refusal, _said) = (outcome.Refusal, null);
        if (outcome.Succeeded)
        {
            (_draft, _drawn) = (CrewDraft.Of(outcome.Value.Crews, _method), true);
            _container?.Refresh();
        }
    }

    private async Task KeepAsync(IReadOnlyList<IReadOnlyList<Guid>> crews)
    {
        var outcome = await FormCrews.KeepAsync(
            Actor,
            CohortId,
            new(_version, _draft!.Method, crews, _pageId.Length == 0 ? null : _pageId)
        );
        _refusal = outcome.Refusal;
        await ReadAgainAsync();
        (_isBehind, _refused) = (!outcome.Succeeded && _board?.Version != _version, crews);
        if (outcome.Succeeded && _board is not null)
        {
            ShowCurrent();
            _said = crews.Count == 0 ? "Trainees now form their own crews." : "The crews are saved. Labs now start with them.";
        }

        _container?.Refresh();
    }

    private Task KeepInsteadAsync()
    {
        // The refused crews, which may differ from those on the board: the request may have been to keep no crews at all.
        _version = _board!.Version;
        return KeepAsync(_refused);
    }

    private async Task ReadAgainAsync()
    {
        var outcome = await FormCrews.ReadAsync(Actor, CohortId);
        (_board, Refusal) = (outcome.ValueOrDefault, outcome.Refusal);
        _draft!.Keep(_board?.Candidates.Select(person => person.PersonId) ?? []);
    }

    private async Task DropPreviewAsync()
    {
        await ReadAgainAsync();
        ShowCurrent();
        _said = null;
        _container?.Refresh();
    }

    private Task DropAsync(MudItemDropInfo<CrewCandidate> dropped)
    {
        Move(dropped.Item!, int.Parse(dropped.DropzoneIdentifier, CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    private Task MoveAsync(CrewCandidate person, ChangeEventArgs change)
    {
        Move(person, int.Parse((string)change.Value!, CultureInfo.InvariantCulture));
        _moved = person.PersonId;
        return Task.CompletedTask;
    }

    private void Move(CrewCandidate person, int crew)
    {
        (_said, _refusal) = _draft!.Move(person.PersonId, crew)
            ? (crew == 0 ? $"{person.Name} is no longer in a crew." : $"{person.Name} is now in crew {crew}.", (Refusal?)null)
            : (null, Refusal.Conflict($"Crew {crew} is full: {CrewDraw.Largest} people. {person.Name} stays where they were."));
        _container?.Refresh();
    }

    private void AddCrew()
    {
        _draft!.Add();
        _container?.Refresh();
    }

    private async Task SetAsync(CrewCandidate person, ChangeEventArgs change)
    {
        var level = Enum.TryParse<Experience>((string?)change.Value, out var chosen) ? chosen : (Experience?)null;
        var outcome = await SetExperience.RunAsync(Actor, CohortId, person.PersonId, level);
        (_refusal, _said) = (
            outcome.Refusal,
            outcome.Succeeded
                ? $"The experience of {person.Name} is {(level is null ? "not set" : level.Value.ToString().ToLowerInvariant())}."
                : null
        );
    }

    private string Counted(int crew) =>
        _draft!.PeopleOf(crew).Count switch
        {
            1 => "1 person",
            var many => $"{many} people",
        };

    private string Known(CrewCandidate person) =>
        string.Join(
            ", ",
            new[]
            {
                person.PreTest is { } result ? $"quiz {result.ToString("0", CultureInfo.InvariantCulture)} %" : null,
                person.Level?.ToString().ToLowerInvariant(),
            }.OfType<string>()
        );

    private string LabTitle(string? pageId) =>
        string.IsNullOrEmpty(pageId) ? "Every lab of the day" : _board!.Labs.FirstOrDefault(lab => lab.PageId == pageId)?.Title ?? pageId;

    private static string Words(CrewMethod method) =>
        method switch
        {
            CrewMethod.Random => "At random",
            CrewMethod.PreTest => "Balanced by quiz result",
            CrewMethod.Experience => "Balanced by experience",
            _ => "By hand",
        };
}
