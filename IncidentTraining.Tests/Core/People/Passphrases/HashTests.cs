using System.Buffers.Binary;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.People;

/// <summary>How the product hashes passphrases; in the other tests a hash takes no time.</summary>
public sealed class HashTests
{
    private const int ByteOfAlgorithm = 1,
        ByteOfIterations = 5,
        HmacSha512 = 2;

    [Fact]
    public async Task A_passphrase_is_hashed_a_hundred_thousand_times_with_sha_512()
    {
        await using var portal = new PortalFactory { HashesSlowly = true };

        var hash = Convert.FromBase64String(
            portal.Services.GetRequiredService<IPasswordHasher<IdentityUser>>().HashPassword(new IdentityUser(), "quiet amber lantern")
        );

        Assert.Equal(HmacSha512, BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(ByteOfAlgorithm)));
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(ByteOfIterations)), 100_000, int.MaxValue);
    }
}
