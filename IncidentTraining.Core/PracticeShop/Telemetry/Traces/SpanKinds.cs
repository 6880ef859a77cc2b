using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Traces;

/// <summary>Display names of spans.</summary>
static class SpanKinds
{
    public static (string Name, string Service, string Detail) Describe(SpanKind kind) =>
        kind switch
        {
            SpanKind.WaitForSlot => ("wait for a slot", "api", ""),
            SpanKind.AcquireConnection => ("acquire a database connection", "api", "pool"),
            SpanKind.Chaos => ("chaos on http", "api", "experiment"),
            SpanKind.Handler => ("handler", "api", "waits for the event loop included"),
            SpanKind.ListProducts => ("read products", "database", "select … from products where not withdrawn order by rank"),
            SpanKind.OrdersOfCustomer => ("read orders", "database", "select count(*) … from orders where customer_id = $1"),
            SpanKind.ReadBasket => ("read basket", "database", "select id, price_cents, stock from products"),
            SpanKind.PlaceOrder => ("write order", "database", "insert into orders … on conflict (checkout_key)"),
            SpanKind.RecordPayment => ("write outcome", "database", "update orders set status = $2, payment_reason = $3"),
            SpanKind.SettleOrder => ("write settlement", "database", "update orders set status = $2 where … status = 'pending'"),
            SpanKind.CheckSignature => ("check signature", "api", "PAYLANE_WEBHOOK_KEY"),
            SpanKind.Authorise => ("POST /authorisations", "paylane", "api.paylane.example"),
            SpanKind.Enqueue => ("enqueue job", "redis", "lpush orders:waiting"),
            SpanKind.FindList => ("get list", "redis", "get lists:{order}:{page}"),
            SpanKind.KeepList => ("keep list", "redis", "set lists:{order}:{page}"),
            SpanKind.Recommend => ("recommendations.forCustomer", "recommendations", ""),
            _ => ("request", "api", ""),
        };
}
