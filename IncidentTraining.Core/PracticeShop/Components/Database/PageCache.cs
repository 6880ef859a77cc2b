namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>The memory in which the database keeps pages of its tables and indexes; a page that is not there comes from the
/// disk.</summary>
sealed class PageCache
{
    /// <summary>Smallest, first and largest size in megabytes.</summary>
    public const int Smallest = 64,
        FirstSize = 1024,
        Largest = 4096;

    /// <summary>With so much the project's other programs have no memory left.</summary>
    public const int TooLarge = 2048;

    /// <summary>Pages that are read again and again, in megabytes.</summary>
    const int ReadOften = 960;

    /// <summary>Share of pages that a cache with room for all has, in per cent: some are read for the first time.</summary>
    const int Best = 99;

    /// <summary>What a read takes longer for each per cent of its pages that comes from the disk, in per cent.</summary>
    const int PerPercentFromDisk = 10;

    /// <summary>Size in megabytes.</summary>
    public int Megabytes { get; set; } = FirstSize;

    /// <summary>Share of pages that are read from the cache, in per cent.</summary>
    public int HitPercent => Math.Min(Best, Megabytes * Best / ReadOften);

    /// <summary>Time of a read in per cent of the usual one.</summary>
    public int ReadPercent => 100 + ((Best - HitPercent) * PerPercentFromDisk);
}
