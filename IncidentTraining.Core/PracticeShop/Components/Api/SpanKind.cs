namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>The kind of a span in a trace.</summary>
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
