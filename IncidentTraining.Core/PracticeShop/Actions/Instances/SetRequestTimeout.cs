using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Instances;

/// <summary>Sets the time after which the API gives up on a request.</summary>
sealed class SetRequestTimeout : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "set-request-timeout",
            "Set the request timeout",
            "Sets api.request_timeout_ms. It should be shorter than the ten seconds that customers wait.",
            Delay,
            [new ArgumentDescription("milliseconds", "Milliseconds", [], 1000, 10000, "8000")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var milliseconds = arguments.Number("milliseconds", 1000, 10000);
        if (shop.Balancer.RequestTimeout == milliseconds * 1000L)
            throw new NotNowException($"The timeout is already {milliseconds} ms.");
        return new ActionPlan("", $"api.request_timeout_ms is being set to {milliseconds}.", new ActionStage(Delay, system =>
            {
                system.Balancer.RequestTimeout = milliseconds * 1000L;
                system.Changes.Add("config", $"api.request_timeout_ms: {milliseconds}");
                return $"The API gives a request up after {milliseconds} ms.";
            }));
    }
}
