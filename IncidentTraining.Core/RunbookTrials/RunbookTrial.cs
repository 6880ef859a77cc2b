using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>A trial of a runbook by the portal on fresh shops, one with each fault of a lab. Never changed afterwards.</summary>
public sealed class RunbookTrial
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private RunbookTrial() { }

    internal RunbookTrial(
        Guid id,
        DocumentView document,
        string stepsText,
        string scenarioId,
        string scenarioTitle,
        Guid askedById,
        IReadOnlyList<ShopTrial> shops,
        DateTime now
    )
    {
        (Id, DocumentId, DocumentVersion, StepsText) = (id, document.DocumentId, document.Version, stepsText);
        (ScenarioId, ScenarioTitle, AskedById, At) = (scenarioId, scenarioTitle, askedById, now);
        (Shops, Recovered, ShopsJson) = (shops.Count, shops.Count(shop => shop.Recovered), JsonSerializer.Serialize(shops, Json));
    }

    /// <summary>Identifies the trial.</summary>
    public Guid Id { get; private set; }

    public Guid DocumentId { get; private set; }

    /// <summary>The document version that was tried.</summary>
    public int DocumentVersion { get; private set; }

    /// <summary>The steps that were tried.</summary>
    public string StepsText { get; private set; } = "";

    /// <summary>The scenario that provided the faults.</summary>
    public string ScenarioId { get; private set; } = "";

    /// <summary>The scenario's title at the time of the trial.</summary>
    public string ScenarioTitle { get; private set; } = "";

    public Guid AskedById { get; private set; }

    /// <summary>The time, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The number of shops.</summary>
    public int Shops { get; private set; }

    /// <summary>The number of shops that recovered.</summary>
    public int Recovered { get; private set; }

    /// <summary>The result of each shop, as JSON.</summary>
    public string ShopsJson { get; private set; } = "";

    /// <summary>Whether every shop recovered.</summary>
    public bool Passed => Recovered == Shops;

    /// <summary>The result of each shop.</summary>
    public IReadOnlyList<ShopTrial> ReadShops() =>
        JsonSerializer.Deserialize<IReadOnlyList<ShopTrial>>(ShopsJson, Json) ?? throw new JsonException("A stored trial is 'null'.");
}

internal sealed class RunbookTrialConfiguration : IEntityTypeConfiguration<RunbookTrial>
{
    public void Configure(EntityTypeBuilder<RunbookTrial> trial)
    {
        trial.ToTable("RunbookTrials");
        trial.Property(t => t.ScenarioId).HasMaxLength(100);
        trial.Property(t => t.ScenarioTitle).HasMaxLength(300);
        trial.Ignore(t => t.Passed);
        trial.HasIndex(t => new { t.DocumentId, t.At });
        trial.HasOne<Document>().WithMany().HasForeignKey(t => t.DocumentId).OnDelete(DeleteBehavior.Cascade);
        trial.HasOne<Person>().WithMany().HasForeignKey(t => t.AskedById).OnDelete(DeleteBehavior.Restrict);
    }
}
