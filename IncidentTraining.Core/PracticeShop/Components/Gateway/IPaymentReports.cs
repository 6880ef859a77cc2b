using IncidentTraining.Core.PracticeShop.Components.Redis;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>What is reported about payments.</summary>
interface IPaymentReports
{
    /// <summary>A payment attempt has ended after its time at the gateway, in microseconds.</summary>
    void Ended(PaymentOutcome outcome, byte network, int order, long gatewayTime, long trace);

    /// <summary>A paid order could not be enqueued.</summary>
    void EnqueueFailed(int order, RedisRefusal why, long trace);
}
