using System.Text.Json;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>
/// A tool's payment request: nothing at all, which pays with a test card, or a checkout with its idempotency key, as in
/// <c>server/routes/checkout.ts</c>.
/// </summary>
internal static class CheckoutRequest
{
    private const int MostLines = 50;
    private const int MostCopies = 20;

    private static readonly string[] Currencies = ["USD", "EUR", "GBP"];
    private static readonly string[] Networks = ["visa", "mastercard", "amex"];

    /// <summary>Reads the request; too large when its body exceeds the surface's limit.</summary>
    public static async Task<Outcome<ProbeShop.Request>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        const string route = "payment";
        if (request is { ContentLength: null or 0 } && !request.Headers.TransferEncoding.Any())
        {
            return new ProbeShop.Request(route);
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            var hasKey = !string.IsNullOrEmpty(request.Headers["Idempotency-Key"]);
            return hasKey && NetworkOf(body.RootElement) is { } network
                ? new ProbeShop.Request(route, Network: network)
                : new ProbeShop.Request(route, IsMalformed: true);
        }
        catch (JsonException)
        {
            return new ProbeShop.Request(route, IsMalformed: true);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refusal.TooLarge("A checkout request for the shop is shorter than that.");
        }
    }

    /// <summary>The card's network; null when it is not a checkout.</summary>
    private static string? NetworkOf(JsonElement checkout)
    {
        var valid =
            checkout.ValueKind == JsonValueKind.Object
            && Whole(checkout, "customerId") is not null
            && Currencies.Contains(Text(checkout, "currency"))
            && checkout.TryGetProperty("lines", out var lines)
            && lines.ValueKind == JsonValueKind.Array
            && lines.GetArrayLength() is > 0 and <= MostLines
            && lines.EnumerateArray().All(IsLine);
        return
            valid
            && checkout.TryGetProperty("card", out var card)
            && card.ValueKind == JsonValueKind.Object
            && Text(card, "token") is not null
            ? Networks.FirstOrDefault(network => network == Text(card, "network"))
            : null;
    }

    private static bool IsLine(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && Whole(line, "product") is not null && Whole(line, "quantity") is <= MostCopies;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // An integer from 1, as ids and quantities are.
    private static long? Whole(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
        && number >= 1
            ? number
            : null;
}
