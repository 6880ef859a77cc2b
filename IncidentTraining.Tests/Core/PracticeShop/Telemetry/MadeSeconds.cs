using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>The events of a second, with a thousand requests, calls and payments each.</summary>
sealed record MadeSecond(int Failed = 0, int Slow = 0, int Unpaid = 0, int Served = 1000);

/// <summary>A resolution meter whose seconds are created by the test.</summary>
sealed class MadeSeconds
{
    public const int Hold = 120,
        Window = 60;

    const int Each = 1000;

    readonly ServiceLevelMeter _counts;
    int _second;

    public MadeSeconds(ServiceLevels? levels = null)
    {
        _counts = new ServiceLevelMeter(levels ?? Levels);
        Meter = new ResolutionMeter(levels ?? Levels, _counts);
    }

    public static ServiceLevels Levels { get; } =
        new()
        {
            Availability = 0.995,
            Latency = 0.95,
            LatencyThreshold = TimeSpan.FromMilliseconds(400),
            PaymentSuccess = 0.97,
            OrderDelay = TimeSpan.FromSeconds(60),
            Window = TimeSpan.FromSeconds(Window),
            HoldTime = TimeSpan.FromSeconds(Hold),
            BudgetRequests = 1_000_000,
        };

    public ResolutionMeter Meter { get; }

    public TimeSpan Now => TimeSpan.FromSeconds(_second);

    /// <summary>After an incident, in the first second in which everything holds again.</summary>
    public static MadeSeconds Recovered()
    {
        var run = new MadeSeconds();
        run.Live(Window, new MadeSecond(Failed: 900), cause: true);
        for (var i = 0; i < 2 * Window && run.Meter.RecoveredAt is null; i++)
            run.Live(1);
        Assert.NotNull(run.Meter.RecoveredAt);
        return run;
    }

    public void Live(
        int seconds,
        MadeSecond? each = null,
        bool experiment = false,
        bool shedding = false,
        bool cause = false,
        double oldestOrder = 0,
        bool stranger = false,
        bool closed = false,
        bool wrong = false,
        bool standing = false
    )
    {
        var second = each ?? new MadeSecond();
        for (var i = 0; i < seconds; i++)
        {
            for (var place = 0; place < Each; place++)
            {
                _counts.Count(place < second.Failed, place < second.Slow ? 400_001 : 400_000);
                _counts.PaymentEnded(place < second.Unpaid);
                _counts.CallOffered();
                if (place < second.Served)
                    _counts.CallServed();
            }

            _counts.EndSecond();
            _second++;
            Meter.EndSecond(Now, new ShopCondition(experiment, shedding, cause, oldestOrder, stranger, closed, wrong, standing));
        }
    }
}
