using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentTraining.Core.PracticeShop;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

/// <summary>The stored data of an ended run's shop, with which it can be shown by a later version of the engine.</summary>
/// <param name="Truth">The truth at the end.</param>
/// <param name="Cost">What the incident cost.</param>
/// <param name="Charts">The charts from the start to the end, with the seconds for which monitoring had no sample.</param>
/// <param name="Digest">The engine's digest of all telemetry.</param>
public sealed record SealedShop(ShopTruth Truth, IncidentCost Cost, ShopCharts Charts, string Digest)
{
    /// <summary>Harm done by the crew's actions, oldest first; empty in archives from before it was measured.</summary>
    public IReadOnlyList<HarmRecord> Harms { get; init; } = [];
}

/// <summary>The sealed shop of an ended run, compressed.</summary>
public sealed class RunArchive
{
    // A second without a measurement is NaN, which plain JSON cannot represent.
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private RunArchive() { }

    internal RunArchive(Guid runId, SealedShop shop)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, shop, Json);
        }

        (RunId, Content) = (runId, bytes.ToArray());
    }

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The shop as Brotli-compressed JSON.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>Opens the archive.</summary>
    public SealedShop Open()
    {
        using var brotli = new BrotliStream(new MemoryStream(Content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<SealedShop>(brotli, Json)!;
    }
}

internal sealed class RunArchiveConfiguration : IEntityTypeConfiguration<RunArchive>
{
    public void Configure(EntityTypeBuilder<RunArchive> archive)
    {
        archive.ToTable("RunArchives");
        archive.HasKey(a => a.RunId);
        archive.HasOne<LabRun>().WithOne().HasForeignKey<RunArchive>(a => a.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
