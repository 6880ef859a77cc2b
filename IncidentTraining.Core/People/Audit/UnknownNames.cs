using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>
/// The number of sign-ins from a network address within one hour with names that do not exist. Anyone can cause them without limit, and
/// lines of the audit log are permanent: the log gets one line for the first, and one with the number of the others.
/// </summary>
public sealed class UnknownNames
{
    private UnknownNames() { }

    internal UnknownNames(string address, DateTime now) => (Address, Since) = (address, now);

    /// <summary>
    /// The address as returned by <see cref="UnknownNameCount.Grouped"/>; empty for all addresses that are not counted individually.
    /// </summary>
    public string Address { get; private set; } = "";

    /// <summary>When the first attempt was made, UTC.</summary>
    public DateTime Since { get; private set; }

    /// <summary>Number of attempts after the first.</summary>
    public int More { get; private set; }

    internal void Add() => More++;
}

internal sealed class UnknownNamesConfiguration : IEntityTypeConfiguration<UnknownNames>
{
    public void Configure(EntityTypeBuilder<UnknownNames> names)
    {
        // No foreign keys: the names belong to no one.
        names.ToTable("UnknownNames");
        names.HasKey(n => n.Address);
        names.Property(n => n.Address).HasMaxLength(64);
    }
}

/// <summary>Records failed sign-ins.</summary>
internal static class UnknownNameCount
{
    /// <summary>The period over which sign-ins of one address are counted together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Number of addresses that are counted individually.</summary>
    public const int MostAddresses = 200;

    // Few, because it happens at each sign-in.
    private const int MostClosed = 20;

    /// <summary>
    /// Records a failed sign-in: a line for a person, a count for a name that does not exist. Both read the same data first, and both write
    /// and commit, so that the duration does not distinguish them.
    /// </summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="personId">The owner of the name; null for a name that does not exist.</param>
    /// <param name="address">The source address.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task RecordFailureAsync(this TrainingDb db, Guid? personId, string address, TimeProvider time, CancellationToken ct)
    {
        await db.CloseUnknownNamesAsync(time, ct);
        var own = Grouped(address);
        var counts = await db.Set<UnknownNames>().Where(one => one.Address == own || one.Address == "").ToListAsync(ct);
        var isFull = await db.Set<UnknownNames>().CountAsync(ct) >= MostAddresses;
        var count = counts.Find(one => one.Address == own) ?? (isFull ? counts.Find(one => one.Address.Length == 0) : null);
        if (personId is null && count is not null)
        {
            count.Add();
            return;
        }

        db.Audit(
            AuditAction.SignInFailed,
            time,
            by: null,
            person: personId,
            address: personId is null && isFull ? "" : address,
            note: personId is null ? "a name that does not exist" : ""
        );
        if (personId is null)
        {
            db.Add(new UnknownNames(isFull ? "" : own, time.GetUtcNow().UtcDateTime));
        }
    }

    /// <summary>Writes the counts of completed hours into the log, and deletes them.</summary>
    public static async Task CloseUnknownNamesAsync(this TrainingDb db, TimeProvider time, CancellationToken ct)
    {
        var over = time.GetUtcNow().UtcDateTime - Window;
        var closed = await db.Set<UnknownNames>()
            .Where(one => one.Since <= over)
            .OrderBy(one => one.Since)
            .Take(MostClosed)
            .ToListAsync(ct);
        foreach (var one in closed.Where(one => one.More > 0))
        {
            var since = one.Since.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            db.Audit(
                AuditAction.SignInFailed,
                time,
                by: null,
                person: null,
                address: one.Address,
                note: $"{one.More} more with names that do not exist, in the hour from {since} UTC"
            );
        }

        db.RemoveRange(closed);
        if (closed.Count > 0)
        {
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>The address itself; for IPv6 its network, because one visitor controls all of its addresses.</summary>
    public static string Grouped(string address)
    {
        if (
            !IPAddress.TryParse(address, out var parsed)
            || parsed.AddressFamily is not AddressFamily.InterNetworkV6
            || parsed.IsIPv4MappedToIPv6
        )
        {
            return address;
        }

        var bytes = parsed.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }
}
