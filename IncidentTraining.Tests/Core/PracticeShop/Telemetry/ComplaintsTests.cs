using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>Customers complain about their own experience, in varied words, and after the time that people take to write.</summary>
public class ComplaintsTests
{
    readonly Kernel _kernel = new();
    readonly EventLog _events;
    readonly Complaints _complaints;

    public ComplaintsTests()
    {
        _events = new EventLog(_kernel, new StableHash());
        _complaints = new Complaints(_kernel, _events, RandomStream.For(1, "complaints"));
    }

    IReadOnlyList<ShopEvent> Said => _events.After(0);

    public static TheoryData<string> Met => [.. Enum.GetNames<Grievance>()];

    [Theory, MemberData(nameof(Met))]
    public void The_words_are_about_what_was_met_and_vary(string name)
    {
        var met = Enum.Parse<Grievance>(name);
        for (var second = 0; second < 4 * 3600; second++)
        {
            _kernel.RunTo(second * Kernel.Second);
            _complaints.Consider(second, met, 3_250);
        }

        var own = ComplaintTexts.About(met).Select(text => text.Replace("{0}", "32.50")).ToHashSet();
        Assert.Equal(own, Said.Select(one => one.Text).ToHashSet());
        Assert.True(Said.Count > 100);
    }

    [Fact]
    public void No_words_are_of_two_grievances()
    {
        var all = Enum.GetValues<Grievance>().SelectMany(ComplaintTexts.About).ToList();

        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(Enum.GetValues<Grievance>(), met => Assert.InRange(ComplaintTexts.About(met).Count, 4, 10));
        Assert.All(
            Enum.GetValues<Grievance>().Where(met => met is not (Grievance.LostOrder or Grievance.Charged or Grievance.LowPrice)),
            met => Assert.DoesNotContain(ComplaintTexts.About(met), text => text.Contains("{0}"))
        );
    }

    [Fact]
    public void A_message_comes_as_long_after_as_a_person_takes_to_write_it()
    {
        for (var second = 0; second < 4 * 3600; second++)
        {
            _kernel.RunTo(second * Kernel.Second);
            _complaints.Consider(second, Grievance.SlowList, 0);
        }

        var delays = Said.Select(one =>
                (one.At - TimeSpan.FromSeconds(int.Parse(one.Subject["customer-".Length..], CultureInfo.InvariantCulture))).TotalSeconds
            )
            .ToList();
        Assert.InRange(delays.Min(), 20, 25);
        Assert.InRange(delays.Average(), 50, 75);
        Assert.InRange(delays.Max(), 120, 240);
        Assert.All(
            Said.Select(one => int.Parse(one.Subject["customer-".Length..], CultureInfo.InvariantCulture))
                .Order()
                .Chunk(2)
                .Where(pair => pair.Length == 2),
            pair => Assert.True(pair[1] - pair[0] >= 20)
        );
    }

    [Theory]
    [InlineData(Route.Browse, true, false, nameof(Grievance.SlowList))]
    [InlineData(Route.Browse, false, false, nameof(Grievance.NoList))]
    [InlineData(Route.OrderStatus, true, false, nameof(Grievance.SlowOrders))]
    [InlineData(Route.OrderStatus, false, false, nameof(Grievance.NoOrders))]
    [InlineData(Route.Checkout, true, false, nameof(Grievance.SlowCheckout))]
    [InlineData(Route.Checkout, false, false, nameof(Grievance.LostOrder))]
    [InlineData(Route.Checkout, false, true, nameof(Grievance.Charged))]
    internal void The_page_that_failed_or_was_slow_is_the_one_that_is_complained_about(Route route, bool well, bool charged, string met)
    {
        var call = new Call
        {
            Route = route,
            BasketCents = 3_250,
            SlowestAttempt = 3 * Kernel.Second,
        };
        OnlySays(met, "32.50", (impact, customer) => impact.Ended(call with { Customer = customer }, well, charged));
    }

    [Fact]
    public void An_order_that_its_page_does_not_know_is_complained_about_as_unknown()
    {
        var call = new Call { Route = Route.OrderStatus, Answer = CustomerCrowd.NotFound };
        OnlySays(nameof(Grievance.UnknownOrder), "0.00", (impact, customer) =>
            impact.Ended(call with { Customer = customer }, well: false, charged: false)
        );
    }

    [Fact]
    public void An_order_that_waits_for_the_bank_or_for_a_worker_or_cost_too_little_has_words_of_its_own()
    {
        OnlySays(nameof(Grievance.Pending), "32.50", (impact, customer) => impact.OrderGivenUp(customer, 3_250));
        OnlySays(nameof(Grievance.Unconfirmed), "0.00", (impact, customer) => impact.OrderStuck(customer));
        OnlySays(nameof(Grievance.LowPrice), "12.00", (impact, customer) => impact.OrderReduced(customer, 1_200));
    }

    /// <summary>Advances by half an hour in which one customer per second has the same experience, and checks the complaints.</summary>
    void OnlySays(string met, string basket, Action<ImpactMeter, int> meet)
    {
        var impact = new ImpactMeter(new ServiceLevelMeter(Labs.Pager.ServiceLevels), _complaints, customers: 6_000);
        // Complaints about earlier experiences have been written by then.
        var start = (int)(_kernel.Now / Kernel.Second) + 300;
        _kernel.RunTo(start * Kernel.Second);
        var before = Said.Count;
        for (var second = 0; second < 1_800; second++)
        {
            _kernel.RunTo((start + second) * Kernel.Second);
            meet(impact, second);
        }

        var said = Said.Skip(before).ToList();
        Assert.NotEmpty(said);
        var own = ComplaintTexts.About(Enum.Parse<Grievance>(met)).Select(text => text.Replace("{0}", basket)).ToHashSet();
        Assert.All(said, one => Assert.Contains(one.Text, own));
    }
}
