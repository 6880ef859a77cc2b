using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Settings;

/// <summary>How a class is graded.</summary>
public sealed class ReviewSettings
{
    private ReviewSettings()
    {
    }

    internal ReviewSettings(Guid cohortId, GradingRules rules)
    {
        CohortId = cohortId;
        Change(rules);
    }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>Whether graders see no names.</summary>
    public bool HideNames { get; private set; }

    /// <summary>Whether grades wait until they are released together.</summary>
    public bool ReleaseTogether { get; private set; }

    /// <summary>What share of the documents is marked by two graders who do not see each other's marks, in percent.</summary>
    public int DoubleMarkPercent { get; private set; }

    /// <summary>Whether classmates may comment on submitted documents.</summary>
    public bool PeerComments { get; private set; }

    /// <summary>On how many documents each trainee is asked to comment.</summary>
    public int PeerDocuments { get; private set; }

    internal void Change(GradingRules rules) => (HideNames, ReleaseTogether, DoubleMarkPercent, PeerComments, PeerDocuments) =
        (rules.HideNames, rules.ReleaseTogether, rules.DoubleMarkPercent, rules.PeerComments, rules.PeerDocuments);

    internal GradingRules Rules => new(HideNames, ReleaseTogether, DoubleMarkPercent, PeerComments, PeerDocuments);
}

/// <summary>How a class is graded.</summary>
/// <param name="HideNames">Whether graders see no names; it can be taken back at any time.</param>
/// <param name="ReleaseTogether">Whether grades of accepted documents wait until they are released. What is returned goes back at once: its author has work to do.</param>
/// <param name="DoubleMarkPercent">What share of the documents is marked twice, blind, 0 to 100.</param>
/// <param name="PeerComments">Whether trainees may comment on classmates' submitted documents.</param>
/// <param name="PeerDocuments">On how many documents each trainee is asked to comment, 1 to <see cref="MostPeerDocuments"/>.</param>
public sealed record GradingRules(
    bool HideNames = false, bool ReleaseTogether = false, int DoubleMarkPercent = 0, bool PeerComments = false, int PeerDocuments = GradingRules.UsualPeerDocuments)
{
    /// <summary>On how many documents each trainee comments when nobody says otherwise.</summary>
    public const int UsualPeerDocuments = 2;

    /// <summary>The most documents on which a trainee is asked to comment: what can be read with care beside a day's work.</summary>
    public const int MostPeerDocuments = 5;
}

internal sealed class ReviewSettingsConfiguration : IEntityTypeConfiguration<ReviewSettings>
{
    public void Configure(EntityTypeBuilder<ReviewSettings> settings)
    {
        settings.ToTable("ReviewSettings");
        settings.HasKey(s => s.CohortId);
        settings.Ignore(s => s.Rules);
        // Classes whose rules were set before there were comments among classmates.
        settings.Property(s => s.PeerDocuments).HasDefaultValue(GradingRules.UsualPeerDocuments);
        settings.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Cascade);
    }
}
