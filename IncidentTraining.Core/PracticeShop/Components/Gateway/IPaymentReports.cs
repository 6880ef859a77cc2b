using IncidentTraining.Core.PracticeShop.Components.Redis;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>What is reported of payments.</summary>
interface IPaymentReports
{
    /// <summary>An attempt to pay has ended after a time at the gateway, in microseconds.</summary>
    void Ended(PaymentOutcome outcome, byte network, int order, long gatewayTime, long trace);

    /// <summary>An order that is paid could not be enqueued.</summary>
    void EnqueueFailed(int order, RedisRefusal why, long trace);
}
