using System.Text.Json;
using IncidentTraining.Core.PracticeShop.Components.Probes;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Words the answers to probes as <c>server/</c> of the shop would.</summary>
static class ProbeReader
{
    public static ProbeAnswer? Read(ShopSystem shop, long key)
    {
        if (!shop.Probes.TryFind(key, out var sent) || sent.Status == 0)
            return null;
        return new ProbeAnswer(sent.Status, sent.Duration / 1000.0, sent.Trace.ToString("x16"), Body(sent));
    }

    static string Body(in ProbeDesk.Sent sent) => sent.Status switch
    {
        201 => JsonSerializer.Serialize(new { orderId = sent.Number, status = "paid" }),
        202 => JsonSerializer.Serialize(new { orderId = sent.Number, status = "pending" }),
        200 => JsonSerializer.Serialize(new { page = 1, products = new[] { new { id = 1, title = "The Lanternfish", priceCents = 1650, inStock = true } } }),
        402 => JsonSerializer.Serialize(new { orderId = sent.Number, error = "payment_declined" }),
        502 => JsonSerializer.Serialize(new { orderId = sent.Number, error = "payment_failed" }),
        503 => """{"error":"unavailable"}""",
        504 => """{"error":"request_timeout"}""",
        499 => """{"error":"client_gave_up"}""",
        429 => """{"error":"too_many_requests"}""",
        _ => """{"error":"internal"}""",
    };
}
