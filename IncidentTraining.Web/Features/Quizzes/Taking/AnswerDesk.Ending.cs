using System.Data.Common;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Paths;
using Microsoft.JSInterop;
using MudBlazor;

namespace IncidentTraining.Web.Features.Quizzes.Taking;

/// <summary>The ways to the end of an attempt, and the work that happens outside of an event. Each end begins with a save.</summary>
public partial class AnswerDesk
{
    private Task LockAsync()
    {
        _sheet!.IsLocked = true;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task AskToFinishAsync(string? said = null)
    {
        var parameters = new DialogParameters<FinishDialog>
        {
            { dialog => dialog.Sheet, _sheet! },
            { dialog => dialog.Said, said },
            { dialog => dialog.Submit, HandInAsync },
        };
        var shown = await Dialogs.ShowAsync<FinishDialog>("Submit the quiz?", parameters);
        if (await shown.Result is { Canceled: false, Data: int and > 0 and var number })
        {
            _goTo = number;
            StateHasChanged();
        }
    }

    /// <summary>Submits the quiz and leads to the result; returns why not, or null.</summary>
    private async Task<string?> HandInAsync()
    {
        await _sheet!.Saver.SaveAsync();
        if ((await UnsavedInBrowserAsync()).Count > 0)
        {
            // What was entered while the connection was away has arrived with the answer.
            await _sheet.Saver.SaveAsync();
        }

        if (_sheet.Hindrance([.. _sheet.Unsaved.Union(await UnsavedInBrowserAsync())]) is { } hindrance)
        {
            return hindrance;
        }

        var submitted = await SubmitAttempt.RunAsync(Actor, AttemptId);
        if (submitted.Succeeded)
        {
            GoToResult();
        }

        return submitted.Refusal?.Message;
    }

    private async Task<IReadOnlyCollection<int>> UnsavedInBrowserAsync()
    {
        try
        {
            return await (_script?.AskAsync<int[]>("unsaved", Id) ?? ValueTask.FromResult<int[]?>(null)) ?? [];
        }
        catch (Exception gone) when (gone is JSDisconnectedException or TaskCanceledException)
        {
            // Nothing is known of its fields: the person submits when the connection is back.
            return [.. _sheet!.Entries.Select(entry => entry.Number)];
        }
    }

    private void GoToResult() => Navigation.NavigateTo(QuizPaths.Result(AttemptId), replace: true);

    private async Task<Outcome<SaveAnswer.Answer>?> StoreAsync(SaveAnswer.Input input)
    {
        try
        {
            return await SaveAnswer.RunAsync(Actor, input);
        }
        catch (Exception failure) when (failure is DbException || failure.InnerException is DbException)
        {
            LogNotSaved(Logger, failure, AttemptId);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "An answer of quiz attempt {AttemptId} could not be stored; it is tried again.")]
    private static partial void LogNotSaved(ILogger logger, Exception failure, Guid attemptId);
}
