using System.Globalization;
using IncidentTraining.Core.PracticeShop.Components.Gateway;

namespace IncidentTraining.Core.PracticeShop.Components.Probes;

/// <summary>What a probe requests from the API.</summary>
/// <param name="Route">Its route.</param>
/// <param name="Order">Number of the order whose status is requested; 0 for no particular order.</param>
/// <param name="Page">Page of the product list, from 1.</param>
/// <param name="Network">Card network of a checkout, see <see cref="CardNetworks"/>.</param>
/// <param name="IsMalformed">The API cannot parse it and answers 400.</param>
readonly record struct ProbeContent(Route Route, int Order = 0, int Page = 1, byte Network = 0, bool IsMalformed = false)
{
    static readonly string[] Routes = ["products", "order", "payment"];

    /// <summary>Reads the arguments of the input that sends a probe.</summary>
    /// <exception cref="BadOptionException">The route does not exist, or an argument is one that no tool would send.</exception>
    public static ProbeContent Read(NamedOptions options)
    {
        options.OnlyKnown("route", "order", "page", "network", "malformed");
        var route = (Route)Array.IndexOf(Routes, options.Choice("route", Routes));
        var malformed = options.OptionalText("malformed") is not null;
        var network = options.OptionalText("network") is null ? (byte)0 : CardNetworks.Number(options.Choice("network", CardNetworks.All));
        var content = new ProbeContent(
            route,
            Page: options.OptionalNumber("page", 1, int.MaxValue) ?? 1,
            Network: network,
            IsMalformed: malformed
        );
        if (route != Route.OrderStatus || options.OptionalText("order") is not { } asked)
            return content;
        // As server/routes/orders.ts has it: a whole number from 1 that fits an integer of Postgres.
        return int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? content with
            {
                Order = number,
            }
            : content with
            {
                IsMalformed = true,
            };
    }
}
