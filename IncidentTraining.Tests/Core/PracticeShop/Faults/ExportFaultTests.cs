using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Strangers who read the order export, the ways to stop them, and the cost to partners.</summary>
public sealed class ExportFaultTests
{
    const string LeakedKey = "leaked-key partner=thornbury rows=100 seconds=15",
        OpenExport = "open-export rows=100 seconds=15";

    [Theory]
    [InlineData(LeakedKey)]
    [InlineData(OpenExport)]
    public void Customers_notice_nothing_of_it(string fault)
    {
        var shop = Shop(fault);
        shop.Run(300);

        Assert.Equal((0, 0, 0), (shop.Harm().LostOrders, shop.Harm().FailedRequests, shop.Harm().DelayedOrders));
        Assert.InRange(shop.Mean(ChartNames.LatencyP95), 1, 400);
        Assert.InRange(shop.Harm().CustomersExposed, 500, 1_800);
    }

    [Fact]
    public void Partners_read_before_and_after_it_begins_and_are_no_strangers()
    {
        var shop = Shop();
        shop.Run(900);

        Assert.All(ExportPartner.All(), partner =>
            Assert.True(shop.HasLine($"{partner.Rows} rows to {partner.Addresses[0]}, key {partner.Id}-1"))
        );
        Assert.True(shop.HasLine("60 rows to 192.0.2.62, key velden-1"));
        Assert.False(shop.HasLine("203.0.113"));
        Assert.Equal((0, 0), (shop.Harm().CustomersExposed, shop.Harm().PartnerReadsRefused));
        Assert.Null(shop.Truth().OnsetAt);
        // The alert of the scenario fires above 500 rows in two minutes.
        Assert.InRange(shop.Charts(TimeSpan.Zero).Lines.Single(line => line.Name == ChartNames.ExportedRows).Values.Max() * 120, 1, 400);
    }

    [Fact]
    public void A_customer_whose_orders_are_read_again_counts_once()
    {
        var shop = Shop(new OrderExports { Rows = 1_000 }, "open-export rows=1000 seconds=1");
        shop.Run(45);
        var (rows, all) = (shop.System.Exports!.RowsIn(TimeSpan.FromSeconds(45)), shop.Harm().CustomersExposed);
        shop.Run(60);

        Assert.True(rows > 3_000);
        Assert.Equal(all, shop.Harm().CustomersExposed);
        // Some customers have several of the orders.
        Assert.InRange(all, 500, 999);
    }

    [Fact]
    public void Privacy_holds_again_when_the_last_read_is_as_old_as_the_window()
    {
        var shop = Shop(LeakedKey);
        shop.Run(215);
        shop.Do("revoke-key", "key", "thornbury");
        shop.Run(30);
        var (export, window) = (shop.System.Exports!, TimeSpan.FromSeconds(60));
        var last = export.ReadByStranger[^1].To;

        shop.AdvanceTo(last + window - TimeSpan.FromMicroseconds(1));
        Assert.True(export.WasReadByStranger(window));
        shop.AdvanceTo(last + window);
        Assert.False(export.WasReadByStranger(window));
        shop.Run(1);
        Assert.True(shop.Truth().ServiceLevelsHold);
    }

    [Fact]
    public void Reads_with_a_pause_of_more_than_a_minute_are_two_stretches()
    {
        var shop = Shop(OpenExport);
        shop.Run(215);
        shop.Do("switch-export", "state", "closed");
        shop.Run(120);
        shop.Do("switch-export", "state", "open");
        shop.Run(120);

        var stretches = shop.Truth().ReadByStranger;
        Assert.Equal(2, stretches.Count);
        Assert.True(stretches[1].From - stretches[0].To > ReadStretch.LongestGap);
        Assert.Equal(stretches[0].From, shop.System.Exports!.ReadByStranger[0].From);
    }

    [Fact]
    public void Revoking_the_key_that_leaked_stops_the_stranger_and_only_them_for_good()
    {
        var shop = Shop(LeakedKey);
        shop.Run(215);
        shop.Do("revoke-key", "key", "thornbury");
        shop.Run(60);
        var exposed = shop.Harm().CustomersExposed;
        shop.Run(1_800);

        Assert.Equal(exposed, shop.Harm().CustomersExposed);
        Assert.NotNull(shop.Truth().ResolvedAt);
        Assert.Empty(shop.Harms());
        Assert.True(shop.HasLine("401 for 203.0.113.18, key thornbury-1"));
        // The partner reads nothing until it uses its new key, and the others are not affected.
        Assert.InRange(shop.Harm().PartnerReadsRefused, 2, 5);
        Assert.True(shop.HasLine("25 rows to 198.51.100.77, key thornbury-2"));
        Assert.False(shop.HasLine("401 for 198.51.100.24"));
    }

