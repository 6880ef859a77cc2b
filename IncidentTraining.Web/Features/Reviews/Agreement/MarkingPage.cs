using IncidentTraining.Core.Results;
using IncidentTraining.Web.Components.Shared;
using MudBlazor;

namespace IncidentTraining.Web.Features.Reviews.Agreement;

/// <summary>
/// The base of the pages on which a person marks a document with its rubric: entries are never lost before they are stored.
/// </summary>
public abstract class MarkingPage : WorkingPage
{
    private Guid? _watched;

    /// <summary>The person's entries.</summary>
    protected MarksEntry Entry { get; } = new();

    /// <summary>The draft of the entries in the browser.</summary>
    protected FieldDrafts? Drafts { get; set; }

    /// <summary>The rubric's fields.</summary>
    protected RubricForm? Marks { get; set; }

    /// <summary>The form of the explanation; null on a page without one.</summary>
    protected MudForm? Form { get; set; }

    /// <summary>The field of the explanation; null on a page without one.</summary>
    protected MudTextField<string>? WhyField { get; set; }

    /// <summary>Why the last attempt was refused, or why the document can no longer be marked; null otherwise.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>Whether the marks are being stored, or are stored already.</summary>
    protected bool IsSent { get; private set; }

    /// <inheritdoc />
    protected override bool NeedsClass => false;

    /// <inheritdoc />
    protected override void Watch()
    {
        // The document determines its class, so the page subscribes once it has read it.
    }

    /// <summary>Reloads the page when the event happens in the document's class.</summary>
    protected void WatchClass<TFirst, TSecond>(Guid cohortId)
        where TFirst : notnull
        where TSecond : notnull
    {
        if (_watched is null)
        {
            _watched = cohortId;
            ReloadOn<TFirst>(cohortId);
            ReloadOn<TSecond>(cohortId);
        }
    }

    /// <summary>Stores the marks once, however often the button is pressed; missing or refused entries are named and focused.</summary>
    /// <param name="store">Stores them; null when the person decided not to.</param>
    /// <param name="stored">Continues after they are stored.</param>
    protected async Task SendAsync(Func<Task<Outcome?>> store, Func<Task> stored)
    {
        if (IsSent)
        {
            return;
        }

        (IsSent, Refused) = (true, null);
        var isDone = false;
        try
        {
            if (!await IsCompleteAsync() || await store() is not { } outcome)
            {
                return;
            }

            (Refused, isDone) = (outcome.Refusal, outcome.Succeeded);
            if (isDone)
            {
                await Drafts!.TakenAsync();
                await stored();
            }
        }
        finally
        {
            IsSent = isDone;
        }
    }

    private async Task<bool> IsCompleteAsync()
    {
        var isMarked = await Marks!.AskMissingAsync();
        if (Form is null)
        {
            return isMarked;
        }

        await Form.ValidateAsync();
        if (isMarked && !Form.IsValid)
        {
            await WhyField!.FocusAsync();
        }

        return isMarked && Form.IsValid;
    }
}
