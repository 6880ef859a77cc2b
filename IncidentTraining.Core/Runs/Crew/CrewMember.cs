using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

/// <summary>A person who joined a run that another person started. The person who started it belongs to its crew without a row.</summary>
public sealed class CrewMember
{
    private CrewMember() { }

    internal CrewMember(Guid runId, Guid personId, bool isHelper, TimeSpan at) =>
        (RunId, PersonId, IsHelper, JoinedAt) = (runId, personId, isHelper, at);

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Whether they are staff who came to help, who get no credit for the run.</summary>
    public bool IsHelper { get; private set; }

    /// <summary>Virtual time of joining.</summary>
    public TimeSpan JoinedAt { get; private set; }
}

internal sealed class CrewMemberConfiguration : IEntityTypeConfiguration<CrewMember>
{
    public void Configure(EntityTypeBuilder<CrewMember> member)
    {
        member.ToTable("CrewMembers");
        member.HasKey(m => new { m.RunId, m.PersonId });
        member.HasIndex(m => m.PersonId);
        member.Property(m => m.JoinedAt).HasConversion<VirtualTimeConverter>();
        member.HasOne<LabRun>().WithMany().HasForeignKey(m => m.RunId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