    [Fact]
    public void Revoking_the_key_of_another_partner_harms_that_partner_and_helps_nothing()
    {
        var shop = Shop(LeakedKey);
        shop.Run(215);
        shop.Do("revoke-key", "key", "quayside");
        shop.Run(900);

        Assert.Equal("revoke-key", Assert.Single(shop.Harms()).Action);
        Assert.True(shop.HasLine("401 for 198.51.100.24, key quayside-1"));
        Assert.InRange(shop.Harm().PartnerReadsRefused, 4, 8);
        Assert.Null(shop.Truth().CauseRemovedAt);
        Assert.Contains("Customers' orders have been read by someone who is not a partner.", shop.Truth().Unresolved);
    }

    [Fact]
    public void Revoking_keys_does_not_help_where_none_is_asked_for()
    {
        var shop = Shop(OpenExport);
        shop.Run(215);
        foreach (var partner in ExportPartner.Ids)
            shop.Do("revoke-key", "key", partner);
        shop.Run(200);

        Assert.Equal(3, shop.Harms().Count);
        Assert.True(shop.System.Exports!.WasReadByStranger(TimeSpan.FromMinutes(1)));
        // A partner with a revoked key is admitted like anyone else.
        Assert.Equal(0, shop.Harm().PartnerReadsRefused);
    }

    [Theory]
    [InlineData(LeakedKey, "thornbury-1")]
    [InlineData(OpenExport, "none")]
    public void A_limit_per_address_only_brings_the_stranger_back_from_another_one(string fault, string key)
    {
        var shop = Shop(fault);
        shop.Run(215);
        shop.Do("limit-clients", "requests-per-minute", "2");
        shop.Run(300);

        Assert.True(shop.HasLine($"429 for 203.0.113.18, key {key}"));
        Assert.True(shop.HasLine($"100 rows to 203.0.113.61, key {key}"));
        Assert.False(shop.Truth().ServiceLevelsHold);
        Assert.Equal(0, shop.Harm().PartnerReadsRefused);
    }

    [Theory]
    [InlineData(LeakedKey)]
    [InlineData(OpenExport)]
    public void A_closed_export_stops_all_who_read_and_is_no_repair(string fault)
    {
        var shop = Shop(fault);
        shop.Run(215);
        shop.Do("switch-export", "state", "closed");
        shop.Run(70);
        var exposed = shop.Harm().CustomersExposed;
        shop.Run(600);

        Assert.Equal(exposed, shop.Harm().CustomersExposed);
        Assert.InRange(shop.Harm().PartnerReadsRefused, 4, 12);
        Assert.NotNull(shop.Truth().MitigatedAt);
        Assert.Null(shop.Truth().ResolvedAt);
        Assert.Contains("The export of orders is still closed for partners.", shop.Truth().Unresolved);

        shop.Do("switch-export", "state", "open");
        shop.Run(100);
        Assert.True(shop.Harm().CustomersExposed > exposed);
    }

    [Fact]
    public void A_run_is_resolved_when_the_cause_is_gone_and_the_export_is_open_again()
    {
        var shop = Shop(LeakedKey);
        shop.Run(215);
        shop.Do("switch-export", "state", "closed");
        shop.Do("revoke-key", "key", "thornbury");
        shop.Run(400);
        Assert.Equal(["The export of orders is still closed for partners."], shop.Truth().Unresolved);

        shop.Do("switch-export", "state", "open");
        shop.Run(6);
        Assert.NotNull(shop.Truth().ResolvedAt);
    }

    [Theory]
    [InlineData("leaked-key partner=nowhere rows=10 seconds=5", "“partner” must be one of quayside, thornbury, velden")]
    [InlineData("open-export rows=0 seconds=5", "“rows” must be a whole number from 1 to 1000")]
    public void An_option_that_does_not_fit_is_refused(string fault, string reason) =>
        Assert.Contains(reason, Assert.Throws<BadOptionException>(() => Shop(fault)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_shop_without_an_export_has_neither_its_actions_nor_its_figures()
    {
        var shop = FaultyShop.With();

        Assert.DoesNotContain(shop.Actions, action => action.Name is "copy-access-log" or "revoke-key" or "switch-export");
        Assert.DoesNotContain(shop.Charts(TimeSpan.Zero).Lines, line => line.Name == ChartNames.ExportedRows);
        Assert.DoesNotContain("export_rows_total", shop.PrometheusText(), StringComparison.Ordinal);
        var broken = FaultyShop.With(LeakedKey);
        Assert.Throws<BadOptionException>(() => broken.Run(60));
    }

    static ShopSimulation Shop(params string[] faults) => Shop(new OrderExports(), faults);

    static ShopSimulation Shop(OrderExports exports, params string[] faults) =>
        FaultyShop.With(new ShopLimits { Exports = exports }, faults);
}
