using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>Size and limits of the API, as <c>docs</c> of the shop state them.</summary>
static class ApiOptions
{
    public const int Instances = 2;

    /// <summary>Instances up to which the API can be scaled.</summary>
    public const int MostInstances = 4;

    /// <summary>The names of all instances that there can be.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(1, MostInstances).Select(number => $"api-{number}")];

    public const int Slots = 16;
    public const int QueueLimit = 64;
    public const long RequestTimeout = 8 * Kernel.Second;

    /// <summary>Without a time-out of the program's own, the operating system ends a connection on which nothing comes.</summary>
    public const long SocketTimeout = 60 * Kernel.Second;

    /// <summary>Who has no answer by then goes away.</summary>
    public const long CallersPatience = 10 * Kernel.Second;

    /// <summary>A connection goes back to the pool when the customer has got the whole answer, not when it is ready.</summary>
    public const long SendTime = 25_000;

    /// <summary>Time from the start of a process until it takes requests.</summary>
    public const long StartTime = 10 * Kernel.Second;

    /// <summary>Median work of the event loop for one request, unless the scenario says otherwise.</summary>
    public static readonly TimeSpan UsualWork = TimeSpan.FromMilliseconds(18);

    static readonly Distribution Usual = Distribution.LogNormal(UsualWork, WorkSpread);
    const double WorkSpread = 0.35;

    /// <summary>Work of the event loop for one request: it has one thread, so requests of an instance wait for each other.</summary>
    /// <param name="median">Median.</param>
    public static Distribution Work(TimeSpan median) => median == UsualWork ? Usual : Distribution.LogNormal(median, WorkSpread);
}
