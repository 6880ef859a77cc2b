using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Documents;

/// <summary>The reason for a version in a document's history.</summary>
public enum VersionReason
{
    /// <summary>The document was created.</summary>
    Started,

    /// <summary>The author edited it.</summary>
    Written,

    /// <summary>It was submitted; this is the text that is reviewed.</summary>
    Submitted,

    /// <summary>The text that was not chosen in an edit conflict, stored so that no text is lost.</summary>
    SetAside,

    /// <summary>An earlier text was restored.</summary>
    Restored,
}

/// <summary>A version of a document's text in its history.</summary>
/// <remarks>
/// A text is saved every few seconds while its author types. To keep the history readable, continuous writing by one person
/// updates one version for up to <see cref="Stretch"/>. A new version starts when more than half of the text is gone, so that
/// text deleted by mistake can be found.
/// </remarks>
public sealed class DocumentVersion
{
    /// <summary>How long continuous writing updates one version.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);

    private DocumentVersion() { }

    /// <summary>Creates a version.</summary>
    public DocumentVersion(Guid documentId, int number, Guid authorId, VersionReason reason, DocumentBody body, DateTime now)
    {
        (DocumentId, Number, AuthorId, Reason, BeganAt) = (documentId, number, authorId, reason, now);
        Put(body, now);
    }

    public Guid DocumentId { get; private set; }

    /// <summary>The number of the version, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The writer.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>The reason for the version.</summary>
    public VersionReason Reason { get; private set; }

    /// <summary>When the continuous writing began, UTC.</summary>
    public DateTime BeganAt { get; private set; }

    /// <summary>When it was last saved, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The size of the text in bytes of UTF-8.</summary>
    public int TextBytes { get; private set; }

    /// <summary>The body as JSON.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>The contents.</summary>
    public DocumentBody ReadBody() => DocumentBody.FromJson(BodyJson);

    /// <summary>Updates the version with continued writing; returns false when the text needs a new version.</summary>
    public bool TryContinue(Guid authorId, DocumentBody body, DateTime now)
    {
        if (Reason is not VersionReason.Written || AuthorId != authorId || now - BeganAt > Stretch || body.TextBytes < TextBytes / 2)
        {
            return false;
        }

        Put(body, now);
        return true;
    }

    private void Put(DocumentBody body, DateTime now) => (BodyJson, TextBytes, At) = (body.ToJson(), body.TextBytes, now);
}

internal sealed class DocumentVersionConfiguration : IEntityTypeConfiguration<DocumentVersion>
{
    public void Configure(EntityTypeBuilder<DocumentVersion> version)
    {
        version.ToTable("DocumentVersions");
        version.HasKey(v => new { v.DocumentId, v.Number });
        version.Property(v => v.Reason).HasConversion<string>().HasMaxLength(20);
        version.HasOne<Document>().WithMany().HasForeignKey(v => v.DocumentId).OnDelete(DeleteBehavior.Cascade);
        version.HasOne<Person>().WithMany().HasForeignKey(v => v.AuthorId).OnDelete(DeleteBehavior.Restrict);
    }
}
