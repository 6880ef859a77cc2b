using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>Looks for the best known response: each accepted repair and each ordered pair of them, begun one, five and ten
/// minutes after the page, and the reference.</summary>
/// <param name="situation">The shop.</param>
/// <param name="given">Inputs that stay in every course.</param>
internal sealed class BestResponses(Situation situation, IReadOnlyList<ShopInput> given)
{
    /// <summary>The most courses that are played.</summary>
    public const int Most = 100;

    private const string Enable = "enable-experiment", Disable = "disable-experiment";

    private static readonly TimeSpan[] Begun = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];
    private static readonly TimeSpan LongestHorizon = TimeSpan.FromHours(2);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromSeconds(10);

    private readonly RootCause _cause = situation.Scenario.RootCauseFor(situation.Seed);

    /// <summary>How many courses are played.</summary>
    public int Count => Repairs().Count * Begun.Length;

    /// <summary>How many of them begin before the horizon.</summary>
    /// <param name="page">When the first alert fired.</param>
    public int CountFrom(TimeSpan page) => Repairs().Count * BegunFrom(page).Count();

    /// <summary>The course with the least harm.</summary>
    /// <param name="page">When the first alert fired.</param>
    /// <param name="reference">The reference responder's course.</param>
    /// <param name="play">Plays a course.</param>
    public BestResponse Of(TimeSpan page, Course reference, Func<IEnumerable<ShopInput>, Course> play)
    {
        var best = (Course: reference, Text: "The reference responder.");
        foreach (var repair in Repairs())
        {
            foreach (var begun in BegunFrom(page))
            {
                var at = page + begun;
                var steps = repair.Select((step, place) =>
                {
                    var input = new ShopInput(long.MaxValue - repair.Count + place, at, step.Action, step.Arguments);
                    at += Occupation.Risky.Contains(step.Action) ? Occupation.Watch : BetweenSteps;
                    return input;
                }).ToList();
                var course = play(given.Concat(steps));
                if (course.Cents < best.Course.Cents)
                {
                    best = (course, $"{string.Join(", then ", repair.Select(step => step.Action))}, begun {begun.TotalMinutes:0} min after the page.");
                }
            }
        }

        return new BestResponse(best.Course.Harm, best.Text);
    }

    private IEnumerable<TimeSpan> BegunFrom(TimeSpan page) => Begun.Where(begun => page + begun < situation.Horizon);

    private List<IReadOnlyList<MitigationStep>> Repairs()
    {
        if (situation.Horizon > LongestHorizon)
        {
            return [];
        }

        // An experiment that was given is switched off first; a job that no scenario can name is the reference's to find.
        var off = given.Where(input => input.Action == Enable).Select(input => new MitigationStep(Disable, input.Arguments)).ToList();
        List<IReadOnlyList<MitigationStep>> accepted =
        [
            .. _cause.EquivalentRepairs.Select(step => (IReadOnlyList<MitigationStep>)[step]).Prepend(_cause.Mitigations)
                .Where(repair => repair.All(step => !step.Arguments.Values.Contains(TimedStep.Suspect))),
        ];
        var pairs = accepted.SelectMany(first => accepted.Where(second => second != first).Select(second => (IReadOnlyList<MitigationStep>)[.. first, .. second]));
        return [.. accepted.Concat(pairs).Select(repair => (IReadOnlyList<MitigationStep>)[.. off, .. repair]).Take(Most / Begun.Length)];
    }
}
