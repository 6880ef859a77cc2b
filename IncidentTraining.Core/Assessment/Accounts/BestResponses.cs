using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Searches for the best known response: each accepted repair and each ordered pair of them, begun one, five and ten minutes after the
/// page, and the reference. The repair of a second act follows when the act has begun.
/// </summary>
/// <remarks>
/// A course is abandoned as soon as its harm reaches that of the best one, and not started when doing nothing until its start has already
/// cost as much. Neither can miss a better one.
/// </remarks>
/// <param name="situation">The shop.</param>
/// <param name="given">Inputs that stay in every course.</param>
/// <param name="ct">Stops the computing.</param>
internal sealed class BestResponses(Situation situation, IReadOnlyList<ShopInput> given, CancellationToken ct = default)
{
    /// <summary>The largest number of courses to try.</summary>
    public const int Most = 100;

    private const string Enable = "enable-experiment",
        Disable = "disable-experiment";

    private static readonly TimeSpan[] Begun = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];
    private static readonly TimeSpan LongestHorizon = TimeSpan.FromHours(2);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromSeconds(10);

    // Most repairs take effect within this time; a second act counts from there.
    private static readonly TimeSpan ToTakeEffect = TimeSpan.FromMinutes(2);

    private readonly RootCause _cause = situation.Scenario.RootCauseFor(situation.Seed);

    /// <summary>A candidate course.</summary>
    /// <param name="Repair">Its steps.</param>
    /// <param name="Begun">How long after the page its actions begin.</param>
    /// <param name="Second">The second act's repair; null for none.</param>
    internal sealed record Candidate(IReadOnlyList<MitigationStep> Repair, TimeSpan Begun, SecondAct? Second)
    {
        private IReadOnlyList<MitigationStep> Later => Second?.Mitigations ?? [];

        /// <summary>The course in words.</summary>
        public string Text =>
            $"{string.Join(", then ", Repair.Concat(Later).Select(step => step.Action))}, started {Begun.TotalMinutes:0} min after the page.";

        /// <summary>Its inputs.</summary>
        /// <param name="page">When the first alert fired.</param>
        public IEnumerable<ShopInput> Inputs(TimeSpan page)
        {
            var at = page + Begun;
            var count = Repair.Count + Later.Count;
            foreach (var (place, step) in Repair.Concat(Later).Index())
            {
                if (place == Repair.Count && page + Begun + ToTakeEffect + Second!.After is var begins && begins > at)
                {
                    at = begins;
                }

                yield return new ShopInput(long.MaxValue - count + place, at, step.Action, step.Arguments);
                at += Occupation.Risky.Contains(step.Action) ? Occupation.Watch : BetweenSteps;
            }
        }
    }

    /// <summary>All candidate courses, in order; empty for a horizon of more than two hours.</summary>
    /// <param name="page">When the first alert fired.</param>
    public IReadOnlyList<Candidate> Candidates(TimeSpan page) =>
        [
            .. Repairs()
                .SelectMany(_ => Begun, (repair, begun) => new Candidate(repair, begun, _cause.SecondAct))
                .Where(one => page + one.Begun < situation.Horizon),
        ];

    /// <summary>The course with the least harm.</summary>
    /// <param name="page">When the first alert fired.</param>
    /// <param name="reference">The reference responder's course.</param>
    /// <param name="effort">Counts the courses.</param>
    /// <param name="mostEvents">The number of engine events after which no further course is started.</param>
    public BestResponse Of(TimeSpan page, Course reference, Effort effort, long mostEvents = Effort.MostForBest)
    {
        var candidates = Candidates(page);
        var best = (reference.Cents, reference.Harm, Text: "The reference responder.");
        if (candidates.Count == 0)
        {
            return new BestResponse(best.Harm, best.Text);
        }

        var until = effort.Events + mostEvents;
        var floors = Floors(page, candidates, effort);
        for (var place = 0; place < candidates.Count; place++)
        {
            var candidate = candidates[place];
            if (floors[candidate.Begun] >= best.Cents)
            {
                continue;
            }

            if (effort.Events >= until)
            {
                // Shown, because a better response may be among the others.
                return new BestResponse(
                    best.Harm,
                    $"{best.Text} The search ended after {place} of {candidates.Count} responses, because they take long to simulate."
                );
            }

            var shop = new CourseShop(situation, given.Concat(candidate.Inputs(page)), ct);
            var isBelow = shop.LiveBelow(situation.Horizon, best.Cents);
            var course = effort.Add(shop.End());
            if (isBelow && course.Cents < best.Cents)
            {
                best = (course.Cents, course.Harm, candidate.Text);
            }
        }

        return new BestResponse(best.Harm, best.Text);
    }

    /// <summary>The common part of every course that begins at a moment.</summary>
    private Dictionary<TimeSpan, long> Floors(TimeSpan page, IReadOnlyList<Candidate> candidates, Effort effort)
    {
        var shop = new CourseShop(situation, given, ct);
        var floors = new Dictionary<TimeSpan, long>();
        foreach (var begun in candidates.Select(one => one.Begun).Distinct().Order())
        {
            shop.LiveTo(page + begun);
            floors[begun] = HarmPrices.CentsSoFar(shop.Shop.Harm());
        }

        effort.Add(shop.Shop.EventsProcessed, 1);
        return floors;
    }

    private List<IReadOnlyList<MitigationStep>> Repairs()
    {
        if (situation.Horizon > LongestHorizon)
        {
            return [];
        }

        // An experiment that was given is switched off first; a job that no scenario can name is left to the reference.
        var off = given.Where(input => input.Action == Enable).Select(input => new MitigationStep(Disable, input.Arguments)).ToList();
        List<IReadOnlyList<MitigationStep>> accepted =
        [
            .. _cause
                .EquivalentRepairs.Select(step => (IReadOnlyList<MitigationStep>)[step])
                .Prepend(_cause.Mitigations)
                .Where(repair => repair.All(step => !step.Arguments.Values.Contains(TimedStep.Suspect))),
        ];
        var pairs = accepted.SelectMany(first =>
            accepted.Where(second => second != first).Select(second => (IReadOnlyList<MitigationStep>)[.. first, .. second])
        );
        return [.. accepted.Concat(pairs).Select(repair => (IReadOnlyList<MitigationStep>)[.. off, .. repair]).Take(Most / Begun.Length)];
    }
}
