using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the labs: runs, their shops, pages and reviews.</summary>
internal static class RunPaths
{
    public const string Labs = "/labs";
    public const string OnCall = "/on-call";
    public const string PagerHub = "/hubs/pager";

    /// <summary>The causes of a lab's scenario, for the staff of a class.</summary>
    public static string Causes(string pageId) => $"{Labs}/{pageId}/causes";

    /// <summary>Acknowledges a page.</summary>
    public static string Acknowledge(Guid pageId) => $"{OnCall}/pages/{pageId}/acknowledge";

    /// <summary>Where the shops respond to the responders' own tools; the key of a run follows.</summary>
    public const string Surface = "/shop";

    public static string Run(Guid runId) => $"/runs/{runId}";

    /// <summary>The page on which a crew gathers before it starts.</summary>
    public static string Lobby(Guid lobbyId) => $"/lobbies/{lobbyId}";

    /// <summary>The run's page, on a narrow screen with the incident: the target of a page from the pager.</summary>
    public static string Incident(Guid runId) => $"/runs/{runId}?panel=incident";

    /// <summary>A view of the run's page: it is in the address, so that it survives a reload and can be sent to someone.</summary>
    /// <param name="tab">The view's name in the address.</param>
    public static string Tab(Guid runId, string tab) => $"/runs/{runId}?tab={tab}";

    /// <summary>The replay of an ended run, at a tab and a moment.</summary>
    /// <param name="tab">The view's name in the address.</param>
    /// <param name="second">The second of the run; null for its beginning.</param>
    public static string Replay(Guid runId, string tab = ShopViews.Dashboard, int? second = null) =>
        $"/runs/{runId}/replay?tab={tab}{(second is { } at ? $"&at={at}" : "")}";

    /// <summary>The incident's status page.</summary>
    public static string StatusPage(Guid runId) => $"/runs/{runId}/status";

    /// <summary>The editor of a new review that takes its timeline from the run.</summary>
    public static string NewReview(Guid runId) => $"/documents/new?kind=pir&run={runId}";
}
