using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>An action that can be left out or moved.</summary>
/// <param name="Number">Its number among the inputs of the run.</param>
/// <param name="At">Virtual time at which it was taken.</param>
/// <param name="Text">The shop's response to it.</param>
public sealed record TakenAction(long Number, TimeSpan At, string Text);

/// <summary>A run compared with a replay in which one action is left out or moved.</summary>
/// <param name="Action">The action.</param>
/// <param name="MovedTo">Virtual time to which it was moved; null when it was left out.</param>
/// <param name="Recorded">The run, simulated up to the horizon.</param>
/// <param name="Other">The other course.</param>
/// <param name="Saved">How much less harm the recorded run did than the replay; negative when the replay is better.</param>
/// <param name="Points">The times of important events, in the run and in the replay.</param>
/// <param name="Refused">Actions that the shop refuses in the replay, as its responses; they have no effect there.</param>
/// <param name="Charts">The charts of the replay, for the duration of the run.</param>
/// <param name="Samples">Both courses over the time of the run, from its start to its end.</param>
/// <param name="Horizon">Virtual time until which the figures of both courses are counted.</param>
public sealed record WhatIfAnswer(
    TakenAction Action,
    TimeSpan? MovedTo,
    CustomerHarm Recorded,
    CustomerHarm Other,
    HarmChange Saved,
    IReadOnlyList<WhatIfPoint> Points,
    IReadOnlyList<string> Refused,
    ShopCharts Charts,
    IReadOnlyList<WhatIfSample> Samples,
    TimeSpan Horizon
);

/// <summary>An event of a run and of a replay.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Recorded">Its time in the run; null when it never happened.</param>
/// <param name="Other">Its time in the replay; null when it never happened.</param>
public sealed record WhatIfPoint(string Title, TimeSpan? Recorded, TimeSpan? Other);

/// <summary>Simulates an ended run's shop again with one action left out or moved, for its crew and the staff of its class.</summary>
public sealed class AskWhatIf(IDbContextFactory<TrainingDb> databases, ReadRecording recordings) : IUseCase
{
    /// <summary>How many replays may be simulated at once; running shops have priority.</summary>
    private const int AtOnce = 1;

    private readonly SemaphoreSlim _workers = new(AtOnce, AtOnce);

    /// <summary>A question.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Number">The number of the action.</param>
    /// <param name="MoveTo">Virtual time to which it is moved; null to leave it out.</param>
    public sealed record Input(Guid RunId, long Number, TimeSpan? MoveTo);

    /// <summary>The actions that can be left out or moved, in order; empty when none was taken.</summary>
    public async Task<Outcome<IReadOnlyList<TakenAction>>> ActionsAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        var recording = await OpenAsync(actor, runId, ct);
        return recording.Succeeded ? Outcome<IReadOnlyList<TakenAction>>.Done(recording.Value.Actions) : recording.Refusal;
    }

    /// <summary>Simulates the replay; at most one at a time in the portal, so it may take a few seconds.</summary>
    public async Task<Outcome<WhatIfAnswer>> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var opened = await OpenAsync(actor, input.RunId, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var recording = opened.Value;
        var horizon = recording.Run.Situation.Horizon;
        if (recording.Actions.FirstOrDefault(one => one.Number == input.Number) is not { } action)
        {
            return Refusal.NotFound("There is no such action in this run.");
        }

        if (input.MoveTo is { } to && (to < TimeSpan.Zero || to >= horizon))
        {
            return Refusal.Invalid($"Choose a time within the run, from {recording.Clock.Stretch(TimeSpan.Zero, horizon)}.");
        }

        await _workers.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Play(recording, action, input.MoveTo, ct), ct);
        }
        finally
        {
            _workers.Release();
        }
    }

    private static Outcome<WhatIfAnswer> Play(Recording recording, TakenAction action, TimeSpan? moveTo, CancellationToken ct)
    {
        var run = recording.Run;
        var moments = Sampling.Moments(recording.Length);
        var own = new CourseShop(run.Situation, run.All, ct);
        var ownSamples = own.Sample(moments);
        own.LiveTo(recording.Length);
        if (own.Shop.Digest() != recording.Digest)
        {
            return Refusal.Conflict(ReadRecording.Differs);
        }

        var others = run.All.Where(input => input.Sequence != action.Number);
        var moved = run
            .Actions.Where(input => input.Sequence == action.Number && moveTo is not null)
            .Select(input => input with { At = moveTo!.Value });
        var shop = new CourseShop(run.Situation, others.Concat(moved), ct);
        var otherSamples = shop.Sample(moments);
        var charts = shop.Shop.TrueCharts();
        own.LiveTo(run.Situation.Horizon);
        shop.LiveTo(run.Situation.Horizon);
        var (recorded, other) = (own.End(), shop.End());
        return new WhatIfAnswer(
            action,
            moveTo,
            recorded.Harm,
            other.Harm,
            HarmChange.Between(other.Harm, recorded.Harm),
            [
                new("Onset", recorded.Truth.OnsetAt, other.Truth.OnsetAt),
                new("First alert", recorded.Truth.DetectedAt, other.Truth.DetectedAt),
                new("Cause removed", recorded.Truth.CauseRemovedAt, other.Truth.CauseRemovedAt),
                new("Recovered", recorded.Truth.RecoveredAt, other.Truth.RecoveredAt),
                new("Resolved", recorded.Truth.ResolvedAt, other.Truth.ResolvedAt),
            ],
            [.. other.Taken.Where(taken => !taken.Answer.Accepted).Select(taken => taken.Answer.Text)],
            charts,
            [.. moments.Select((at, place) => new WhatIfSample(at, ownSamples[place], otherSamples[place]))],
            run.Situation.Horizon
        );
    }

    private async Task<Outcome<Recording>> OpenAsync(Actor actor, Guid runId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var ended = await db.RequireEndedRunAsync(actor, runId, "The run is still in progress. You can ask “what if” after it ends.", ct);
        return ended.Succeeded ? await recordings.OfAsync(db, ended.Value, ct) : ended.Refusal;
    }
}
