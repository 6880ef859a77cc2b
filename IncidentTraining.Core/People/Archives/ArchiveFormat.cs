using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentTraining.Core.People;

/// <summary>The format of a class archive: its names, its version, and its size limits. <c>docs/people.md</c> describes it.</summary>
internal static class ArchiveFormat
{
    /// <summary>The format's name in the manifest.</summary>
    public const string Name = "incident-training-class";

    /// <summary>The version of the format. A change that readers must know raises it.</summary>
    public const int Version = 1;

    /// <summary>The file that lists the others.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The file with the people: ids and names.</summary>
    public const string People = "people.jsonl";

    /// <summary>The largest archive that can be imported, in bytes.</summary>
    public const long LargestFile = 256L << 20;

    /// <summary>The largest unpacked content of an archive, in bytes.</summary>
    public const long LargestContent = 1L << 30;

    /// <summary>The largest compression ratio of a file; small files are exempt.</summary>
    public const int LargestRatio = 250;

    /// <summary>Size in bytes up to which <see cref="LargestRatio"/> does not apply.</summary>
    public const int SmallFile = 1 << 20;

    /// <summary>The longest line of a file, in bytes.</summary>
    public const int LongestLine = 16 << 20;

    /// <summary>The most files in an archive.</summary>
    public const int MostFiles = 200;

    /// <summary>The most people in an archive.</summary>
    public const int MostPeople = 5000;

    /// <summary>The file of a table.</summary>
    public static string FileOf(IEntityType type) => $"tables/{type.GetTableName()}.jsonl";

    /// <summary>The tables of an archive, each after those to which its rows refer.</summary>
    public static IReadOnlyList<IEntityType> Tables(OwnedRows rows) =>
        [.. rows.Types.Where(type => !typeof(INotExported).IsAssignableFrom(type.ClrType))];
}

/// <summary>An archive that cannot be imported, with the reason as a sentence.</summary>
internal sealed class ArchiveFaultException(string reason) : Exception(reason);

/// <summary>A file of an archive, as listed in the manifest.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rows">Number of lines.</param>
/// <param name="Sha256">The checksum of its content, in lower-case hexadecimal digits.</param>
internal sealed record ArchivePart(string File, int Rows, string Sha256);

/// <summary>The class, as named in the manifest.</summary>
internal sealed record ArchivedCohort(Guid Id, string Name, string DayId, string PlanId, string TimeZone);

/// <summary>The manifest.</summary>
/// <param name="Format">The name of the format.</param>
/// <param name="Version">Its version.</param>
/// <param name="Schema">The schema of the portal that wrote it, for comparison by people.</param>
/// <param name="ExportedAt">When it was written, UTC.</param>
/// <param name="Cohort">The class.</param>
/// <param name="Files">All other files.</param>
internal sealed record ArchiveManifest(
    string Format,
    int Version,
    string? Schema,
    DateTime ExportedAt,
    ArchivedCohort Cohort,
    IReadOnlyList<ArchivePart> Files
);
