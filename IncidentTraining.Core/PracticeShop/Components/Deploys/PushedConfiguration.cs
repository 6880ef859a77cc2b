using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Deploys;

/// <summary>A settings file that reaches all hosts at once, without a release.</summary>
enum PushedFile
{
    /// <summary>Delivery zones; read when an API process starts and when the file changes.</summary>
    DeliveryZones,

    /// <summary>The mail templates.</summary>
    MailTemplates,

    /// <summary>How the API opens connections to providers.</summary>
    OutboundConnections,

    /// <summary>Patterns that the API matches against the query of each request.</summary>
    RequestFilter,

    /// <summary>Which processes the monitoring scrapes for metrics.</summary>
    ScrapeTargets,
}

/// <summary>Defects in the newest version of the files that are pushed to all hosts at once.</summary>
sealed class PushedConfiguration
{
    static readonly string[] Names = ["delivery-zones", "mail-templates", "outbound-connections", "request-filter", "scrape-targets"];

    /// <summary>Names of the files, in the order of <see cref="PushedFile"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Whether the delivery zones contain a zone that the newest release cannot parse.</summary>
    public bool HasUnreadableZone { get; set; }

    /// <summary>Whether each gateway call opens and closes its own connection.</summary>
    public bool ClosesConnections { get; set; }

    /// <summary>Whether the scraper's target list matches none of the shop's processes.</summary>
    public bool FindsNoTargets { get; set; }

    /// <summary>
    /// Share of product lists whose query takes a filter pattern a long time, in per cent; 0 when there is no such pattern.
    /// </summary>
    public int RunawayPercent { get; private set; }

    long _runawayTime;

    /// <summary>Adds a pattern to the filter that takes a long time on some queries.</summary>
    /// <param name="percent">Share of product lists, in per cent.</param>
    /// <param name="time">Processing time per such query, in microseconds.</param>
    public void AddRunawayPattern(int percent, long time) => (RunawayPercent, _runawayTime) = (percent, time);

    /// <summary>Restores the previous version of a file.</summary>
    public void Restore(PushedFile file)
    {
        switch (file)
        {
            case PushedFile.DeliveryZones:
                HasUnreadableZone = false;
                break;
            case PushedFile.OutboundConnections:
                ClosesConnections = false;
                break;
            case PushedFile.RequestFilter:
                RunawayPercent = 0;
                break;
            case PushedFile.ScrapeTargets:
                FindsNoTargets = false;
                break;
        }
    }

    /// <summary>Whether a process that runs a release can parse all files.</summary>
    public bool IsReadable(string release) => !HasUnreadableZone || release != Releases.Newest;

    /// <summary>Extra time that the filter takes on a request, in microseconds.</summary>
    /// <param name="route">The request's route.</param>
    /// <param name="chance">Decides whether the query is affected.</param>
    public long FilterTime(Route route, RandomStream chance) =>
        RunawayPercent > 0 && route == Route.Browse && chance.Below(100) < RunawayPercent ? _runawayTime : 0;
}
