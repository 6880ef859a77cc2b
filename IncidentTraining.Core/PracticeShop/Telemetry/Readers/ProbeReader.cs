using System.Text.Json;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Probes;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Formats the responses to probes as the shop's <c>server/</c> code would.</summary>
static class ProbeReader
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ProbeAnswer? Read(ShopSystem shop, long key)
    {
        if (!shop.Probes.TryFind(key, out var sent) || sent.Status == 0)
            return null;
        return new ProbeAnswer(
            sent.Status,
            sent.Duration / 1000.0,
            sent.Trace.ToString("x16"),
            sent.Found is null ? Body(sent) : "",
            sent.Found
        );
    }

    static string Body(in ProbeSender.Sent sent) =>
        sent switch
        {
            { Status: 200, Content.Route: Route.Browse } => Write(
                new { page = sent.Content.Page, products = BookCatalogue.Page(sent.Content.Page) }
            ),
            { Status: 201 } => Write(new { orderId = sent.Number, status = "paid" }),
            { Status: 202 } => Write(new { orderId = sent.Number, status = "pending" }),
            { Status: 402 or 502, Outcome: { } outcome } => Write(
                new
                {
                    orderId = sent.Number,
                    error = sent.Status == 402 ? "payment_declined" : "payment_failed",
                    reason = PaymentOutcomes.Labels(outcome).Reason,
                }
            ),
            _ => Write(new { error = Error(sent) }),
        };

    static string Error(in ProbeSender.Sent sent) =>
        sent.Status switch
        {
            400 => sent.Content.Route == Route.Checkout ? "invalid_checkout" : "invalid_order_id",
            404 => "order_not_found",
            429 => "too_many_requests",
            499 => "client_gave_up",
            502 => "bad_gateway",
            // Rejected at once: nothing behind the load balancer was called.
            503 when sent.Duration == 0 => "overloaded",
            503 => "unavailable",
            504 => "request_timeout",
            _ => "internal",
        };

    static string Write<T>(T body) => JsonSerializer.Serialize(body, Json);
}
