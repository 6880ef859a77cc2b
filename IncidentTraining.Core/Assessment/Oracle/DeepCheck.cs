using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Plays each cause of a scenario on many seeds against people who have understood nothing. None of them may be resolved while the cause or
/// a harm is still present, and none may get more than half of the outcome without an accepted repair. Every single action is played alone,
/// too: each that resolves the incident must be an accepted repair.
/// </summary>
/// <param name="seeds">How many seeds of each cause are played.</param>
/// <param name="sequences">How many random sequences are played against each cause, spread over its seeds.</param>
/// <param name="singles">Whether every single action is played alone on the first seed of each cause.</param>
/// <param name="waits">On how many seeds a metastable cause is waited for and brought back.</param>
public sealed class DeepCheck(
    int seeds = DeepCheck.Seeds,
    int sequences = DeepCheck.Sequences,
    bool singles = true,
    int waits = MetastableProof.DeepSeeds
)
{
    /// <summary>Seeds of each cause, unless said otherwise.</summary>
    public const int Seeds = 20;

    /// <summary>Random sequences against each cause, unless said otherwise.</summary>
    public const int Sequences = 50;

    private const double Most = 50;
    private const int FirstRandom = 17;

    private static readonly TimeSpan AfterBegin = TimeSpan.FromMinutes(24),
        Think = TimeSpan.FromMinutes(1),
        Last = TimeSpan.FromMinutes(3);

    /// <summary>Checks one cause.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cause">The cause.</param>
    /// <param name="ct">Stops the check.</param>
    public DeepResult Check(Scenario scenario, RootCause cause, CancellationToken ct = default)
    {
        if (cause.IsHealthy)
        {
            // Nothing can be resolved or guessed there; that no customer is harmed is all that it promises.
            return new DeepResult(
                scenario.Id,
                cause.Id,
                seeds,
                0,
                0,
                0,
                null,
                [.. HealthyProof.Check(scenario, cause, seeds).Select(flaw => flaw.Sentence + ".")]
            );
        }

        var found = new Found(scenario, cause, ct);
        var situations = Enumerable
            .Range(1, int.MaxValue)
            .Where(seed => scenario.RootCauseFor(seed).Id == cause.Id)
            .Take(seeds)
            .Select(seed => new Situation(scenario, seed, scenario.BeginsAt(seed) + AfterBegin))
            .ToList();
        for (var place = 0; place < situations.Count; place++)
        {
            found.PlaySeed(
                situations[place],
                [
                    .. Enumerable
                        .Range(0, sequences)
                        .Where(number => number % situations.Count == place)
                        .Select(number => FirstRandom + number),
                ]
            );
        }

        if (singles)
        {
            found.PlaySingles(situations[0]);
        }

        var metastable = cause.Metastable is null ? null : MetastableProof.Play(scenario, cause, waits, ct);
        return found.Result(situations.Count, metastable);
    }

    /// <summary>
    /// What customers alone can tell: in the last minutes next to none of them fails, waits or loses an order. With a card network
    /// switched off, four in a hundred checkouts are lost, which is an accepted repair.
    /// </summary>
    /// <param name="before">Harm a few minutes before the end.</param>
    /// <param name="after">Harm at the end.</param>
    internal static bool IsCalm(CustomerHarm before, CustomerHarm after) =>
        after.LostOrders - before.LostOrders <= 30
        && after.DelayedOrders - before.DelayedOrders <= 10
        && after.FailedRequests - before.FailedRequests <= 50;

    private sealed class Found(Scenario scenario, RootCause cause, CancellationToken ct)
    {
        private readonly List<string> _flaws = [];
        private readonly ShopInput[] _given =
        [
            .. scenario.Opening.Select((step, number) => new ShopInput(number + 1, step.At, step.Action, step.Arguments)),
        ];
        private int _blind,
            _accepted,
            _resolved,
            _singles;
        private double? _highest;

        public DeepResult Result(int seeds, MetastableResult? metastable) =>
            new(
                scenario.Id,
                cause.Id,
                seeds,
                _blind,
                _accepted,
                _resolved,
                _highest,
                [.. _flaws, .. (metastable?.Flaws ?? []).Select(flaw => flaw.Sentence + ".")]
            )
            {
                Singles = _singles,
                Metastable = metastable,
            };

        public void PlaySeed(Situation situation, IReadOnlyList<int> randoms)
        {
            var doNothing = Course.Play(situation, _given, ct);
            if (doNothing.Truth.ResolvedAt is not null)
            {
                _flaws.Add($"seed {situation.Seed}: resolved although nothing was done.");
            }

            if (ReferenceResponder.Work(situation, _given, ct) is not { PagedAt: { } page } reference)
            {
                _flaws.Add($"seed {situation.Seed}: the reference responder is never paged.");
                return;
            }

            if (reference.Course.Truth.ResolvedAt is null)
            {
                _flaws.Add($"seed {situation.Seed}: the reference responder does not resolve it.");
            }

            foreach (var (name, way) in BlindActions.Ways)
            {
                Judge(name, AtPage(), course => way(situation, course.Shop), _ => TimeSpan.Zero);
            }

            foreach (var seed in randoms)
            {
                var random = new Random(seed);
                Judge(
                    $"random sequence {seed}",
                    AtPage(),
                    course => BlindActions.Random(course.Shop, random),
                    _ => TimeSpan.FromSeconds(random.Next(5, 120))
                );
            }

            CourseShop AtPage()
            {
                var course = new CourseShop(situation, _given, ct);
                course.LiveTo(page + Think);
                return course;
            }

            void Judge(
                string name,
                CourseShop course,
                Func<CourseShop, IReadOnlyList<MitigationStep>> way,
                Func<MitigationStep, TimeSpan> pause
            )
            {
                var steps = way(course);
                foreach (var step in steps)
                {
                    course.Take([step]);
                    course.LiveTo(course.Shop.Now + pause(step));
                }

                course.LiveTo(situation.Horizon - Last);
                var before = course.Shop.Harm();
                course.LiveTo(situation.Horizon);
                Count(
                    $"seed {situation.Seed}, {name}",
                    course.End(),
                    before,
                    BlindActions.Accepted(cause, steps),
                    doNothing,
                    reference.Course
                );
            }
        }

        /// <summary>Takes each action alone, after the experiment of the lab was switched off, so that a repair that the scenario does not
        /// list is found.</summary>
        public void PlaySingles(Situation situation)
        {
            var page = Course.Play(situation, _given, ct).Truth.DetectedAt ?? situation.Horizon;
            List<MitigationStep> off = [.. _given.Select(input => new MitigationStep("disable-experiment", input.Arguments))];
            foreach (
                var step in BlindActions
                    .Everything(ShopSimulation.Create(scenario, situation.Seed))
                    .Where(step => step.Action != "disable-experiment")
            )
            {
                var course = new CourseShop(situation, _given, ct);
                course.LiveTo(page + Think);
                course.Take([.. off, step]);
                course.LiveTo(situation.Horizon);
                _singles++;
                if (course.End().Truth.ResolvedAt is not null && !BlindActions.Accepted(cause, [step]))
                {
                    _flaws.Add(
                        $"seed {situation.Seed}: {step.Action} {string.Join(' ', step.Arguments.Values)} alone resolves it and is no accepted repair."
                    );
                }
            }
        }

        private void Count(string name, Course end, CustomerHarm before, bool accepted, Course doNothing, Course reference)
        {
            _blind++;
            _accepted += accepted ? 1 : 0;
            var resolved = end.Truth.ResolvedAt is not null;
            if (resolved)
            {
                _resolved++;
                _flaws.AddRange(end.Truth.CauseRemovedAt is null ? [$"{name}: resolved with its cause."] : []);
                _flaws.AddRange(IsCalm(before, end.Harm) ? [] : [$"{name}: resolved with harm to customers."]);
            }

            if (accepted || OutcomeScale.Of(doNothing.Cents, end.Cents, reference.Cents, resolved) is not { } outcome)
            {
                return;
            }

            _highest = Math.Max(_highest ?? outcome, outcome);
            if (outcome > Most)
            {
                _flaws.Add(FormattableString.Invariant($"{name}: {outcome:0} of the outcome without an accepted repair."));
            }
        }
    }
}
