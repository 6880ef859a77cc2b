using System.Globalization;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>
/// The shop before a run: no actions, no messages, and only those parts of the root cause that existed then. A fault that begins in the run
/// is absent, so that nothing reveals it; a weakness that the run begins with has existed since the change that introduced it, because
/// otherwise the charts would jump at the start of the run and reveal it.
/// </summary>
/// <param name="Scenario">What it plays. Its time zero is <see cref="From"/>.</param>
/// <param name="From">When it begins, by the run's virtual time: negative.</param>
sealed record EarlierShop(Scenario Scenario, TimeSpan From)
{
    /// <summary>Simulated before anything is shown, so that queues, windows and caches are as full as those of a running shop.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// The day's traffic as a share of the run's, by minutes before the time of day at which the run begins: it climbs in the morning to a
    /// plateau, on which runs take place. The plateau is level, so that a run's harm and depth do not depend on an unexplained slope.
    /// </summary>
    static readonly (int MinutesBefore, double Share)[] Morning = [(70, 0.84), (45, 0.90), (20, 0.96), (0, 1)];

    /// <summary>Distinguishes shops whose figures differ: two shops with the same key behave identically.</summary>
    public string Key { get; } =
        string.Join(
            '\n',
            [
                .. Scenario
                    .RootCauses.SelectMany(cause => cause.Faults)
                    .Select(fault =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{fault.Kind} {fault.After?.Ticks} {string.Join(' ', fault.Options.OrderBy(option => option.Key, StringComparer.Ordinal))}"
                        )
                    ),
                string.Join(' ', Scenario.Traffic.Ramp),
            ]
        );

    /// <summary>The shop of the hour before a run.</summary>
    /// <param name="scenario">The run's scenario.</param>
    /// <param name="seed">The run's seed.</param>
    public static EarlierShop Before(Scenario scenario, long seed) =>
        Of(scenario, seed, -TimeSpan.FromSeconds(ShopPast.Seconds) - WarmUp, TimeSpan.Zero);

    /// <summary>The shop on the previous day, from an hour before the time of day at which the run begins.</summary>
    /// <param name="scenario">The run's scenario.</param>
    /// <param name="seed">The run's seed.</param>
    public static EarlierShop Yesterday(Scenario scenario, long seed) =>
        Of(scenario, seed, -TimeSpan.FromSeconds(ShopPast.Seconds) - WarmUp - Day, -Day);

    static EarlierShop Of(Scenario scenario, long seed, TimeSpan from, TimeSpan anchor) =>
        new(
            scenario with
            {
                RootCauses =
                [
                    new RootCause
                    {
                        Id = "none",
                        Title = "",
                        Explanation = "",
                        Faults = Weaknesses(scenario, seed, from),
                        Mitigations = [],
                        Diagnosis = [],
                    },
                ],
                Traffic = scenario.Traffic with { Ramp = Ramp(scenario.Traffic.Ramp[0].PerSecond, anchor - from) },
                Experiments = [.. scenario.Experiments.Select(experiment => experiment with { StartsOn = false })],
                Changes = [],
                Decoys = null,
                Begins = new BeginWindow(TimeSpan.Zero, TimeSpan.Zero),
                Alerts = [],
                Injects = [],
            },
            from
        );

    static List<FaultSpec> Weaknesses(Scenario scenario, long seed, TimeSpan from)
    {
        var cause = scenario.RootCauseFor(seed);
        var started = cause.StartedBy.ToHashSet();
        var since = ChangeDraw
            .Of(scenario, seed)
            .Where(change => started.Contains(change.Record.Id))
            .Select(change => (TimeSpan?)change.At)
            .Max();
        return
        [
            .. cause.Faults.Where(fault => fault.After is null).Select(fault => fault with { After = since > from ? since - from : null }),
        ];
    }

    static List<TrafficPoint> Ramp(int perSecond, TimeSpan before)
    {
        List<TrafficPoint> ramp = [new(TimeSpan.Zero, (int)Math.Round(perSecond * Morning[0].Share))];
        ramp.AddRange(
            Morning
                .Where(point => point.MinutesBefore < before.TotalMinutes)
                .Select(point => new TrafficPoint(
                    before - TimeSpan.FromMinutes(point.MinutesBefore),
                    (int)Math.Round(perSecond * point.Share)
                ))
        );
        return ramp;
    }
}
