using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Assessment;

/// <summary>The course of a player who has understood nothing.</summary>
internal static class BlindCourse
{
    /// <summary>The last minutes of a course, in which its customers are observed.</summary>
    public static readonly TimeSpan Last = TimeSpan.FromMinutes(3);

    /// <summary>Takes steps one after the other.</summary>
    /// <param name="course">The shop.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="pause">Pause after a step, in addition to the five seconds that each takes.</param>
    public static void Take(this CourseShop course, IEnumerable<MitigationStep> steps, Func<MitigationStep, TimeSpan> pause)
    {
        foreach (var step in steps)
        {
            course.Take([step]);
            course.LiveTo(course.Shop.Now + pause(step));
        }
    }

    /// <summary>Advances the shop to the horizon.</summary>
    /// <returns>The course, and whether its customers were unaffected in the last minutes.</returns>
    public static (Course End, bool IsCalm) End(this CourseShop course, TimeSpan horizon)
    {
        course.LiveTo(horizon - Last);
        var before = course.Shop.Harm();
        course.LiveTo(horizon);
        var end = course.End();
        return (end, IsCalm(before, end.Harm));
    }

    /// <summary>
    /// Whether customers alone notice nothing: in the last minutes almost none of them fails, waits or loses an order, no stranger reads
    /// their orders, and none is undercharged. With a card network switched off, four in a hundred checkouts are lost, which is an accepted
    /// repair.
    /// </summary>
    /// <param name="before">Harm a few minutes before the end.</param>
    /// <param name="after">Harm at the end.</param>
    internal static bool IsCalm(CustomerHarm before, CustomerHarm after) =>
        after.LostOrders - before.LostOrders <= 30
        && after.DelayedOrders - before.DelayedOrders <= 10
        && after.FailedRequests - before.FailedRequests <= 50
        && after.CustomersExposed == before.CustomersExposed
        && after.UnderchargedCents <= before.UnderchargedCents;
}
