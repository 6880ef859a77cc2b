using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.Reviews.Grading;

/// <summary>The transitions from the desk to the next document. Each begins with a save, and the page stays if it fails.</summary>
public partial class GradingDesk
{
    private Task SaveNextAsync() =>
        LeaveAsync("saved", async () =>
            await _desk!.Saver.SaveAsync()
                ? Outcome.Done
                : Refusal.Conflict("The review could not be saved. See the status above the rubric.")
        );

    private Task DecideAsync(ReviewDecision decision) =>
        LeaveAsync(decision is ReviewDecision.Accepted ? "accepted" : "returned", async () => await _desk!.Saver.SaveAsync() is false
                ? Refusal.Conflict("The review could not be saved, so no decision was made. See the status above the rubric.")
            : DecideReview.WhatIsMissing(_view!, _desk.Entry.Version == 0 ? null : _desk.Entry.ToSave(), decision) is { } missing ? missing
            : await IsMeantAsync(decision) ? await DecideReview.RunAsync(Actor, new(DocumentId, _desk.Entry.Version, decision))
            : null);

    private async Task<bool> IsMeantAsync(ReviewDecision decision) =>
        _isInert = await DecisionWords.AskAsync(Dialogs, decision, _desk!.Entry.Points, _view!.Rubric?.MostPoints, _facts!.Rules);

    /// <summary>Goes to the next document after the work; the work returns null when the grader stays after all.</summary>
    private async Task LeaveAsync(string done, Func<Task<Outcome?>> work)
    {
        if (_isLeaving)
        {
            return;
        }

        (_isLeaving, _problem) = (true, null);
        var left = false;
        try
        {
            if (await work() is not { } outcome)
            {
                return;
            }

            // Anything typed from here on would belong to no review.
            _isInert = outcome.Succeeded;
            var next = outcome.Succeeded ? await NextWaiting.RunAsync(Actor, DocumentId) : outcome.Refusal;
            _problem = next.Refusal;
            left = next.Succeeded;
            if (left && next.Value is { } nextId)
            {
                await Leave.InvokeAsync(new(DocumentId, Title, done, nextId));
            }

            if (left)
            {
                Navigation.NavigateTo(next.Value is { } id ? ReviewPaths.Grade(id) : ReviewPaths.Queue);
            }
        }
        finally
        {
            (_isLeaving, _isInert) = (left, left);
            if (!left)
            {
                // Events in between were not shown.
                _ = RequestReload();
            }
        }
    }
}
