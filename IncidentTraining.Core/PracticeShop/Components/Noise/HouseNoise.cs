using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Noise;

/// <summary>
/// What a healthy system logs all day: errors that no customer notices, occasional slow statements of other clients, malformed bot
/// requests, retries, and a cover-image service that fails for a minute now and then. It has its own random source and touches no
/// component, so that it is the same with and without a fault, and no service level, harm or cost includes it.
/// </summary>
sealed class HouseNoise : IComponent
{
    const int Line = 0,
        Covers = 1,
        Failing = 2;

    /// <summary>Interval between two lines, in seconds.</summary>
    const int LeastPause = 3,
        MostPause = 11;

    /// <summary>Lengths of the quiet and bad periods of the cover images, in seconds.</summary>
    const int LeastQuiet = 120,
        MostQuiet = 420,
        LeastBad = 35,
        MostBad = 100;

    /// <summary>The minimum and maximum of each kind's figure, in the order of the kinds.</summary>
    static readonly (int Least, int Most)[] Figures =
    [
        (1, 60_000),
        (1, 60_000),
        (800_000, 4_000_000),
        (1, 9),
        (1, 3),
        (5, 90),
        (900_000, 3_500_000),
    ];

    readonly Kernel _kernel;
    readonly INoiseReports _reports;
    readonly RandomStream _lines,
        _covers;
    readonly int _self;

    public HouseNoise(Kernel kernel, INoiseReports reports, RandomStream lines, RandomStream covers)
    {
        (_kernel, _reports, _lines, _covers) = (kernel, reports, lines, covers);
        _self = kernel.Add(this);
        ScheduleLine();
        kernel.Schedule(Seconds(_covers, LeastQuiet / 4, MostQuiet), _self, Covers, 1);
    }

    double _ownFailures = 0.4;
    int _failing;

    /// <summary>Share of cover images that fail, in per cent.</summary>
    public double CoverFailures => Math.Max(_ownFailures, _failing);

    /// <summary>
    /// The cover-image service fails from now on: readers see a placeholder, and all calls that the shop itself answers are unaffected.
    /// </summary>
    /// <param name="percent">Share of the images that fail, in per cent.</param>
    public void FailCovers(int percent)
    {
        _failing = percent;
        _kernel.Schedule(Kernel.Second, _self, Failing);
    }

    public void Handle(int what, long subject)
    {
        if (what == Failing)
        {
            // A number that looks random without advancing the random source of the noise.
            _reports.Heard(NoiseKind.CoverFailed, 1 + _kernel.Now / Kernel.Second * 7_919 % 60_000);
            _kernel.Schedule(2 * Kernel.Second, _self, Failing);
            return;
        }

        if (what == Line)
        {
            var kind = _lines.Below(Figures.Length);
            var (least, most) = Figures[kind];
            _reports.Heard((NoiseKind)kind, least + _lines.Below(most - least + 1));
            ScheduleLine();
            return;
        }

        var bad = subject == 1;
        _ownFailures = bad ? 6 + _covers.Below(90) / 10.0 : _covers.Below(16) / 10.0;
        _kernel.Schedule(bad ? Seconds(_covers, LeastBad, MostBad) : Seconds(_covers, LeastQuiet, MostQuiet), _self, Covers, bad ? 0 : 1);
    }

    void ScheduleLine() => _kernel.Schedule(Seconds(_lines, LeastPause, MostPause), _self, Line);

    /// <summary>A time between two whole seconds, in microseconds.</summary>
    static long Seconds(RandomStream stream, int least, int most) =>
        (least + stream.Below(most - least)) * Kernel.Second + stream.Below((int)Kernel.Second);
}
