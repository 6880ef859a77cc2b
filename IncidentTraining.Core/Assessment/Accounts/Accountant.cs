using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Assessment;

/// <summary>Computes the account of a run, course by course.</summary>
/// <param name="run">The run.</param>
/// <param name="progress">Receives the number of simulated courses and the total.</param>
/// <param name="ct">Stops the computing.</param>
/// <param name="known">Courses of earlier accounts; null to simulate all.</param>
internal sealed class Accountant(RecordedRun run, Action<int, int> progress, CancellationToken ct, KnownCourses? known = null)
{
    /// <summary>
    /// The largest number of lines in an account; if there are more actions, neighbouring ones are grouped, and so are those that exceed
    /// the effort limit.
    /// </summary>
    public const int MostLines = 24;

    /// <summary>Number of lines that an account always has room for, however long its courses are.</summary>
    public const int LeastLines = 4;

    /// <summary>Number of courses that measure the effect of chance alone.</summary>
    private const int ForChance = 3;

    private const string Job = "job";

    // One additional customer request changes only who arrives when.
    private static readonly Dictionary<string, string> Meaningless = new() { ["route"] = "products" };
    private static readonly TimeSpan[] MeaninglessAt = [TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(3)];

    private readonly RootCause _cause = run.Situation.Scenario.RootCauseFor(run.Situation.Seed);
    private readonly Effort _effort = new(progress);

    /// <summary>Engine events used by the courses so far.</summary>
    public long Events => _effort.Events;

    /// <summary>Plays all courses.</summary>
    public RunAccount Compute()
    {
        var isIdle = run.Actions.Count == 0;
        var forRun = isIdle ? 0 : 1 + ForChance + LineCourses(Math.Min(run.Actions.Count, MostLines)) + 1;
        var given = (known ?? new KnownCourses()).Of(run.Situation, run.Given, _effort, forRun, ct);
        var (doNothing, reference) = (given.DoNothing, given.Reference);
        _effort.Expect(forRun);
        var recorded = isIdle ? doNothing : Play(run.All);
        var least = OutcomeScale.Least(doNothing.Cents - (reference?.Course.Cents ?? 0), isIdle ? 0 : Chance(doNothing, recorded));
        var groups = run.Groups(Room(_effort.Left, (doNothing.Events + recorded.Events) / 2, PerLine));
        _effort.Expect(isIdle ? 0 : LineCourses(groups.Count) + 1);
        var lines = Lines(groups, doNothing, recorded, least);
        var refused = NeedlessRisk.Tries(_cause, run.RefusedActions).Count();
        var delay = Delay(lines, recorded, reference);
        _effort.End();
        var (outcome, without) = Outcome(doNothing, recorded, reference, lines.Sum(line => line.NeedlessRisks) + refused);
        return new RunAccount
        {
            Horizon = run.Situation.Horizon,
            DoNothing = doNothing.Harm,
            Recorded = recorded.Harm,
            Reference = reference,
            Best = given.Best,
            Outcome = outcome,
            WithoutOutcome = without,
            IsResolved = IsOver(recorded),
            Lines = lines,
            LeastDifference = least,
            Delay = delay,
            Courses = _effort.Courses,
            RefusedTries = refused,
            IsUnderstood = run.IsUnderstood,
        };
    }

    /// <summary>
    /// Each line but the last is simulated with the actions up to it, and without it; if the cause has a second act, also without both.
    /// </summary>
    private int LineCourses(int lines) => (PerLine * (lines - 1)) + (_cause.SecondAct is null ? 0 : 2);

    private int PerLine => _cause.SecondAct is null ? 2 : 3;

    /// <summary>Number of lines that there is room for, besides the course for the delay.</summary>
    /// <param name="left">Remaining events.</param>
    /// <param name="events">Mean number of events per course: some resemble doing nothing, others the run.</param>
    /// <param name="perLine">Courses per line.</param>
    internal static int Room(long left, long events, int perLine = 2) =>
        (int)Math.Clamp((((left / Math.Max(1, events)) - 1) / perLine) + 1, LeastLines, MostLines);

