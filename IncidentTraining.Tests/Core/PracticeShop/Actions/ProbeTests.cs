using System.Text.Json;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Actions;

/// <summary>Requests of responders' own tools are answered according to the shop's source.</summary>
public class ProbeTests
{
    [Fact]
    public void A_payment_gives_an_order_that_can_be_followed_until_a_worker_has_confirmed_it()
    {
        var shop = FaultyShop.With();
        shop.Run(10);
        ProbeAnswer paid;
        do paid = Ask(shop, "payment");
        while (paid.Status != 201);
        var id = JsonDocument.Parse(paid.Body).RootElement.GetProperty("orderId").GetInt32();

        var first = Order(shop, id);
        Assert.Contains(first.Status, (string[])["paid", "confirmed"]);
        shop.Run(5);
        var then = Order(shop, id);

        Assert.Equal((id, "confirmed"), (then.Id, then.Status));
        Assert.InRange((then.ConfirmedAt!.Value - then.PlacedAt).TotalSeconds, 0.2, 6);
    }

    [Fact]
    public void An_order_that_no_worker_confirms_stays_paid()
    {
        var shop = FaultyShop.InTrouble("workers-crashed workers=4");
        ProbeAnswer paid;
        do paid = Ask(shop, "payment");
        while (paid.Status != 201);
        var id = JsonDocument.Parse(paid.Body).RootElement.GetProperty("orderId").GetInt32();

        shop.Run(120);

        Assert.Equal(("paid", null), (Order(shop, id).Status, Order(shop, id).ConfirmedAt));
    }

    [Fact]
    public void Orders_of_customers_and_of_the_days_before_can_be_asked_for_and_one_that_there_is_not_is_not_found()
    {
        var shop = FaultyShop.With();
        shop.Run(60);
        Assert.Equal("confirmed", Order(shop, 60_001).Status);
        var old = Order(shop, 1042);
        Assert.Equal("confirmed", old.Status);
        Assert.True(old.PlacedAt < TimeSpan.Zero && old.ConfirmedAt < TimeSpan.Zero);
        Assert.True(Order(shop, 60_000).PlacedAt > old.PlacedAt);

        var newest = shop.System.Orders.NewestNumber;
        Assert.Equal(200, Ask(shop, "order", ("order", $"{newest}")).Status);
        var missing = Ask(shop, "order", ("order", $"{newest + 1000}"));
        Assert.Equal((404, """{"error":"order_not_found"}"""), (missing.Status, missing.Body));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("one")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    public void An_id_that_is_none_is_a_bad_request(string id)
    {
        var shop = FaultyShop.With();
        shop.Run(10);
        var answer = Ask(shop, "order", ("order", id));
        Assert.Equal((400, """{"error":"invalid_order_id"}"""), (answer.Status, answer.Body));
        Assert.Contains("route=\"/api/orders/{id}\",method=\"GET\",status=\"400\"", shop.PrometheusText(), StringComparison.Ordinal);
        Assert.Equal(0, shop.System.Levels.Total.Failed);
    }

    [Fact]
    public void Pages_of_the_product_list_differ_and_behind_the_last_there_is_nothing()
    {
        var shop = FaultyShop.With();
        shop.Run(10);
        var counts = new[] { 1, 2, 3 }.Select(page =>
        {
            var body = JsonDocument.Parse(Ask(shop, "products", ("page", $"{page}")).Body).RootElement;
            Assert.Equal(page, body.GetProperty("page").GetInt32());
            return body.GetProperty("products").GetArrayLength();
        });
        Assert.Equal([24, 6, 0], counts);
    }

    [Theory]
    [InlineData("amex", 502, "gateway_error")]
    [InlineData("visa", 201, null)]
    public void A_payment_goes_to_the_network_of_its_card_and_a_failed_one_tells_its_reason(string network, int status, string? reason)
    {
        var shop = FaultyShop.InTrouble("rejected-network");
        var answers = Enumerable.Range(0, 8).Select(_ => Ask(shop, "payment", ("network", network))).ToList();

        var answer = Assert.Single(answers.Where(one => one.Status == status).Take(1));
        using var body = JsonDocument.Parse(answer.Body);
        Assert.Equal(reason, body.RootElement.TryGetProperty("reason", out var told) ? told.GetString() : null);
        Assert.DoesNotContain(answers, one => one.Status is not (201 or 202 or 402 or 502));
        Assert.Equal(network == "amex", answers.All(one => one.Status == 502));
    }

    [Fact]
    public void A_checkout_that_the_shop_cannot_read_is_a_bad_request_and_places_no_order()
    {
        var quiet = Lab1.Scenario with { Traffic = Lab1.Scenario.Traffic with { Ramp = [new TrafficPoint(TimeSpan.Zero, 0)] } };
        var shop = ShopSimulation.Create(quiet, 1);
        var before = shop.System.Orders.NewestNumber;

        var answer = Ask(shop, "payment", ("malformed", "yes"));

        Assert.Equal((400, """{"error":"invalid_checkout"}"""), (answer.Status, answer.Body));
        Assert.Equal(before, shop.System.Orders.NewestNumber);
    }

    [Fact]
    public void A_turned_away_probe_is_told_that_the_shop_is_overloaded()
    {
        var shop = FaultyShop.With();
        shop.Do("shed-traffic", "percent", "90");
        shop.Run(5);
        var bodies = Enumerable
            .Range(0, 10)
            .Select(_ => Ask(shop, "products"))
            .Where(answer => answer.Status == 503)
            .Select(answer => answer.Body)
            .Distinct();
        Assert.Equal(["""{"error":"overloaded"}"""], bodies);
    }

    static ProbedOrder Order(ShopSimulation shop, int id)
    {
        var answer = Ask(shop, "order", ("order", $"{id}"));
        Assert.Equal(200, answer.Status);
        return answer.Order!;
    }

    static ProbeAnswer Ask(ShopSimulation shop, string route, params (string Name, string Value)[] more)
    {
        var sequence = shop.Now.Ticks + 1;
        var arguments = more.Append((Name: "route", Value: route)).ToDictionary(pair => pair.Name, pair => pair.Value);
        Assert.True(shop.Apply(new ShopInput(sequence, shop.Now, "probe", arguments)).Accepted);
        for (var look = 0; look < 240; look++)
        {
            shop.Run(0.05);
            if (shop.Probe(sequence) is { } answer)
                return answer;
        }

        throw new InvalidOperationException("The shop did not answer within the patience of its callers.");
    }
}
