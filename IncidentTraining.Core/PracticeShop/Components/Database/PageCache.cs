namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The memory in which the database caches pages of its tables and indexes; other pages are read from the disk.</summary>
sealed class PageCache
{
    /// <summary>Smallest, initial and largest size in megabytes.</summary>
    public const int Smallest = 64,
        FirstSize = 1024,
        Largest = 4096;

    /// <summary>The size at which the project's other programs have no memory left.</summary>
    public const int TooLarge = 2048;

    /// <summary>Pages that are read repeatedly, in megabytes.</summary>
    const int ReadOften = 960;

    /// <summary>Hit rate of a cache with room for all pages, in per cent: some are read for the first time.</summary>
    const int Best = 99;

    /// <summary>How much longer a read takes for each per cent of its pages that comes from the disk, in per cent.</summary>
    const int PerPercentFromDisk = 10;

    /// <summary>Size in megabytes.</summary>
    public int Megabytes { get; set; } = FirstSize;

    /// <summary>Cache hit rate, in per cent.</summary>
    public int HitPercent => Math.Min(Best, Megabytes * Best / ReadOften);

    /// <summary>Duration of a read in per cent of the usual one.</summary>
    public int ReadPercent => 100 + ((Best - HitPercent) * PerPercentFromDisk);
}