    private List<AccountLine> Lines(IReadOnlyList<IReadOnlyList<ShopInput>> groups, Course doNothing, Course recorded, long least)
    {
        var lines = new List<AccountLine>();
        var before = doNothing;
        Course? firstAct = null;
        for (var place = 0; place < groups.Count; place++)
        {
            var group = groups[place];
            var with = place == groups.Count - 1 ? recorded : Play(run.Given.Concat(groups.Take(place + 1).SelectMany(g => g)));
            // The run without the last action equals the course before it.
            List<ShopInput> others = [.. run.Given.Concat(groups.Where(g => g != group).SelectMany(g => g))];
            var without = place == groups.Count - 1 ? before : Play(others);
            // A crew that repairs the first fault triggers the second act, and is not to blame for its cost or its time.
            var setsOff = recorded.Truth.SecondActAt != without.Truth.SecondActAt;
            var leftOut = setsOff
                ? HarmChange.Between(PlayFirstAct(others).Harm, (firstAct ??= PlayFirstAct(run.All)).Harm)
                : HarmChange.Between(without.Harm, recorded.Harm);
            var effect = OutcomeScale.Effect(leftOut.Cents, least);
            var line = new AccountLine(
                group[0].At,
                Words(group, recorded),
                HarmChange.Between(before.Harm, with.Harm),
                effect,
                leftOut,
                Refused(without)
            );
            lines.Add(
                line with
                {
                    NeedlessRisks = group.Count(input =>
                        NeedlessRisk.IsNeedless(_cause, input, line, group.Count == 1, recorded.Truth.SecondActAt)
                    ),
                }
            );
            before = with;
        }

        return lines;
    }

    /// <summary>
    /// Whether nothing is left to resolve: an incident that was prevented before a service level was violated never is resolved.
    /// </summary>
    private static bool IsOver(Course course) => course.Truth.ResolvedAt is not null || course.Truth.OnsetAt is null;

    /// <summary>How much the harm changes when a meaningless request is added: the effect of chance alone.</summary>
    private long Chance(Course doNothing, Course recorded)
    {
        // Another customer would shift the job numbers, so that an action on a job would affect a different one.
        var most = run.Actions.Any(input => input.Arguments.ContainsKey(Job))
            ? 0
            : Math.Abs(recorded.Cents - Play(run.All.Append(Request(MeaninglessAt[1]))).Cents);
        foreach (var at in MeaninglessAt)
        {
            most = Math.Max(most, Math.Abs(doNothing.Cents - Play(run.Given.Append(Request(at))).Cents));
        }

        return most;

        static ShopInput Request(TimeSpan at) => new(long.MaxValue, at, RecordedRun.Probe, Meaningless);
    }

    private (double? Outcome, string Without) Outcome(Course doNothing, Course recorded, ReferenceCourse? reference, int needlessRisks)
    {
        if (_cause.IsHealthy)
        {
            return (
                null,
                "There was no incident, so there was no harm to prevent and there is no outcome. The analysis shows what each action cost, compared with doing nothing."
            );
        }

        if (run.Actions.Count == 0)
        {
            return (null, "No action was taken, so there is no outcome.");
        }

        if (doNothing.Truth.OnsetAt is null)
        {
            return (null, "Nothing went wrong in this run, so there was no harm to prevent.");
        }

        if (reference is null)
        {
            return (null, "The scenario has no reference for this cause, so the run is only compared with doing nothing.");
        }

        return
            OutcomeScale.Of(doNothing.Cents, recorded.Cents, reference.Course.Cents, IsOver(recorded), needlessRisks, run.IsUnderstood)
                is { } outcome
            ? (outcome, "")
            : (null, "The incident did too little harm to compare responses to it.");
    }

    private DelayLine? Delay(IReadOnlyList<AccountLine> lines, Course recorded, ReferenceCourse? reference)
    {
        if (
            reference?.ConcludedAt is not { } concluded
            || lines.FirstOrDefault(line => line.Effect == ActionEffect.Helped) is not { } first
            || first.At <= concluded
        )
        {
            return null;
        }

        var later = first.At - concluded;
        var earlier = Play(
            run.Given.Concat(run.Actions.Select(input => input with { At = input.At > later ? input.At - later : TimeSpan.Zero }))
        );
        return new DelayLine(later, HarmChange.Between(recorded.Harm, earlier.Harm), Refused(earlier));
    }

    private static IReadOnlyList<string> Words(IReadOnlyList<ShopInput> group, Course recorded) =>
        [.. group.Select(input => recorded.Taken.First(taken => taken.Input.Sequence == input.Sequence).Answer.Text)];

    private static IReadOnlyList<string> Refused(Course course) =>
        [.. course.Taken.Where(taken => !taken.Answer.Accepted).Select(taken => taken.Answer.Text)];

    private Course Play(IEnumerable<ShopInput> inputs) => _effort.Add(Course.Play(run.Situation, inputs, ct));

    private Course PlayFirstAct(IEnumerable<ShopInput> inputs)
    {
        var scenario = run.Situation.Scenario;
        return _effort.Add(
            Course.Play(
                run.Situation with
                {
                    Scenario = scenario with { RootCauses = [.. scenario.RootCauses.Select(cause => cause with { SecondAct = null })] },
                },
                inputs,
                ct
            )
        );
    }
}
