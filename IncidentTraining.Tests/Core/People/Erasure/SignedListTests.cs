using System.Net;
using System.Security.Cryptography;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>An erasure list is signed: a modified one is detected, in the portal and by anyone with the public key.</summary>
public sealed class SignedListTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_copy_matches_its_signature_and_one_changed_character_does_not()
    {
        var proofId = await EraseAsync("First");
        var administrator = (await _bench.Portal.SignInAsync(PeopleBench.Administrator)).Http;
        var list = await administrator.GetByteArrayAsync($"/admin/erasures/{proofId}.json", Ct);
        var signature = await administrator.GetByteArrayAsync($"/admin/erasures/{proofId}.sig", Ct);
        using var key = ECDsa.Create();
        key.ImportFromPem(await administrator.GetStringAsync($"/admin/erasures/{proofId}.pem", Ct));
        Assert.True(Verify(key, list, signature));

        list[^5] ^= 1;
        Assert.False(Verify(key, list, signature));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync($"/admin/erasures/{proofId}.txt", Ct)).StatusCode);
        var facilitator = (await _bench.Portal.SignInAsync(PeopleBench.Facilitator)).Http;
        foreach (var form in (string[])["json", "sig", "pem"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync($"/admin/erasures/{proofId}.{form}", Ct)).StatusCode);
        }
    }

    [Theory]
    [InlineData("Content")]
    [InlineData("Signature")]
    public async Task A_list_that_was_changed_in_the_database_is_refused(string column)
    {
        var (first, second) = (await EraseAsync("First"), await EraseAsync("Second"));
        Assert.True((await ReadAsync(first)).Succeeded);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            // Past the portal, which only adds such rows: with the text or the signature of another list.
            var sql = $"UPDATE ErasureProofs SET {column} = (SELECT {column} FROM ErasureProofs WHERE Id = {{0}}) WHERE Id = {{1}}";
            Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(sql, [second, first], Ct));
        }

        var refused = await ReadAsync(first);
        Assert.Equal(RefusalKind.Conflict, refused.Refusal?.Kind);
        Assert.Contains("was changed after the portal signed it", refused.Refusal?.Message, StringComparison.Ordinal);
        Assert.True((await ReadAsync(second)).Succeeded);
    }

    [Fact]
    public async Task Lists_share_a_key_and_a_lost_key_is_replaced_while_earlier_lists_can_still_be_checked()
    {
        var (first, second) = ((await ReadAsync(await EraseAsync("First"))).Value, (await ReadAsync(await EraseAsync("Second"))).Value);
        Assert.Equal(first.PublicKey, second.PublicKey);

        var stranger = new ErasureSigner(new EphemeralDataProtectionProvider(), _bench.Time);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        var proof = new ErasureProof(
            Guid.CreateVersion7(_bench.Time.GetUtcNow()),
            _bench.Time.GetUtcNow().UtcDateTime,
            Guid.CreateVersion7(),
            new { format = "after the loss" }
        );
        Assert.True(
            (
                await _bench
                    .Get<WriteGate>()
                    .WriteAsync(
                        async db =>
                        {
                            await stranger.SignAsync(db, proof, Ct);
                            db.Add(proof);
                            return Outcome.Done;
                        },
                        Ct
                    )
            ).Succeeded
        );
        var third = (await ReadAsync(proof.Id)).Value;
        Assert.NotEqual(first.PublicKey, third.PublicKey);
        Assert.True(ErasureSigner.IsSigned(first.Content, first.Signature, first.PublicKey));
        Assert.False(ErasureSigner.IsSigned(first.Content, first.Signature, third.PublicKey));
    }

    public void Dispose() => _bench.Dispose();

    private static bool Verify(ECDsa key, byte[] list, byte[] signature) =>
        key.VerifyData(list, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private async Task<Guid> EraseAsync(string name)
    {
        var (ada, cohort) = (await _bench.ActorAsync(PeopleBench.Administrator), await _bench.AnotherClassAsync(name));
        Assert.True((await _bench.Get<ChangeClass>().ArchiveAsync(ada, cohort, archived: true, Ct)).Succeeded);
        return (await _bench.Get<DeleteClass>().RunAsync(ada, cohort, name, Ct)).Value.ProofId;
    }

    private async Task<Outcome<SignedList>> ReadAsync(Guid proofId) =>
        await _bench.Get<ReadErasureProof>().RunAsync(await _bench.ActorAsync(PeopleBench.Administrator), proofId, Ct);
}
