using System.Collections.Concurrent;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>A cause on one of its seeds with the two ends of the scale, simulated once for all tests.</summary>
/// <param name="Situation">The shop, up to a horizon that is short enough to play often.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Given">The lab's opening.</param>
/// <param name="DoNothing">The do-nothing run.</param>
/// <param name="Reference">The reference responder.</param>
sealed record Played(Situation Situation, RootCause Cause, IReadOnlyList<ShopInput> Given, Course DoNothing, ReferenceCourse Reference)
{
    public const int Seeds = 3;

    static readonly TimeSpan AfterBegin = TimeSpan.FromMinutes(24);

    static readonly ConcurrentDictionary<(string, string, int), Lazy<Played>> All = new();

    /// <summary>Every cause of every scenario with each of its first seeds.</summary>
    public static TheoryData<string, string, int> Causes
    {
        get
        {
            var all = new TheoryData<string, string, int>();
            foreach (var scenario in Labs.All.OrderBy(scenario => scenario.Id, StringComparer.Ordinal))
            {
                foreach (var cause in scenario.RootCauses)
                {
                    for (var place = 1; place <= Seeds; place++)
                        all.Add(scenario.Id, cause.Id, place);
                }
            }

            return all;
        }
    }

    public static Played Of(string scenario, string cause, int place = 1) =>
        All.GetOrAdd((scenario, cause, place), key => new Lazy<Played>(() =>
            Play(Labs.Scenario(key.Item1), Labs.Cause(key.Item1, key.Item2), key.Item3)
        )).Value;

    /// <summary>A course that has been advanced until the reference is paged.</summary>
    public CourseShop AtPage()
    {
        var course = new CourseShop(Situation, Given, TestContext.Current.CancellationToken);
        course.LiveTo(Reference.PagedAt!.Value);
        return course;
    }

    static Played Play(Scenario scenario, RootCause cause, int place)
    {
        var seed = Enumerable.Range(1, 1000).Where(seed => scenario.RootCauseFor(seed).Id == cause.Id).ElementAt(place - 1);
        var situation = new Situation(scenario, seed, scenario.BeginsAt(seed) + AfterBegin);
        var given = scenario.OpeningInputs;
        return new Played(situation, cause, given, Course.Play(situation, given), ReferenceResponder.Work(situation, given)!);
    }
}
