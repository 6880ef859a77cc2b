using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Plays each cause of a scenario on many seeds against players who have understood nothing. No course may be resolved while the cause or a
/// harm is still present, and none may get more than half of the outcome without an accepted repair. Every single action is also played
/// alone: each one that resolves the incident with less harm than doing nothing must be an accepted repair.
/// </summary>
/// <param name="seeds">Number of seeds per cause.</param>
/// <param name="sequences">Number of random sequences per cause, distributed over its seeds.</param>
/// <param name="singles">Whether every single action is played alone on the first seed of each cause.</param>
/// <param name="waits">Number of seeds on which a metastable cause is left alone and then recovered.</param>
public sealed class DeepCheck(
    int seeds = DeepCheck.Seeds,
    int sequences = DeepCheck.Sequences,
    bool singles = true,
    int waits = MetastableProof.DeepSeeds
)
{
    /// <summary>Default number of seeds per cause.</summary>
    public const int Seeds = 20;

    /// <summary>Default number of random sequences per cause.</summary>
    public const int Sequences = 50;

    private const int FirstRandom = 17;

    private static readonly TimeSpan AfterBegin = TimeSpan.FromMinutes(24),
        Think = TimeSpan.FromMinutes(1);

    /// <summary>Checks one cause.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cause">The cause.</param>
    /// <param name="ct">Stops the check.</param>
    public DeepResult Check(Scenario scenario, RootCause cause, CancellationToken ct = default)
    {
        if (cause.IsHealthy)
        {
            // Nothing can be resolved or guessed there; its only promise is that no customer is harmed.
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
            found.PlaySeed(situations[place], [.. Share(sequences, situations.Count, place).Select(number => FirstRandom + number)]);
        }

        if (singles)
        {
            found.PlaySingles(situations[0]);
        }

        var metastable = cause.Metastable is null ? null : MetastableProof.Play(scenario, cause, waits, ct);
        return found.Result(situations.Count, metastable);
    }

    /// <summary>The numbers, from 0, of the sequences that are played on one of several seeds, so that each is played once.</summary>
    /// <param name="sequences">Total number of sequences.</param>
    /// <param name="seeds">Number of seeds on which they are played.</param>
    /// <param name="place">The index of the seed among them, from 0.</param>
    internal static IEnumerable<int> Share(int sequences, int seeds, int place) =>
        Enumerable.Range(0, sequences).Where(number => number % seeds == place);

    private sealed class Found(Scenario scenario, RootCause cause, CancellationToken ct)
    {
        private readonly DeepTally _tally = new(scenario.Id, cause.Id);
        private readonly IReadOnlyList<ShopInput> _given = scenario.OpeningInputs;

        public DeepResult Result(int seeds, MetastableResult? metastable) => _tally.Result(seeds, metastable);

        public void PlaySeed(Situation situation, IReadOnlyList<int> randoms)
        {
            var doNothing = Course.Play(situation, _given, ct);
            if (doNothing.Truth.ResolvedAt is not null)
            {
                _tally.Flaw($"seed {situation.Seed}: resolved although nothing was done.");
            }

            if (ReferenceResponder.Work(situation, _given, ct) is not { PagedAt: { } page } reference)
            {
                _tally.Flaw($"seed {situation.Seed}: the reference responder is never paged.");
                return;
            }

            if (reference.Course.Truth.ResolvedAt is null)
            {
                _tally.Flaw($"seed {situation.Seed}: the reference responder does not resolve it.");
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
                course.Take(steps, pause);
                var (end, isCalm) = course.End(situation.Horizon);
                var isResolved = end.Truth.ResolvedAt is not null;
                _tally.Count(
                    $"seed {situation.Seed}, {name}",
                    new BlindEnd(
                        isResolved,
                        end.Truth.CauseRemovedAt is not null,
                        isCalm,
                        BlindActions.Accepted(cause, steps),
                        OutcomeScale.Of(doNothing.Cents, end.Cents, reference.Course.Cents, isResolved)
                    )
                );
            }
        }

        /// <summary>
        /// Takes each action alone, after the lab's experiment was switched off, to find repairs that the scenario does not list.
        /// </summary>
        public void PlaySingles(Situation situation)
        {
            var nothing = Course.Play(situation, _given, ct);
            var page = nothing.Truth.DetectedAt ?? situation.Horizon;
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
                _tally.CountSingle();
                var end = course.End();
                // An action that resolves the incident but does more harm than doing nothing is not a repair: for example a rollback that
                // destroys evidence.
                if (end.Truth.ResolvedAt is not null && end.Cents < nothing.Cents && !BlindActions.Accepted(cause, [step]))
                {
                    _tally.Flaw(
                        $"seed {situation.Seed}: {step.Action} {string.Join(' ', step.Arguments.Values)} alone resolves it but is not an accepted repair."
                    );
                }
            }
        }
    }
}
