using IncidentTraining.Core.PracticeShop.Components.Probes;

namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>The end-to-end tests in the shop's <c>tests/e2e</c>, run against the shop with their own probes.</summary>
sealed class SmokeSuite(ShopSystem shop)
{
    /// <summary>Duration of the suite: the slowest test gives a worker 15 s to confirm an order.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    const string Checkout = "tests/e2e/checkout.spec.ts",
        Health = "tests/e2e/health.spec.ts",
        Orders = "tests/e2e/order-status.spec.ts";
    const long FastEnough = 2_000_000;

    readonly List<SmokeRun> _runs = [];

    /// <summary>Runs, newest first.</summary>
    public IReadOnlyList<SmokeRun> Runs => [.. Enumerable.Reverse(_runs)];

    /// <summary>Keys of a run's probes are negative, unlike those of inputs.</summary>
    long Key(int probe) => -1 - (_runs.Count * 8L + probe);

    /// <summary>Sends the suite's requests.</summary>
    public void Start()
    {
        shop.Probes.Send(Key(0), new ProbeContent(Route.Browse));
        shop.Probes.Send(Key(1), new ProbeContent(Route.Checkout));
        shop.Probes.Send(Key(2), new ProbeContent(Route.OrderStatus));
    }

    /// <summary>Compares the results with what the tests expect.</summary>
    public SmokeRun End()
    {
        var (live, ready) = (HealthProbe.Live(shop), HealthProbe.Ready(shop));
        var down = string.Join(
            ", ",
            ready.Dependencies.Where(dependency => dependency.State == "down").Select(dependency => dependency.Name)
        );
        SmokeTest[] tests =
        [
            Answers(Checkout, "the catalogue shows books with prices", 0, 200),
            Answers(Checkout, "an approved card pays for an order", 1, 201, 202),
            Fast(),
            Answers(Orders, "an order shows its status", 2, 200),
            Confirmed(),
            new(Health, "a running instance is alive", live.Status == 200, live.Status == 200 ? "" : "expected 200, got 503"),
            new(
                Health,
                "a ready instance answers for each of its dependencies",
                ready.State == "ok",
                ready.State == "ok" ? "" : $"expected ok, got {ready.State}: {down} down"
            ),
        ];
        var run = new SmokeRun(
            TimeSpan.FromMicroseconds(shop.Kernel.Now),
            tests.Count(test => test.Passed),
            tests.Count(test => !test.Passed),
            tests
        );
        _runs.Add(run);
        return run;
    }

    SmokeTest Answers(string file, string name, int probe, params int[] expected)
    {
        var status = shop.Probes.TryFind(Key(probe), out var sent) ? sent.Status : 0;
        var passed = expected.Contains(status);
        return new SmokeTest(
            file,
            name,
            passed,
            passed ? ""
                : status == 0 ? "no answer"
                : $"expected {expected[0]}, got {status}"
        );
    }

    SmokeTest Fast()
    {
        const string name = "the checkout is faster than the latency objective";
        var known = shop.Probes.TryFind(Key(1), out var sent) && sent.Status != 0;
        var passed = known && sent.Duration < FastEnough;
        return new SmokeTest(
            Checkout,
            name,
            passed,
            passed ? ""
                : known ? $"took {sent.Duration / 1000} ms"
                : "no answer"
        );
    }

    SmokeTest Confirmed()
    {
        var passed = shop.Probes.Confirmed(Key(1));
        return new SmokeTest(
            Orders,
            "a paid order is confirmed by a worker",
            passed,
            passed ? "" : "status was not “confirmed” within 15 s"
        );
    }
}
