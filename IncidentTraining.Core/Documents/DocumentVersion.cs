using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Documents;

/// <summary>Why a version stands in a document's history.</summary>
public enum VersionReason
{
    /// <summary>The document was begun.</summary>
    Started,

    /// <summary>Its author wrote on.</summary>
    Written,

    /// <summary>It was handed in; this is the text that is reviewed.</summary>
    Submitted,

    /// <summary>A text that lost against another one written at the same time, kept so that no word is gone.</summary>
    SetAside,

    /// <summary>An earlier text was made the present one again.</summary>
    Restored,
}

/// <summary>A document's text at one time, kept for its history.</summary>
/// <remarks>
/// A person who types is saved every few seconds; a line for each would bury what matters. So a stretch of writing by
/// one person is one version that moves along for <see cref="Stretch"/>. It does not move when more than half of the
/// text has gone: what was deleted by mistake must be found again.
/// </remarks>
public sealed class DocumentVersion
{
    /// <summary>How long a stretch of writing is one version.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);

    private DocumentVersion()
    {
    }

    /// <summary>Keeps a text.</summary>
    public DocumentVersion(Guid documentId, int number, Guid authorId, VersionReason reason, DocumentBody body, DateTime now)
    {
        (DocumentId, Number, AuthorId, Reason, BeganAt) = (documentId, number, authorId, reason, now);
        Put(body, now);
    }

    /// <summary>The document.</summary>
    public Guid DocumentId { get; private set; }

    /// <summary>Counts the document's versions from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Who wrote it.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>Why it stands in the history.</summary>
    public VersionReason Reason { get; private set; }

    /// <summary>When the stretch of writing began, UTC.</summary>
    public DateTime BeganAt { get; private set; }

    /// <summary>When its last word was saved, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The size of its text in bytes of UTF-8.</summary>
    public int TextBytes { get; private set; }

    /// <summary>The body as JSON.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>What stands in it.</summary>
    public DocumentBody ReadBody() => DocumentBody.FromJson(BodyJson);

    /// <summary>Moves along with its author's writing; false when the text belongs into a version of its own.</summary>
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
