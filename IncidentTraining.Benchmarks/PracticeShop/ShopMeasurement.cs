using System.Diagnostics;
using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Benchmarks.PracticeShop;

/// <summary>
/// The practice shop's performance targets in processor time of this process, which other load on the machine hardly affects, and as ratios
/// to a plain priority queue of the framework that removes and adds as many entries as there are events.
/// </summary>
static class ShopMeasurement
{
    const int Shops = 300,
        Times = 7;

    public static void Run()
    {
        var quiet = Best(() => ShopScenario.QuietHour().EventsProcessed);
        var incident = Best(() => ShopScenario.IncidentHour().EventsProcessed);
        Say("quiet hour of Lab 1", quiet);
        Say("unrepaired hour of Lab 1", incident);
        var past = ShopScenario.Earlier;
        Say("the hour before a run", Best(() => Play(ShopPast.Play(past, 0))));
        Say("unrepaired hour with its past", Best(() => ShopScenario.IncidentHour().EventsProcessed + Play(ShopPast.Play(past, 0))));
        Say("three hours of the day before", Best(() => ShopYesterday.Play(ShopScenario.Yesterday, 0).Lines.Count));
        SayMemory("a past in memory", variant => ShopPast.Play(past, variant));
        var shop = ShopScenario.IncidentHour();
        _ = shop.Charts(-TimeSpan.FromHours(1));
        Say("charts with the hour before", Best(() => shop.Charts(-TimeSpan.FromHours(1)).Count, repeat: 5));
        Say("charts of the last quarter", Best(() => shop.Charts(shop.Now - TimeSpan.FromMinutes(15)).Count, repeat: 20));

        var shops = Enumerable.Range(1, Shops).Select(seed => ShopScenario.After(TimeSpan.FromMinutes(5), seed)).ToArray();
        var cursors = new long[Shops];
        Say($"{Shops} shops, one second, unwatched", Best(() => StepBenchmarks.Step(shops), repeat: 5));
        Say($"{Shops} shops, one second, watched", Best(() => StepBenchmarks.StepAndRead(shops, cursors), repeat: 5));
        Say($"{Shops} shops, standing still", Best(() => Stand(shops), repeat: 1000));

        var loud = ShopScenario.Loud();
        Say("newest 100 of 100,000 lines", Best(() => loud.Logs(new ShopLogQuery { Limit = 100 }).Lines.Count, repeat: 50));
        Say(
            "100 lines from the middle",
            Best(
                () =>
                    loud.Logs(
                        new ShopLogQuery { Limit = 100, Before = loud.Logs(new ShopLogQuery { Limit = 1 }).Cursor - 50_000 }
                    ).Lines.Count,
                repeat: 50
            )
        );
        Say(
            "a stretch of 5,000 searched",
            Best(
                () =>
                    loud.Logs(
                        new ShopLogQuery
                        {
                            Limit = 5_000,
                            Search = "nowhere",
                            After = loud.Logs(new ShopLogQuery { Limit = 1 }).Cursor - 5_000,
                        }
                    ).Lines.Count,
                repeat: 10
            )
        );
        Say("all 100,000 searched", Best(() => loud.Logs(new ShopLogQuery { Search = "nowhere" }).Lines.Count));
    }

    /// <summary>The result is used, so that the compiler cannot skip the simulation.</summary>
    static long Play(ShopPast past) => past.Log.Count;

    static void SayMemory(string what, Func<int, object> make)
    {
        _ = make(0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        object[] made = [.. Enumerable.Range(0, 4).Select(make)];
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / made.Length;
        GC.KeepAlive(made);
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-36} {1,9:0.00} MiB", what, each / 1024.0 / 1024.0));
    }

    /// <summary>A shop whose clock is stopped is asked to advance to now.</summary>
    static long Stand(ShopSimulation[] shops)
    {
        foreach (var shop in shops)
            shop.AdvanceTo(shop.Now);
        return 0;
    }

    static (TimeSpan Time, long Result) Best(Func<long> work, int repeat = 1)
    {
        var best = TimeSpan.MaxValue;
        long result = 0;
        for (var time = 0; time < Times; time++)
        {
            var before = Used();
            for (var i = 0; i < repeat; i++)
                result = work();
            var used = (Used() - before) / repeat;
            best = used < best ? used : best;
        }

        return (best, result);
    }

    static TimeSpan Used()
    {
        using var self = Process.GetCurrentProcess();
        return self.UserProcessorTime;
    }

    static void Say(string what, (TimeSpan Time, long Result) measured)
    {
        var text = string.Format(CultureInfo.InvariantCulture, "{0,-36} {1,9:0.000} ms", what, measured.Time.TotalMilliseconds);
        if (measured.Result > 100_000)
        {
            var queue = Best(() => ShopBenchmarks.Baseline(measured.Result)).Time;
            text += string.Create(
                CultureInfo.InvariantCulture,
                $"   {measured.Result:N0} events, {measured.Result / measured.Time.TotalSeconds / 1e6:0.0} million a second, {measured.Time / queue:0.0} times the priority queue"
            );
        }

        Console.WriteLine(text);
    }
}
