using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Smoke;

/// <summary>Runs the smoke suite against the shop. Its requests take the same path as customers' requests.</summary>
sealed class RunSmokeTests : IShopAction
{
    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "run-smoke-tests",
            "Run the smoke suite",
            "Runs tests/e2e against the shop and reports what passed. Its requests are real.",
            SmokeSuite.Duration,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "The smoke suite runs.", new ActionStage(TimeSpan.Zero, system =>
            {
                system.Smoke.Start();
                return "";
            }), new ActionStage(SmokeSuite.Duration, system =>
            {
                var run = system.Smoke.End();
                return run.Failed == 0
                    ? $"Smoke suite: all {run.Passed} tests passed."
                    : $"Smoke suite: {run.Failed} of {run.Passed + run.Failed} tests failed.";
            }));
}
