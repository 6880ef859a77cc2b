using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>Size and limits of the API, as stated in the shop's <c>docs</c>.</summary>
static class ApiOptions
{
    public const int Instances = 2;

    /// <summary>Largest number of instances.</summary>
    public const int MostInstances = 4;

    /// <summary>The names of all possible instances.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(1, MostInstances).Select(number => $"api-{number}")];

    public const int Slots = 16;
    public const int QueueLimit = 64;
    public const long RequestTimeout = 8 * Kernel.Second;

    /// <summary>If the program has no timeout of its own, the operating system ends a connection that receives nothing.</summary>
    public const long SocketTimeout = 60 * Kernel.Second;

    /// <summary>A client that has no response by then gives up.</summary>
    public const long CallersPatience = 10 * Kernel.Second;

    /// <summary>
    /// A connection returns to the pool when the customer has received the whole response, not when the response is ready.
    /// </summary>
    public const long SendTime = 25_000;

    /// <summary>Time from the start of a process until it accepts requests.</summary>
    public const long StartTime = 10 * Kernel.Second;

    /// <summary>Median event-loop time of one request, unless the scenario overrides it.</summary>
    public static readonly TimeSpan UsualWork = TimeSpan.FromMilliseconds(18);

    static readonly Distribution Usual = Distribution.LogNormal(UsualWork, WorkSpread);
    const double WorkSpread = 0.35;

    /// <summary>Event-loop time of one request: the loop has one thread, so requests of an instance wait for each other.</summary>
    /// <param name="median">Median.</param>
    public static Distribution Work(TimeSpan median) => median == UsualWork ? Usual : Distribution.LogNormal(median, WorkSpread);
}
