using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>Assigns a classmate's document to a trainee for comments. No other trainee of the class can read it.</summary>
public sealed class PeerReader
{
    private PeerReader() { }

    internal PeerReader(Guid documentId, Guid personId, DateTime now) => (DocumentId, PersonId, GivenAt) = (documentId, personId, now);

    public Guid DocumentId { get; private set; }

    /// <summary>The reader.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The start time, UTC.</summary>
    public DateTime GivenAt { get; private set; }
}

internal sealed class PeerReaderConfiguration : IEntityTypeConfiguration<PeerReader>
{
    public void Configure(EntityTypeBuilder<PeerReader> reader)
    {
        reader.ToTable("PeerReaders");
        reader.HasKey(r => new { r.DocumentId, r.PersonId });
        reader.HasIndex(r => r.PersonId);
        reader.HasOne<Document>().WithMany().HasForeignKey(r => r.DocumentId).OnDelete(DeleteBehavior.Cascade);
        reader.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
