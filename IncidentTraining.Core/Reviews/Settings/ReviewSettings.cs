using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Settings;

/// <summary>The grading rules of a class, as stored.</summary>
public sealed class ReviewSettings
{
    private ReviewSettings() { }

    internal ReviewSettings(Guid cohortId, GradingRules rules)
    {
        CohortId = cohortId;
        Change(rules);
    }

    public Guid CohortId { get; private set; }

    /// <summary>Whether names are hidden from graders.</summary>
    public bool HideNames { get; private set; }

    /// <summary>Whether grades are held back until they are released together.</summary>
    public bool ReleaseTogether { get; private set; }

    /// <summary>The percentage of documents marked by two graders who do not see each other's marks.</summary>
    public int DoubleMarkPercent { get; private set; }

    /// <summary>Whether classmates can comment on submitted documents.</summary>
    public bool PeerComments { get; private set; }

    /// <summary>The number of documents that each trainee is asked to comment on.</summary>
    public int PeerDocuments { get; private set; }

    internal void Change(GradingRules rules) =>
        (HideNames, ReleaseTogether, DoubleMarkPercent, PeerComments, PeerDocuments) = (
            rules.HideNames,
            rules.ReleaseTogether,
            rules.DoubleMarkPercent,
            rules.PeerComments,
            rules.PeerDocuments
        );

    internal GradingRules Rules => new(HideNames, ReleaseTogether, DoubleMarkPercent, PeerComments, PeerDocuments);
}

/// <summary>The grading rules of a class.</summary>
/// <param name="HideNames">Whether names are hidden from graders; can be changed at any time.</param>
/// <param name="ReleaseTogether">Whether grades of accepted documents are held back until they are released. Returned documents go back at
/// once, because their authors have work to do.</param>
/// <param name="DoubleMarkPercent">The percentage of documents marked twice, blind, 0 to 100.</param>
/// <param name="PeerComments">Whether trainees can comment on classmates' submitted documents.</param>
/// <param name="PeerDocuments">The number of documents that each trainee is asked to comment on, 1 to
/// <see cref="MostPeerDocuments"/>.</param>
public sealed record GradingRules(
    bool HideNames = false,
    bool ReleaseTogether = false,
    int DoubleMarkPercent = 0,
    bool PeerComments = false,
    int PeerDocuments = GradingRules.UsualPeerDocuments
)
{
    /// <summary>The default number of documents that each trainee comments on.</summary>
    public const int UsualPeerDocuments = 2;

    /// <summary>The most documents that a trainee can be asked to comment on: more cannot be read carefully in a day.</summary>
    public const int MostPeerDocuments = 5;
}

internal sealed class ReviewSettingsConfiguration : IEntityTypeConfiguration<ReviewSettings>
{
    public void Configure(EntityTypeBuilder<ReviewSettings> settings)
    {
        settings.ToTable("ReviewSettings");
        settings.HasKey(s => s.CohortId);
        settings.Ignore(s => s.Rules);
        // For classes whose rules were set before peer comments existed.
        settings.Property(s => s.PeerDocuments).HasDefaultValue(GradingRules.UsualPeerDocuments);
        settings.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Cascade);
    }
}
