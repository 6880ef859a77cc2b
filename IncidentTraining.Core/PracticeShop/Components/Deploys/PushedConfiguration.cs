using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Deploys;

/// <summary>A file of settings that reaches all hosts at once, without a release.</summary>
enum PushedFile
{
    /// <summary>Where the shop delivers to; read when an API process starts, and when the file changes.</summary>
    DeliveryZones,

    /// <summary>The texts of the mails.</summary>
    MailTemplates,

    /// <summary>How the API opens connections to providers.</summary>
    OutboundConnections,

    /// <summary>Patterns that the API holds against the query of each request.</summary>
    RequestFilter,

    /// <summary>Which processes the scraper of the monitoring asks for their metrics.</summary>
    ScrapeTargets,
}

/// <summary>What is wrong with the newest version of the files that are pushed to all hosts at once.</summary>
sealed class PushedConfiguration
{
    static readonly string[] Names = ["delivery-zones", "mail-templates", "outbound-connections", "request-filter", "scrape-targets"];

    /// <summary>Names of the files, in the order of <see cref="PushedFile"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Whether the delivery zones have a zone that the newest release cannot read.</summary>
    public bool HasUnreadableZone { get; set; }

    /// <summary>Whether each call of the gateway opens a connection of its own, and closes it.</summary>
    public bool ClosesConnections { get; set; }

    /// <summary>Whether the scraper's list of targets finds no process of the shop.</summary>
    public bool FindsNoTargets { get; set; }

    /// <summary>Share of product lists whose query a pattern of the filter works on for long, in per cent; 0 when there is no such
    /// pattern.</summary>
    public int RunawayPercent { get; private set; }

    long _runawayTime;

    /// <summary>Adds a pattern to the filter that works on some queries for long.</summary>
    /// <param name="percent">Share of product lists, in per cent.</param>
    /// <param name="time">How long it works on one of them, in microseconds.</param>
    public void AddRunawayPattern(int percent, long time) => (RunawayPercent, _runawayTime) = (percent, time);

    /// <summary>Takes a file back to the version before.</summary>
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

    /// <summary>Whether a process of a release can read all files.</summary>
    public bool IsReadable(string release) => !HasUnreadableZone || release != Releases.Newest;

    /// <summary>How long the filter works on a request beyond the usual, in microseconds.</summary>
    /// <param name="route">The request's route.</param>
    /// <param name="chance">Decides whether its query is one of those.</param>
    public long FilterTime(Route route, RandomStream chance) =>
        RunawayPercent > 0 && route == Route.Browse && chance.Below(100) < RunawayPercent ? _runawayTime : 0;
}
