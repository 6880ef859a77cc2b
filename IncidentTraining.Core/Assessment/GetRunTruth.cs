using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>What happened in an ended run, in the words and times with which a text about it can be compared.</summary>
/// <param name="OnsetAt">First violation of a service level, by the <see cref="ShopClock"/>; null when there was none.</param>
/// <param name="RecoveredAt">When every service level held again, by the same clock; null when they did not.</param>
/// <param name="Cause">The true root cause in one line; null when the run was closed before it could be measured.</param>
/// <param name="Explanation">What was wrong and why it had this effect; empty without a cause.</param>
/// <param name="DeclaredCause">What the responder declared; null when nothing.</param>
/// <param name="Cost">The measured cost; null when the run was closed before it could be measured.</param>
/// <param name="Events">The events that a review can mention, in order.</param>
public sealed record RunTruth(
    DateTime? OnsetAt,
    DateTime? RecoveredAt,
    string? Cause,
    string Explanation,
    string? DeclaredCause,
    RunCost? Cost,
    IReadOnlyList<ToldEvent> Events
)
{
    /// <summary>The real outage on which the cause is based; null when there is none, or no cause.</summary>
    public ToldPrecedent? Precedent { get; init; }
}

/// <summary>A real outage, as shown with the true cause.</summary>
/// <param name="Title">Who was affected, and when.</param>
/// <param name="Told">What happened there, and what the cause shares with it.</param>
/// <param name="Source">Author, title and publisher of the report.</param>
/// <param name="Address">The web address of the report.</param>
public sealed record ToldPrecedent(string Title, string Told, string Source, string Address);

/// <summary>What a run cost.</summary>
/// <param name="FailedOrders">Orders lost.</param>
/// <param name="LostRevenueCents">Revenue lost, in cents.</param>
/// <param name="UsersAffected">Customers affected.</param>
public sealed record RunCost(long FailedOrders, long LostRevenueCents, int UsersAffected);

/// <summary>A recorded event that a review can mention.</summary>
/// <param name="At">When it happened, by the <see cref="ShopClock"/>.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Subject">Id of the object; may be empty.</param>
/// <param name="IsKey">Whether a review that leaves it out is incomplete.</param>
public sealed record ToldEvent(DateTime At, string Text, string Subject, bool IsKey);

/// <summary>Shows what happened in an ended run to its responder and the staff of its class.</summary>
public sealed class GetRunTruth(GetAfterAction afterAction, GetRun getRun) : IUseCase
{
    /// <summary>The truth; refused to everyone while the run is in progress.</summary>
    public async Task<Outcome<RunTruth>> RunAsync(Actor actor, Guid runId, CancellationToken ct = default)
    {
        var known = await afterAction.RunAsync(actor, runId, ct);
        var run = await getRun.RunAsync(actor, runId, ct);
        if (!known.Succeeded || !run.Succeeded)
        {
            return known.Refusal ?? run.Refusal!;
        }

        var truth = known.Value;
        return new RunTruth(
            truth.Truth?.OnsetAt is { } onset ? Told(onset) : null,
            truth.Truth?.RecoveredAt is { } recovered ? Told(recovered) : null,
            truth.TrueCause?.Title,
            truth.TrueCause?.Explanation ?? "",
            truth.DeclaredCause,
            truth.Cost is { } cost ? new RunCost(cost.FailedOrders, cost.LostRevenueCents, cost.UsersAffected) : null,
            [
                .. run
                    .Value.Timeline.Where(entry => ReviewTimeline.IsTold(entry.Kind))
                    .Select(entry => new ToldEvent(Told(entry.At), entry.Text, entry.Subject, ReviewTimeline.IsKey(entry.Kind))),
            ]
        )
        {
            Precedent = truth.TrueCause?.Precedent is { } real ? new ToldPrecedent(real.Title, real.Told, real.Source, real.Address) : null,
        };

        DateTime Told(TimeSpan at) => run.Value.ShopClock.Moment(at);
    }
}
