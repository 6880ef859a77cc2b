using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Past;

/// <summary>Log and traces of the hour before a run: combined with those of the run, in time order.</summary>
[Trait("Speed", "slow")]
public class PastLogTests
{
    static ShopLogQuery Everything =>
        new()
        {
            WithPast = true,
            After = int.MinValue,
            Limit = int.MaxValue,
        };

    static ShopSimulation After(int seconds)
    {
        var shop = ShopSimulation.Create(Labs.Scenario("lab-5-full-incident-response"), 5);
        shop.AdvanceTo(TimeSpan.FromSeconds(seconds));
        return shop;
    }

    [Fact]
    public void Lines_before_the_run_and_of_it_are_one_row_in_the_order_of_time()
    {
        var shop = After(30);
        var own = shop.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines;

        var page = shop.Logs(Everything);

        Assert.Equal(page.Lines.OrderBy(line => line.At).Select(line => line.Sequence), page.Lines.Select(line => line.Sequence));
        Assert.Equal(own.Where(line => line.At >= TimeSpan.Zero), page.Lines.Where(line => line.Sequence > 0));
        Assert.Equal(page.Lines[0].Sequence, page.Oldest);
        var before = page.Lines.Where(line => line.At < TimeSpan.Zero).ToList();
        Assert.Equal(Enumerable.Range(0, before.Count).Select(place => page.Oldest + place), before.Select(line => line.Sequence));
        Assert.Equal(0, before[^1].Sequence);
        Assert.InRange(before.Count(line => line.At >= TimeSpan.FromHours(-1)), 5_000, 40_000);
    }

    [Fact]
    public void The_changes_before_the_run_stand_where_they_were_made_and_once()
    {
        var shop = After(0);
        var changes = shop.Changes()
            .Where(change => change.At < TimeSpan.Zero)
            .Select(change => (change.At, Text: $"change: {change.Title}"))
            .Order()
            .ToList();

        var told = shop.Logs(Everything)
            .Lines.Where(line => line.Message.StartsWith("change: ", StringComparison.Ordinal))
            .Select(line => (line.At, Text: line.Message))
            .Order();

        Assert.NotEmpty(changes);
        Assert.Equal(changes, told);
    }

    [Fact]
    public void A_log_counts_the_changes_before_the_run_that_lie_before_the_hour_as_older_than_all_of_it()
    {
        var lines = After(0).Logs(Everything).Lines;

        Assert.All(lines.TakeWhile(line => line.At < TimeSpan.FromHours(-1)), line => Assert.StartsWith("change: ", line.Message));
        Assert.DoesNotContain(lines.SkipWhile(line => line.At < TimeSpan.FromHours(-1)), line => line.At < TimeSpan.FromHours(-1));
    }

    [Fact]
    public void A_query_without_the_past_reads_the_run_alone()
    {
        var shop = After(30);
        var alone = shop.Logs(new ShopLogQuery { After = int.MinValue, Limit = int.MaxValue });

        Assert.All(alone.Lines, line => Assert.True(line.Sequence >= 1));
        Assert.Equal(1, alone.Oldest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-300)]
    [InlineData(3)]
    public void A_stretch_of_numbers_is_read_as_it_stands_in_the_whole(int upTo)
    {
        var shop = After(30);
        var whole = shop.Logs(Everything).Lines;

        var part = shop.Logs(Everything with { After = upTo - 40, Before = upTo + 1 }).Lines;

        Assert.Equal(whole.Where(line => line.Sequence > upTo - 40 && line.Sequence <= upTo), part);
        Assert.Equal(part.TakeLast(7), shop.Logs(Everything with { After = upTo - 40, Before = upTo + 1, Limit = 7 }).Lines);
    }

    [Fact]
    public void A_search_finds_the_same_lines_as_reading_them_all()
    {
        var shop = After(30);
        var expected = shop.Logs(Everything)
            .Lines.Where(line => line.Service == "payments" && line.Message.Contains("amex", StringComparison.OrdinalIgnoreCase))
            .ToList();

        Assert.Contains(expected, line => line.Sequence < 0);
        Assert.Equal(expected, shop.Logs(Everything with { Search = "amex", Service = "payments" }).Lines);
    }

