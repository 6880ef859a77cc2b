using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>A person's answer before they opened a model answer. Private to them; they may revise it.</summary>
public sealed class OwnAnswer : IShownWhileReading
{
    /// <summary>The shortest answer, in characters. Low on purpose: people must commit themselves to an answer, not write much.</summary>
    public const int ShortestText = 80;

    /// <summary>The longest answer, in characters.</summary>
    public const int LongestText = 20_000;

    private OwnAnswer() { }

    /// <summary>Creates a first answer.</summary>
    public OwnAnswer(Guid personId, string dayId, string pageId, string answerId, string text, DateTime now) =>
        (PersonId, DayId, PageId, AnswerId, Text, AnsweredAt) = (personId, dayId, pageId, answerId, text, now);

    /// <summary>The owner.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The training day.</summary>
    public string DayId { get; private set; } = "";

    public string PageId { get; private set; } = "";

    /// <summary>The id of the model answer within its page.</summary>
    public string AnswerId { get; private set; } = "";

    /// <summary>The answer.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was first given, UTC; from then on the person may read the model answer.</summary>
    public DateTime AnsweredAt { get; private set; }

    Guid? IShownWhileReading.Reader => PersonId;

    /// <summary>Changes the text of the answer.</summary>
    public void Revise(string text) => Text = text;
}

internal sealed class OwnAnswerConfiguration : IEntityTypeConfiguration<OwnAnswer>
{
    public void Configure(EntityTypeBuilder<OwnAnswer> answer)
    {
        answer.ToTable("OwnAnswers");
        answer.HasKey(a => new
        {
            a.PersonId,
            a.DayId,
            a.PageId,
            a.AnswerId,
        });
        answer.Property(a => a.DayId).HasMaxLength(100);
        answer.Property(a => a.PageId).HasMaxLength(100);
        answer.Property(a => a.AnswerId).HasMaxLength(60);
        answer.Property(a => a.Text).HasMaxLength(OwnAnswer.LongestText);
        answer.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
