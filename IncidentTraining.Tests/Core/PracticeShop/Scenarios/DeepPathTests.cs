using IncidentTraining.Core.Assessment;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>How long the reference responder takes from the page to the conclusion, on a few seeds of each cause; the deep check plays
/// twenty.</summary>
[Trait("Speed", "slow")]
public class DeepPathTests
{
    const int Seeds = 6;

    static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(12),
        AtMost = TimeSpan.FromMinutes(30),
        AtMostInPractice = TimeSpan.FromMinutes(10);

    public static TheoryData<string, string> Causes => Labs.Causes;

    [Theory, MemberData(nameof(Causes))]
    public void The_reference_responder_takes_12_to_30_minutes_and_resolves_it(string lab, string cause)
    {
        var scenario = Labs.Scenario(lab) with { RootCauses = [Labs.Cause(lab, cause)] };
        var opening = scenario.OpeningInputs;
        // The introduction and the security incident are for practice, and can be found in ten minutes.
        var isPractice = !Labs.Drawn.Contains(Labs.Scenario(lab));
        var (least, most) = isPractice ? (TimeSpan.Zero, AtMostInPractice) : (AtLeast, AtMost);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var horizon = scenario.BeginsAt(seed) + TimeSpan.FromMinutes(32);
            var reference = ReferenceResponder.Work(
                new Situation(scenario, seed, horizon),
                opening,
                TestContext.Current.CancellationToken
            )!;

            Assert.InRange(reference.ConcludedAt!.Value - reference.PagedAt!.Value, least, most);
            Assert.NotNull(reference.Course.Truth.ResolvedAt);
        }
    }
}
