using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Samples;

/// <summary>
/// A document with reference marks: graders mark it before they grade, and trainees can mark it to learn what is expected. It is an
/// anonymous copy, independent of the document.
/// </summary>
public sealed class SampleAnswer
{
    private SampleAnswer() { }

    internal SampleAnswer(
        Guid id,
        Guid cohortId,
        string kindId,
        DocumentBody body,
        IReadOnlyDictionary<string, int> levels,
        bool forTrainees,
        Guid setById,
        DateTime now
    ) =>
        (Id, CohortId, KindId, Title, BodyJson, LevelsJson, ForTrainees, SetById, At) = (
            id,
            cohortId,
            kindId,
            body.Title,
            body.ToJson(),
            Levels.ToJson(levels),
            forTrainees,
            setById,
            now
        );

    /// <summary>Identifies it.</summary>
    public Guid Id { get; private set; }

    public Guid CohortId { get; private set; }

    public string KindId { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>The text as JSON.</summary>
    public string BodyJson { get; private set; } = "";

    /// <summary>The reference levels as JSON.</summary>
    public string LevelsJson { get; private set; } = "";

    /// <summary>Whether trainees may mark it too.</summary>
    public bool ForTrainees { get; private set; }

    /// <summary>The instructor who created it; they know the marks and do not mark it.</summary>
    public Guid SetById { get; private set; }

    /// <summary>The time, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The text.</summary>
    public DocumentBody ReadBody() => DocumentBody.FromJson(BodyJson);
}

/// <summary>A person's marks for a sample; given once, because the first marks count.</summary>
public sealed class SampleMark
{
    private SampleMark() { }

    internal SampleMark(Guid sampleId, Guid personId, IReadOnlyDictionary<string, int> levels, DateTime now) =>
        (SampleId, PersonId, LevelsJson, At) = (sampleId, personId, Levels.ToJson(levels), now);

    public Guid SampleId { get; private set; }

    /// <summary>The person who marked it.</summary>
    public Guid PersonId { get; private set; }

    public string LevelsJson { get; private set; } = "";

    /// <summary>The time, UTC.</summary>
    public DateTime At { get; private set; }
}

internal sealed class SampleAnswerConfiguration : IEntityTypeConfiguration<SampleAnswer>
{
    public void Configure(EntityTypeBuilder<SampleAnswer> sample)
    {
        sample.ToTable("SampleAnswers");
        sample.Property(s => s.KindId).HasMaxLength(60);
        sample.Property(s => s.Title).HasMaxLength(DocumentBody.LongestTitle);
        sample.HasIndex(s => new { s.CohortId, s.KindId });
        sample.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Cascade);
        sample.HasOne<Person>().WithMany().HasForeignKey(s => s.SetById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SampleMarkConfiguration : IEntityTypeConfiguration<SampleMark>
{
    public void Configure(EntityTypeBuilder<SampleMark> mark)
    {
        mark.ToTable("SampleMarks");
        mark.HasKey(m => new { m.SampleId, m.PersonId });
        mark.HasOne<SampleAnswer>().WithMany().HasForeignKey(m => m.SampleId).OnDelete(DeleteBehavior.Cascade);
        mark.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
