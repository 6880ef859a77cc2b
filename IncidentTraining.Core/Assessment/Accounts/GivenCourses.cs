using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Core.Assessment;

/// <summary>The courses of a run that depend only on its shop and the given inputs, not on its crew.</summary>
/// <param name="DoNothing">The do-nothing run.</param>
/// <param name="Reference">The reference responder; null when the scenario has none for the cause.</param>
/// <param name="Best">The best known response; null without a page to start from.</param>
/// <param name="Events">Engine events used by all of them.</param>
/// <param name="Courses">How many courses were played.</param>
internal sealed record GivenCourses(Course DoNothing, ReferenceCourse? Reference, BestResponse? Best, long Events, int Courses)
{
    /// <summary>Plays them.</summary>
    /// <param name="situation">The shop.</param>
    /// <param name="given">The given inputs.</param>
    /// <param name="effort">Counts the courses.</param>
    /// <param name="further">Number of further courses in the account.</param>
    /// <param name="ct">Stops the computing.</param>
    public static GivenCourses Play(Situation situation, IReadOnlyList<ShopInput> given, Effort effort, int further, CancellationToken ct)
    {
        var (events, courses) = (effort.Events, effort.Courses);
        var responses = new BestResponses(situation, given, ct);
        // A healthy shop has no reference.
        var isHealthy = situation.Scenario.RootCauseFor(situation.Seed).IsHealthy;
        effort.Expect(further + (isHealthy ? 1 : 3 + responses.Candidates(TimeSpan.Zero).Count));
        var doNothing = effort.Add(Course.Play(situation, given, ct));
        var reference = isHealthy ? null : ReferenceResponder.Work(situation, given, ct);
        BestResponse? best = null;
        if (reference is not null)
        {
            effort.Add(reference.Course);
            best = reference.PagedAt is { } page ? responses.Of(page, reference.Course, effort) : null;
        }

        return new GivenCourses(doNothing, reference, best, effort.Events - events, effort.Courses - courses);
    }
}
