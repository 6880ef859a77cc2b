namespace IncidentTraining.Core.Schedule;

/// <summary>What the plan has next.</summary>
internal static class NextActivity
{
    /// <summary>
    /// The first activity that was not started and comes after the last one that was; null at the end of the plan. What
    /// the facilitator has passed over is not proposed again, but can still be started by hand.
    /// </summary>
    public static PlannedActivity? After(DayPlan? plan, IReadOnlyCollection<TimedActivity> started)
    {
        var ids = started.Select(activity => activity.ActivityId).ToHashSet();
        var all = plan?.Activities.ToList() ?? [];
        return all.Skip(all.FindLastIndex(activity => ids.Contains(activity.Id)) + 1).FirstOrDefault();
    }
}
