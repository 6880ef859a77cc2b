using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Tests.Core.People;

/// <summary>The passkeys of a person; what a browser sends is checked in <see cref="Browser.People.PasskeysInTheBrowserTests"/>.</summary>
public sealed class PasskeyTests : IDisposable
{
    private static readonly Visit Here = new("10.0.0.7");
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_passkey_is_added_renamed_used_and_removed_and_each_is_recorded()
    {
        var thea = await _bench.JoinedAsync("Nadia Petrov");
        Assert.True((await Own.AddAsync(thea, "Phone", Made(1), Ct)).Succeeded);
        var passkey = (await Own.ListAsync(thea, Ct)).Single();
        Assert.Null(passkey.LastUsedAt);
        Assert.True((await Own.RenameAsync(thea, passkey.Id, "Old phone", Ct)).Succeeded);
        Assert.True((await UseAsync(1)).Succeeded);
        Assert.Equal(
            ("Old phone", _bench.Time.GetUtcNow().UtcDateTime),
            ((await Own.ListAsync(thea, Ct)).Single().Name, (await Own.ListAsync(thea, Ct)).Single().LastUsedAt)
        );
        Assert.True((await Own.RemoveAsync(thea, passkey.Id, Ct)).Succeeded);
        Assert.Equal(RefusalKind.NotAllowed, (await UseAsync(1)).Refusal!.Kind);
        Assert.Equal(
            [AuditAction.PasskeyAdded, AuditAction.PasskeyRenamed, AuditAction.PasskeyRemoved],
            (await _bench.LogAsync())
                .Select(line => line.Action)
                .Where(action => action.ToString().StartsWith("Passkey", StringComparison.Ordinal))
                .Order()
        );
    }

    [Fact]
    public async Task A_passkey_of_a_disabled_person_does_not_sign_in_and_the_try_is_recorded()
    {
        var nadia = await _bench.JoinedAsync("Nadia Petrov");
        await Own.AddAsync(nadia, "Phone", Made(1), Ct);
        await DisableAsync(nadia, true);
        Assert.Equal(RefusalKind.NotAllowed, (await UseAsync(1)).Refusal!.Kind);
        Assert.Contains(await _bench.LogAsync(), line =>
            line is { Action: AuditAction.SignInFailed, Note: "passkey" } && line.PersonId == nadia.PersonId
        );
        await DisableAsync(nadia, false);
        Assert.True((await UseAsync(1)).Succeeded);
    }

    [Fact]
    public async Task A_person_renames_and_removes_no_passkey_of_another()
    {
        var (nadia, other) = (await _bench.JoinedAsync("Nadia Petrov"), await _bench.JoinedAsync("Ben Ortiz"));
        await Own.AddAsync(nadia, "Phone", Made(1), Ct);
        var id = (await Own.ListAsync(nadia, Ct)).Single().Id;
        Assert.Equal(RefusalKind.NotFound, (await Own.RenameAsync(other, id, "Mine", Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Own.RemoveAsync(other, id, Ct)).Refusal!.Kind);
        Assert.Equal("Phone", (await Own.ListAsync(nadia, Ct)).Single().Name);
    }

    [Fact]
    public async Task The_same_passkey_is_not_added_twice_and_a_person_has_ten_at_most()
    {
        var (nadia, other) = (await _bench.JoinedAsync("Nadia Petrov"), await _bench.JoinedAsync("Ben Ortiz"));
        for (byte number = 1; number <= OwnPasskeys.Most; number++)
        {
            Assert.True((await Own.AddAsync(nadia, $"Phone {number}", Made(number), Ct)).Succeeded);
        }

        Assert.Equal(RefusalKind.Conflict, (await Own.AddAsync(other, "Phone", Made(1), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await Own.AddAsync(nadia, "Phone", Made(99), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await Own.ProveAsync(nadia, "Phone", PeopleBench.Passphrase, "", Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task An_open_browser_alone_adds_no_passkey()
    {
        var nadia = await _bench.JoinedAsync("Nadia Petrov");
        Assert.Contains(
            "passphrase",
            (await Own.ProveAsync(nadia, "Phone", "not the passphrase", "", Ct)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("Nadia Petrov", (await Own.ProveAsync(nadia, "Phone", PeopleBench.Passphrase, "", Ct)).Value.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_passkey_needs_a_name(string name) =>
        Assert.Equal(RefusalKind.Invalid, (await Own.AddAsync(await _bench.JoinedAsync("Nadia Petrov"), name, Made(1), Ct)).Refusal!.Kind);

    public void Dispose() => _bench.Dispose();

    internal static UserPasskeyInfo Made(byte number) =>
        new(
            [number, 2, 3],
            [4, 5, 6],
            DateTimeOffset.UnixEpoch,
            0,
            ["internal"],
            isUserVerified: true,
            isBackupEligible: false,
            isBackedUp: false,
            [],
            []
        );

    private OwnPasskeys Own => _bench.Get<OwnPasskeys>();

    private Task<Outcome<string>> UseAsync(byte number) => _bench.Get<UsePasskey>().RunAsync(Made(number), Here, Ct);

    private async Task DisableAsync(Actor person, bool disabled) =>
        Assert.True(
            (
                await _bench
                    .Get<EndAccess>()
                    .DisableAsync(
                        await _bench.ActorAsync(PeopleBench.Administrator),
                        await _bench.ClassAsync(),
                        person.PersonId,
                        disabled,
                        Ct
                    )
            ).Succeeded
        );
}
