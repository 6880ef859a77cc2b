using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>A user of the portal. Signs in through an Identity user, referenced by id.</summary>
public sealed class Person
{
    private Person() { }

    /// <summary>Creates a person for an Identity user.</summary>
    public Person(Guid id, string displayName, string userId, DateTime createdAt)
    {
        (Id, DisplayName, UserId, CreatedAt) = (id, displayName, userId, createdAt);
    }

    /// <summary>Identifies the person in addresses and rows.</summary>
    public Guid Id { get; private set; }

    /// <summary>The name that others see.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>The Identity user who signs in.</summary>
    public string UserId { get; private set; } = "";

    /// <summary>Whether the person administers the site.</summary>
    public bool IsAdministrator { get; private set; }

    /// <summary>When the account was created, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When the person first signed in, UTC; null for a person who was added and has never signed in.</summary>
    public DateTime? ArrivedAt { get; private set; }

    /// <summary>Since when the account is disabled, UTC; null for an enabled one.</summary>
    public DateTime? DisabledAt { get; private set; }

    /// <summary>The name of the demonstration account that one click opens; null for a real account, which it never opens.</summary>
    public string? Demonstration { get; private set; }

    /// <summary>Makes the person an administrator of the site.</summary>
    public void MakeAdministrator() => IsAdministrator = true;

    internal void EndAdministration() => IsAdministrator = false;

    internal void MakeDemonstration(string account) => Demonstration = account;

    internal void Arrive(DateTime now) => ArrivedAt ??= now;

    internal void Rename(string name) => DisplayName = name;

    internal void Disable(DateTime now) => DisabledAt ??= now;

    internal void Enable() => DisabledAt = null;
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.Property(p => p.DisplayName).HasMaxLength(PersonName.MaxLength);
        person.Property(p => p.Demonstration).HasMaxLength(40);
        person.HasIndex(p => p.Demonstration).IsUnique();
        person.HasOne<IdentityUser>().WithOne().HasForeignKey<Person>(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
