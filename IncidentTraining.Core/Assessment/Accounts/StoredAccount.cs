using System.IO.Compression;
using System.Text.Json;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Assessment;

/// <summary>The stored account of an ended run, or why there is none. A run that was opened again gets a new one when it ends.</summary>
public sealed class StoredAccount
{
    /// <summary>
    /// Version of the prices and rules. An account of another version keeps its figures, is shown with a note, and is not recomputed.
    /// </summary>
    public const int CurrentRules = 4;

    private StoredAccount() { }

    internal StoredAccount(Guid runId, DateTime runEndedAt, DateTime now, RunAccount account)
        : this(runId, runEndedAt, now, "")
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, account);
        }

        Content = bytes.ToArray();
    }

    internal StoredAccount(Guid runId, DateTime runEndedAt, DateTime now, string problem) =>
        (RunId, RunEndedAt, ComputedAt, Problem, Rules) = (runId, runEndedAt, now, problem, CurrentRules);

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The end of the run that it belongs to, UTC.</summary>
    public DateTime RunEndedAt { get; private set; }

    /// <summary>When it was computed, UTC.</summary>
    public DateTime ComputedAt { get; private set; }

    /// <summary>The version of the prices and rules by which it was computed.</summary>
    public int Rules { get; private set; }

    /// <summary>Why there is no account, as a sentence; empty when there is one.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The account as Brotli-compressed JSON; empty when there is none.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>Opens the account; null when there is none.</summary>
    public RunAccount? Open()
    {
        if (Content.Length == 0)
        {
            return null;
        }

        using var brotli = new BrotliStream(new MemoryStream(Content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<RunAccount>(brotli);
    }
}

internal sealed class StoredAccountConfiguration : IEntityTypeConfiguration<StoredAccount>
{
    public void Configure(EntityTypeBuilder<StoredAccount> stored)
    {
        stored.ToTable("StoredAccounts");
        stored.HasKey(a => a.RunId);
        stored.Property(a => a.Problem).HasMaxLength(500);
        stored.HasOne<LabRun>().WithOne().HasForeignKey<StoredAccount>(a => a.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
