namespace IncidentTraining.Core.PracticeShop.Components.Deploys;

/// <summary>Defects that the newest release may have; an instance shows them as long as it runs that release.</summary>
[Flags]
enum ReleaseDefects
{
    None = 0,

    /// <summary>The product list asks the recommendation service while the customer waits.</summary>
    Recommends = 1,

    /// <summary>A handler throws for a part of its requests.</summary>
    Throws = 2,

    /// <summary>A path through the order page never gives its connection back.</summary>
    Leaks = 4,

    /// <summary>American Express is sent to Paylane under a name that Paylane does not know.</summary>
    MisnamesAmex = 8,

    /// <summary>Jobs are enqueued in a shape that workers of the release before do not know.</summary>
    NewJobShape = 16,

    /// <summary>Some jobs name their order by a number that workers of the release before do not know.</summary>
    NumbersOrders = 32,

    /// <summary>What each visitor has seen is kept in the process's memory, however much that is.</summary>
    KeepsViews = 64,

    /// <summary>The export of orders answers requests without a key.</summary>
    OpensExport = 128,

    /// <summary>The offer is taken off the sum of an order twice.</summary>
    ReducesTwice = 256,
}

/// <summary>The releases that can be deployed, which of them the API and the workers start with, and what is wrong with the
/// newest.</summary>
sealed class Releases
{
    /// <summary>The release whose defects <see cref="Defects"/> are.</summary>
    public const string Newest = "2026.11.2";

    /// <summary>The release before <see cref="Newest"/>.</summary>
    public const string Previous = "2026.11.1";

    /// <summary>All releases that can be deployed, the oldest first.</summary>
    public static IReadOnlyList<string> Known { get; } = [Previous, Newest];

    /// <summary>The release that was last deployed to the API; an instance that is started runs it.</summary>
    public string Api { get; set; } = Newest;

    /// <summary>The release that was last deployed to the workers; a process that is started runs it, one that runs already may be
    /// older.</summary>
    public string Workers { get; set; } = Newest;

    /// <summary>What is wrong with the newest release.</summary>
    public ReleaseDefects Defects { get; set; }

    /// <summary>Share of requests of <see cref="ThrowingRoute"/> for which its handler throws, in per cent.</summary>
    public int ThrowingPercent { get; set; }

    /// <summary>The route whose handler throws.</summary>
    public Route ThrowingRoute { get; set; }

    /// <summary>Share of order pages that leak their connection, in per cent.</summary>
    public int LeakingPercent { get; set; }

    /// <summary>What is kept in the memory of an instance for each product list, in kilobytes.</summary>
    public int KeptKilobytes { get; set; }

    /// <summary>For how long, in seconds; 0 until the process ends.</summary>
    public int KeptSeconds { get; set; }

    /// <summary>Share of new jobs that name their order by a number of its own, in per cent.</summary>
    public int NumberedPercent { get; set; }

    /// <summary>Share of product lists for which the nightly file of the newest release lacks recommendations even when all is well, in per
    /// cent.</summary>
    public int UnpickedPercent { get; set; }

    /// <summary>Whether a release lacks recommendations for the product list of a request and has to ask for them.</summary>
    public bool LacksPicks(string release, long trace) =>
        release == Newest && ((Defects & ReleaseDefects.Recommends) != 0 || (ulong)trace % 100 < (ulong)UnpickedPercent);

    /// <summary>What is wrong with a release.</summary>
    public ReleaseDefects DefectsOf(string release) => release == Newest ? Defects : ReleaseDefects.None;
}
