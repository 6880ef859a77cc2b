namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>What a span of a trace may be.</summary>
enum SpanKind
{
    Request,
    WaitForSlot,
    AcquireConnection,
    Chaos,
    Handler,
    ListProducts,
    OrdersOfCustomer,
    ReadBasket,
    PlaceOrder,
    RecordPayment,
    SettleOrder,
    CheckSignature,
    Authorise,
    Enqueue,
    Recommend,
    FindList,
    KeepList,
}