    /// <summary>A field contains nothing that the message does not show.</summary>
    [Fact]
    public void Every_field_is_named_and_its_value_is_in_the_message()
    {
        var lines = Labs
            .WithPager.SelectMany(scenario =>
            {
                var shop = ShopSimulation.Create(scenario, 5);
                shop.AdvanceTo(TimeSpan.FromMinutes(16));
                return shop.Logs(Everything with { WithFields = true }).Lines;
            })
            .ToList();

        Assert.All(lines.SelectMany(line => line.Fields.Select(field => (line.Message, field))), pair =>
        {
            Assert.Matches("^[a-z][A-Za-z]+$", pair.field.Key);
            Assert.Contains(pair.field.Value, pair.Message);
        });
        Assert.All(lines, line => Assert.Equal(line.Fields.Count, line.Fields.Select(field => field.Key).Distinct().Count()));
        Assert.True(lines.Count(line => line.Fields.Count > 0) > lines.Count / 2);
        Assert.All(After(5).Logs(Everything).Lines, line => Assert.Empty(line.Fields));
    }

    [Fact]
    public void Orders_and_jobs_before_the_run_have_numbers_below_those_of_the_run()
    {
        var shop = After(60);
        Assert.All(Numbers("payments", "order "), pair =>
            Assert.True(pair.At < TimeSpan.Zero == pair.Number <= OrderLedger.LastNumberBefore, $"{pair}")
        );
        Assert.All(Numbers("workers", "job "), pair =>
            Assert.True(pair.At < TimeSpan.Zero == pair.Number <= JobQueue.LastNumberBefore, $"{pair}")
        );

        IEnumerable<(TimeSpan At, int Number)> Numbers(string service, string word) =>
            shop.Logs(Everything with { Service = service })
                .Lines.Where(line => line.Message.Contains(word) && line.At > TimeSpan.FromHours(-1))
                .Select(line =>
                    (
                        line.At,
                        int.Parse(
                            new string([
                                .. line.Message[(line.Message.IndexOf(word, StringComparison.Ordinal) + word.Length)..]
                                    .TakeWhile(char.IsAsciiDigit),
                            ]),
                            CultureInfo.InvariantCulture
                        )
                    )
                );
    }

    [Fact]
    public void Lines_of_requests_lead_to_traces_before_the_run()
    {
        var shop = After(5);
        var traces = shop.Traces(new TraceQuery { WithPast = true, Limit = 500 });

        Assert.Equal(
            traces.Traces.OrderBy(trace => trace.At < TimeSpan.Zero).Select(trace => trace.Id),
            traces.Traces.Select(trace => trace.Id)
        );
        var before = traces.Traces.Where(trace => trace.At < TimeSpan.Zero).ToList();
        Assert.InRange(before.Count, 300, 512);
        Assert.All(before.Take(20), trace => Assert.Equal(trace, shop.Trace(trace.Id)));
        var logged = shop.Logs(Everything).Lines.Select(line => line.Trace).ToHashSet();
        Assert.Contains(before, trace => logged.Contains(trace.Id));
        Assert.DoesNotContain(shop.Traces(new TraceQuery { Limit = 500 }).Traces, trace => trace.At < TimeSpan.Zero);
    }

    [Fact]
    public void Traces_of_the_run_push_those_before_it_out()
    {
        var shop = After(900);
        var own = shop.Traces(new TraceQuery { Limit = int.MaxValue }).Traces.Count;

        Assert.InRange(shop.Traces(new TraceQuery { WithPast = true, Limit = int.MaxValue }).Traces.Count, own, Math.Max(own, 512));
        Assert.True(own > 100);
    }

    [Fact]
    public void A_log_that_has_lost_its_first_lines_has_none_before_them()
    {
        var shop = Faults.FaultyShop.With("too-many-connections sessions=32");
        while (shop.Logs(new ShopLogQuery { Limit = 1 }).Cursor <= 100_000)
            shop.Run(60);

        var page = shop.Logs(Everything);

        Assert.Equal(page.Lines[0].Sequence, page.Oldest);
        Assert.True(page.Oldest > 1);
    }
}
