using System.Diagnostics;
using System.Globalization;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Benchmarks.Assessment;

/// <summary>
/// The processor time of an hour's account in this process, for a crew that takes as many actions as an account has lines and repairs
/// nothing: for each lab the cause with the most work. If causes have a second act, also for a crew that triggers it half-way and leaves
/// it, because an action without which it begins at another time needs additional courses.
/// </summary>
static class AccountMeasurement
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1),
        BetweenActions = TimeSpan.FromSeconds(75);

    public static void Run()
    {
        Console.WriteLine("lab and cause".PadRight(70) + " lines  courses   CPU s         events  ns an event   best known response");
        foreach (
            var path in Directory
                .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "scenarios"), "*.yaml")
                .Order(StringComparer.Ordinal)
        )
        {
            var file = new ContentFile("scenarios/" + Path.GetFileName(path), File.ReadAllText(path));
            var scenario = ScenarioReader.Read(file);
            Say(scenario.RootCauses.Select(cause => Dear.Of(scenario, cause)).MaxBy(one => one.Estimate)!);
            if (
                scenario
                    .RootCauses.Where(cause => cause.SecondAct is not null)
                    .Select(cause => Dear.Of(scenario, cause, setsOff: true))
                    .MaxBy(one => one.Estimate) is
                { } second
            )
                Say(second);
        }
    }

    static void Say(Dear dear)
    {
        var before = Used();
        var accountant = new Accountant(RecordedRun.Of(dear.Situation, dear.Inputs), (_, _) => { }, CancellationToken.None);
        var account = accountant.Compute();
        var used = Used() - before;
        Console.WriteLine(
            string.Format(
                CultureInfo.InvariantCulture,
                "{0,-70} {1,5} {2,8} {3,7:0.0} {4,14:N0} {5,11:0}   {6}",
                dear.Situation.Scenario.Id + " " + dear.Cause.Id + (dear.SetsOff ? ", repaired" : ""),
                account.Lines.Count,
                account.Courses,
                used.TotalSeconds,
                accountant.Events,
                used.TotalNanoseconds / accountant.Events,
                account.Best?.Text
            )
        );
    }

    static TimeSpan Used()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    /// <summary>A run of a cause with many actions that repair nothing, or only the first of its faults.</summary>
    /// <param name="Estimate">Events of the engine that its account is likely to take.</param>
    /// <param name="SetsOff">Whether the first fault is repaired half-way, so that the second act begins.</param>
    sealed record Dear(Situation Situation, RootCause Cause, IReadOnlyList<ShopInput> Inputs, long Estimate, bool SetsOff)
    {
        public static Dear Of(Scenario scenario, RootCause cause, bool setsOff = false)
        {
            var situation = new Situation(scenario, ScenarioProof.SeedOf(scenario, cause), Hour);
            ShopInput[] given =
            [
                .. scenario.Opening.Select((step, number) => new ShopInput(number + 1, step.At, step.Action, step.Arguments)),
            ];
            var shop = new CourseShop(situation, given, CancellationToken.None);
            shop.LiveTo(Hour);
            var from = shop.Shop.Truth().DetectedAt ?? scenario.BeginsAt(situation.Seed);
            return new Dear(
                situation,
                cause,
                [
                    .. given,
                    .. Enumerable
                        .Range(1, Accountant.MostLines)
                        .Select(number =>
                            setsOff && number == Accountant.MostLines / 2
                                ? Repair(cause, number, from + (number * BetweenActions))
                                : Idle(number, from + (number * BetweenActions))
                        ),
                ],
                shop.Shop.EventsProcessed * ((2 * Accountant.MostLines) + new BestResponses(situation, given).Candidates(from).Count),
                setsOff
            );
        }

        static ShopInput Repair(RootCause cause, int number, TimeSpan at) =>
            new(100 + number, at, cause.Mitigations[0].Action, cause.Mitigations[0].Arguments);

        // Restarting one healthy instance after the other, with the smoke tests in between: a crew that is busy and has found nothing.
        static ShopInput Idle(int number, TimeSpan at) =>
            number % 2 == 0
                ? new ShopInput(100 + number, at, "run-smoke-tests", new Dictionary<string, string>())
                : new ShopInput(
                    100 + number,
                    at,
                    "restart-instance",
                    new Dictionary<string, string> { ["instance"] = $"api-{1 + (number / 2 % 2)}" }
                );
    }
}
