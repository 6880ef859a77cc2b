using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Documents.Team;

/// <summary>A co-writer of a document, other than its author.</summary>
public sealed class DocumentWriter
{
    private DocumentWriter() { }

    internal DocumentWriter(Guid documentId, Guid personId, DateTime now) => (DocumentId, PersonId, Since) = (documentId, personId, now);

    public Guid DocumentId { get; private set; }

    /// <summary>The writer.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The start time, UTC.</summary>
    public DateTime Since { get; private set; }
}

internal sealed class DocumentWriterConfiguration : IEntityTypeConfiguration<DocumentWriter>
{
    public void Configure(EntityTypeBuilder<DocumentWriter> writer)
    {
        writer.ToTable("DocumentWriters");
        writer.HasKey(w => new { w.DocumentId, w.PersonId });
        writer.HasIndex(w => w.PersonId);
        writer.HasOne<Document>().WithMany().HasForeignKey(w => w.DocumentId).OnDelete(DeleteBehavior.Cascade);
        writer.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
