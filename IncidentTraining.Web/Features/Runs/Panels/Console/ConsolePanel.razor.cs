using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IncidentTraining.Web.Features.Runs.Panels.Console;

/// <summary>The console: read-only commands and actions, typed or chosen.</summary>
public partial class ConsolePanel
{
    private const int LongestLine = 300;

    private IReadOnlyList<string> _choices = [];
    private ElementReference _input;
    private ElementReference _screen;
    private ComponentScript? _script;
    private DotNetObjectReference<ConsolePanel>? _self;
    private Refusal? _refusal;
    private string _line = "";
    private string? _lineInAddress;
    private string _answer = "";

    [Inject]
    public required ApplyAction ApplyAction { get; init; }

    [Inject]
    public required ConsoleScreens Screens { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private ConsoleScreen Screen => Screens.Of(View.RunId);

    // An action that was chosen elsewhere is already filled in; running it remains a decision.
    protected override void OnParametersSet()
    {
        var line = Navigation.QueryValue("line");
        if (line != _lineInAddress)
        {
            _lineInAddress = line;
            _line = line is { Length: > 0 and <= LongestLine } ? $"{line} " : _line;
        }
    }

    protected override IReadOnlyList<ActionDescription> Read(IShopReads shop) => shop.Actions();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = new ComponentScript(Js, Assets["Features/Runs/Panels/Console/ConsolePanel.razor.js"]);
            await _script.StartAsync("watch", _input, _self, View.RunId.ToString());
            // Tab completes only from here on: before, it would have moved the focus out of the field in the middle of a word.
            StateHasChanged();
            await _script.CallAsync("toEnd", _screen);
        }
    }

    /// <summary>Completes a line as far as it is unambiguous, and shows the possibilities if it is not.</summary>
    [JSInvokable]
    public async Task<Completion> CompleteAsync(string line)
    {
        var lines = ConsoleHelp.Complete(Shown ?? [], line);
        IReadOnlyList<string> choices = lines.Count > 1 ? lines : [];
        var text = lines is [var only] && !only.EndsWith('=') ? only + " " : ConsoleHelp.Shared(lines, line);
        var isNew = text != line || (choices.Count > 0 && !choices.SequenceEqual(_choices));
        _choices = choices;
        await InvokeAsync(StateHasChanged);
        return new Completion(text, isNew);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        // Blazor calls only this one if a component has both.
        Dispose();
        if (_script is { } script)
        {
            await script.EndAsync("stop", _input);
        }

        _self?.Dispose();
    }

    private async Task TakeAsync(string choice)
    {
        (_line, _choices) = (choice, []);
        await _input.FocusAsync();
    }

    private async Task RunLineAsync()
    {
        _refusal = null;
        var line = _line.Trim();
        var (name, rest) = line.Split(' ', 2) is [var first, var after] ? (first, after.Trim()) : (line, "");
        if (name == ConsoleHelp.Clear)
        {
            (_line, _choices) = ("", []);
            Screen.Clear();
        }
        else if (name == ConsoleHelp.Help)
        {
            await AnswerAsync(line, ConsoleHelp.About(Shown ?? [], rest));
        }
        else if (ConsoleCommand.All.FirstOrDefault(command => command.Name == name) is { } looks)
        {
            var read = await Window.ReadAsync(shop => looks.Read(shop, View.ShopClock, rest).Take(ConsoleScreen.Most).ToList());
            await AnswerAsync(
                line,
                read is null ? ["The run has ended."]
                    : read.Count == 0 ? ["nothing"]
                    : read
            );
        }
        else if (line.Length > 0 && Shown is { } actions && actions.All(action => action.Name != name))
        {
            _refusal = Refusal.NotFound($"There is no command “{name}”. {ConsoleHelp.Help} lists all commands.");
            await PrintAsync(line, [_refusal.Message], refused: true);
        }
        else if (ConsoleLine.Parse(line) is { Succeeded: true } parsed)
        {
            await RunAsync(parsed.Value);
        }
        else
        {
            _refusal = ConsoleLine.Parse(line).Refusal;
        }
    }

    private async Task RunAsync(ConsoleLine line)
    {
        var text = string.Join(' ', line.Arguments.Select(argument => $"{argument.Key}={argument.Value}").Prepend(line.Action));
        var outcome = await ApplyAction.RunAsync(Actor, new(View.RunId, line.Action, line.Arguments));
        _refusal = outcome.Refusal;
        if (outcome.Succeeded)
        {
            await AnswerAsync(text, [outcome.Value.Text]);
        }
        else
        {
            // The typed text stays in the field for correction.
            await PrintAsync(text, [outcome.Refusal.Message], refused: true);
        }
    }

    private async Task AnswerAsync(string line, IReadOnlyList<string> answer)
    {
        (_line, _choices) = ("", []);
        await PrintAsync(line, answer, refused: false);
    }

    private async Task PrintAsync(string line, IReadOnlyList<string> answer, bool refused)
    {
        var now = await Window.ReadAsync(shop => new Moment(shop.Now));
        Screen.Add(now?.At ?? View.Clock.Now, line, answer, refused);
        _answer = string.Join(' ', answer.Take(3));
        StateHasChanged();
        await (_script?.CallAsync("toEnd", _screen) ?? ValueTask.CompletedTask);
    }

    /// <summary>The effect of the Tab key on a line.</summary>
    /// <param name="Text">The line, completed as far as it is unambiguous.</param>
    /// <param name="IsNew">Whether the key has added or shown something; otherwise it moves the focus to the next element.</param>
    public sealed record Completion(string Text, bool IsNew);

    private sealed record Moment(TimeSpan At);
}
