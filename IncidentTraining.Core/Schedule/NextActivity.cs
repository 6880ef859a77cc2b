namespace IncidentTraining.Core.Schedule;

/// <summary>Determines the next activity of the plan.</summary>
internal static class NextActivity
{
    /// <summary>
    /// Returns the first activity after the last one that was started; null at the end of the plan. Activities that the facilitator skipped
    /// are not proposed again but can still be started manually.
    /// </summary>
    public static PlannedActivity? After(DayPlan? plan, IReadOnlyCollection<TimedActivity> started)
    {
        var ids = started.Select(activity => activity.ActivityId).ToHashSet();
        var all = plan?.Activities.ToList() ?? [];
        return all.Skip(all.FindLastIndex(activity => ids.Contains(activity.Id)) + 1).FirstOrDefault();
    }
}
