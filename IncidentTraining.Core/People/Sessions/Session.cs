using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>One sign-in of a person in one browser. The cookie names it; the row determines whether it is still valid.</summary>
public sealed class Session
{
    /// <summary>The longest stored description of a browser, in characters.</summary>
    public const int LongestDevice = 120;

    private Session() { }

    internal Session(Guid id, Guid personId, Visit visit, DateTime now) =>
        (Id, PersonId, Device, Address, StartedAt) = (
            id,
            personId,
            visit.Device.Length > LongestDevice ? visit.Device[..LongestDevice] : visit.Device,
            visit.Address,
            now
        );

    /// <summary>Identifies the session in the sign-in cookie.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who signed in.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The browser and the system as described by the browser, for recognition by the person.</summary>
    public string Device { get; private set; } = "";

    /// <summary>The network address of the sign-in.</summary>
    public string Address { get; private set; } = "";

    /// <summary>When the person signed in, UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>When it was ended, UTC; null while it is valid.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>When the person last proved with a forced sign-in at a provider that the session is theirs, UTC; null for never.</summary>
    public DateTime? ProvedAt { get; private set; }

    internal void Prove(DateTime now) => ProvedAt = now;

    internal void End(DateTime now) => EndedAt ??= now;
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("Sessions");
        session.HasIndex(s => s.PersonId);
        session.Property(s => s.Device).HasMaxLength(Session.LongestDevice);
        session.Property(s => s.Address).HasMaxLength(64);
        session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
