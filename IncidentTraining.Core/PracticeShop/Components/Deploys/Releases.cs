namespace IncidentTraining.Core.PracticeShop.Components.Deploys;

/// <summary>Defects that the newest release may have; an instance has them as long as it runs that release.</summary>
[Flags]
enum ReleaseDefects
{
    None = 0,

    /// <summary>The product list asks the recommendation service while the customer waits.</summary>
    Recommends = 1,

    /// <summary>A handler throws for a part of its requests.</summary>
    Throws = 2,

    /// <summary>A code path of the order page never returns its connection.</summary>
    Leaks = 4,

    /// <summary>American Express is sent to Paylane under a name that Paylane does not know.</summary>
    MisnamesAmex = 8,

    /// <summary>Jobs are enqueued in a format that workers of the previous release cannot read.</summary>
    NewJobShape = 16,

    /// <summary>Some jobs identify their order by a number that workers of the previous release do not know.</summary>
    NumbersOrders = 32,

    /// <summary>The process keeps each visitor's view history in memory without a limit.</summary>
    KeepsViews = 64,

    /// <summary>The export of orders answers requests without a key.</summary>
    OpensExport = 128,

    /// <summary>The offer is deducted from an order's sum twice.</summary>
    ReducesTwice = 256,
}

/// <summary>The deployable releases, which of them the API and the workers start with, and the defects of the newest.</summary>
sealed class Releases
{
    /// <summary>The release that has the <see cref="Defects"/>.</summary>
    public const string Newest = "2026.11.2";

    /// <summary>The release before <see cref="Newest"/>.</summary>
    public const string Previous = "2026.11.1";

    /// <summary>All deployable releases, oldest first.</summary>
    public static IReadOnlyList<string> Known { get; } = [Previous, Newest];

    /// <summary>The release last deployed to the API; a starting instance runs it.</summary>
    public string Api { get; set; } = Newest;

    /// <summary>The release last deployed to the workers; a starting process runs it, while a running one may be older.</summary>
    public string Workers { get; set; } = Newest;

    /// <summary>Defects of the newest release.</summary>
    public ReleaseDefects Defects { get; set; }

    /// <summary>Share of requests of <see cref="ThrowingRoute"/> for which its handler throws, in per cent.</summary>
    public int ThrowingPercent { get; set; }

    /// <summary>The route whose handler throws.</summary>
    public Route ThrowingRoute { get; set; }

    /// <summary>Share of order pages that leak their connection, in per cent.</summary>
    public int LeakingPercent { get; set; }

    /// <summary>Memory that an instance retains for each product list, in kilobytes.</summary>
    public int KeptKilobytes { get; set; }

    /// <summary>How long it is retained, in seconds; 0 until the process ends.</summary>
    public int KeptSeconds { get; set; }

    /// <summary>Share of new jobs that identify their order by the new kind of number, in per cent.</summary>
    public int NumberedPercent { get; set; }

    /// <summary>
    /// Share of product lists, in per cent, for which the nightly file of the newest release lacks recommendations even without a fault.
    /// </summary>
    public int UnpickedPercent { get; set; }

    /// <summary>Whether a release lacks recommendations for the product list of a request and must request them.</summary>
    public bool LacksPicks(string release, long trace) =>
        release == Newest && ((Defects & ReleaseDefects.Recommends) != 0 || (ulong)trace % 100 < (ulong)UnpickedPercent);

    /// <summary>A defect of a release.</summary>
    public ReleaseDefects DefectsOf(string release) => release == Newest ? Defects : ReleaseDefects.None;
}
