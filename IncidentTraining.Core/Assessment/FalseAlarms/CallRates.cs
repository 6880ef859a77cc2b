using System.Globalization;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>What a crew took a page for.</summary>
internal enum PageCall
{
    /// <summary>Nothing was declared and nothing was done to the shop.</summary>
    Undecided,

    /// <summary>A fault was declared last, or without a diagnosis something was done that could have repaired one.</summary>
    Incident,

    /// <summary>"No incident" was declared last.</summary>
    NoIncident,
}

/// <summary>How pages were called: of incidents and of false alarms, how many were called incidents.</summary>
/// <param name="Hits">Incidents that were called incidents.</param>
/// <param name="Incidents">Incidents that were called one or the other.</param>
/// <param name="FalseAlarms">Healthy shops that were called incidents.</param>
/// <param name="Healthy">Healthy shops that were called one or the other.</param>
/// <param name="Undecided">Pages that were called neither; they are in no other figure.</param>
public sealed record CallRates(int Hits, int Incidents, int FalseAlarms, int Healthy, int Undecided)
{
    /// <summary>With fewer than this a share in per cent would say more than is known.</summary>
    public const int LeastForPercent = 5;

    /// <summary>No pages.</summary>
    public static CallRates None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Whether there is anything to tell.</summary>
    public bool HasAny => Incidents + Healthy + Undecided > 0;

    /// <summary>A count of others in words: "3 of 4", "4 of 5 (80 %)", "none yet".</summary>
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

    /// <summary>What the crew of an ended run took its page for.</summary>
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
