using System.Globalization;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>How a crew classified a page.</summary>
internal enum PageCall
{
    /// <summary>Nothing was declared, and no action was taken on the shop.</summary>
    Undecided,

    /// <summary>The last declaration was a fault or, without a diagnosis, an action was taken that could have repaired one.</summary>
    Incident,

    /// <summary>The last declaration was "no incident".</summary>
    NoIncident,
}

/// <summary>How pages were classified: how many incidents and how many false alarms were called incidents.</summary>
/// <param name="Hits">Incidents that were called incidents.</param>
/// <param name="Incidents">Incidents that were called one or the other.</param>
/// <param name="FalseAlarms">Healthy shops that were called incidents.</param>
/// <param name="Healthy">Healthy shops that were called one or the other.</param>
/// <param name="Undecided">Pages that were classified as neither; no other figure includes them.</param>
public sealed record CallRates(int Hits, int Incidents, int FalseAlarms, int Healthy, int Undecided)
{
    /// <summary>With fewer than this, a percentage would be misleading.</summary>
    public const int LeastForPercent = 5;

    /// <summary>No pages.</summary>
    public static CallRates None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Whether there is anything to report.</summary>
    public bool HasAny => Incidents + Healthy + Undecided > 0;

    /// <summary>A count out of a total in words: "3 of 4", "4 of 5 (80 %)", "none yet".</summary>
    /// <param name="some">How many.</param>
    /// <param name="all">Of how many.</param>
    public static string Words(int some, int all) =>
        all == 0
            ? "none yet"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{some} of {all}{(all >= LeastForPercent ? $" ({Math.Round(some * 100.0 / all, MidpointRounding.AwayFromZero):0} %)" : "")}"
            );

    /// <summary>The figures with one more page.</summary>
    internal CallRates With(bool isHealthy, PageCall call) =>
        (isHealthy, call) switch
        {
            (_, PageCall.Undecided) => this with { Undecided = Undecided + 1 },
            (false, _) => this with { Incidents = Incidents + 1, Hits = Hits + (call == PageCall.Incident ? 1 : 0) },
            _ => this with { Healthy = Healthy + 1, FalseAlarms = FalseAlarms + (call == PageCall.Incident ? 1 : 0) },
        };

    /// <summary>How the crew of an ended run classified its page.</summary>
    internal static PageCall CallOf(IReadOnlyList<TimelineEntry> log, IEnumerable<RunInput> inputs) =>
        DeclaredDiagnosis.Of(log) switch
        {
            [.., { Claims.Count: 0 }] => PageCall.NoIncident,
            [_, ..] => PageCall.Incident,
            _ => inputs.Any(input => input.Accepted == true && input.IsAction && ShopInputs.IsMitigation(input.Action))
                ? PageCall.Incident
                : PageCall.Undecided,
        };
}
