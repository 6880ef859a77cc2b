using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>What a person answered before they opened a model answer. It stays theirs, and may be revised.</summary>
public sealed class OwnAnswer : IShownWhileReading
{
    /// <summary>
    /// Shorter than this, in characters, it is no attempt at an explanation. Low on purpose: the rule shall make people
    /// commit themselves, not write much.
    /// </summary>
    public const int ShortestText = 80;

    /// <summary>The longest answer, in characters.</summary>
    public const int LongestText = 20_000;

    private OwnAnswer()
    {
    }

    /// <summary>A first answer.</summary>
    public OwnAnswer(Guid personId, string dayId, string pageId, string answerId, string text, DateTime now) =>
        (PersonId, DayId, PageId, AnswerId, Text, AnsweredAt) = (personId, dayId, pageId, answerId, text, now);

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The training day.</summary>
    public string DayId { get; private set; } = "";

    public string PageId { get; private set; } = "";

    /// <summary>The name of the model answer within its page.</summary>
    public string AnswerId { get; private set; } = "";

    /// <summary>What the person wrote.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was first given, UTC; from then on the model answer may be read.</summary>
    public DateTime AnsweredAt { get; private set; }

    Guid? IShownWhileReading.Reader => PersonId;

    /// <summary>Other words for the same answer.</summary>
    public void Revise(string text) => Text = text;
}

internal sealed class OwnAnswerConfiguration : IEntityTypeConfiguration<OwnAnswer>
{
    public void Configure(EntityTypeBuilder<OwnAnswer> answer)
    {
        answer.ToTable("OwnAnswers");
        answer.HasKey(a => new { a.PersonId, a.DayId, a.PageId, a.AnswerId });
        answer.Property(a => a.DayId).HasMaxLength(100);
        answer.Property(a => a.PageId).HasMaxLength(100);
        answer.Property(a => a.AnswerId).HasMaxLength(60);
        answer.Property(a => a.Text).HasMaxLength(OwnAnswer.LongestText);
        answer.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
