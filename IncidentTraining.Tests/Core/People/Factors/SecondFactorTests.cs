using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace IncidentTraining.Tests.Core.People;

/// <summary>The second factor of staff: codes of an authenticator app and recovery codes, each of which works once.</summary>
public sealed class SecondFactorTests : IDisposable
{
    private const string Name = "Ingrid Holm";
    private static readonly Visit Here = new("10.0.0.7");
    private readonly PeopleBench _bench = new();
    private string _secret = "";

    private static CancellationToken Ct => PeopleBench.Ct;

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_clock_may_be_one_step_wrong_and_not_two(int steps, bool taken)
    {
        var (_, userId) = await OnAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(taken, (await CheckAsync(userId, CodeAt(steps))).Succeeded);
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public async Task The_last_step_that_is_accepted_ends_with_its_thirty_seconds(int seconds, bool taken)
    {
        var (_, userId) = await OnAsync();
        AdvanceToAStep();
        var code = CodeAt(-1);
        _bench.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(taken, (await CheckAsync(userId, code)).Succeeded);
    }

    [Fact]
    public async Task A_code_works_once_and_an_earlier_one_not_after_a_later_one()
    {
        var (_, userId) = await OnAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await CheckAsync(userId, CodeAt(0))).Succeeded);
        Assert.Equal(RefusalKind.NotAllowed, (await CheckAsync(userId, CodeAt(0))).Refusal!.Kind);
        Assert.False((await CheckAsync(userId, CodeAt(-1))).Succeeded);
        Assert.True((await CheckAsync(userId, CodeAt(1))).Succeeded);
    }

    [Fact]
    public async Task The_code_that_switched_it_on_does_not_sign_in()
    {
        var (_, userId) = await OnAsync();
        Assert.False((await CheckAsync(userId, CodeAt(0))).Succeeded);
        _bench.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await CheckAsync(userId, CodeAt(0))).Succeeded);
    }

    [Fact]
    public async Task Ten_recovery_codes_sign_in_once_each_and_only_their_hashes_are_stored()
    {
        var (actor, userId, codes) = await OnWithCodesAsync();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$", code));
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            Assert.Empty(
                (await db.Set<RecoveryCode>().Select(code => code.Hash).ToListAsync(Ct)).Intersect(
                    codes.Select(code => code.Replace("-", "", StringComparison.Ordinal))
                )
            );
        }

        Assert.True((await CheckAsync(userId, codes[3].ToLowerInvariant().Replace('-', ' '))).Succeeded);
        Assert.False((await CheckAsync(userId, codes[3])).Succeeded);
        Assert.True((await CheckAsync(userId, codes[4])).Succeeded);
        Assert.Equal(8, (await Own.ReadAsync(actor, Ct)).CodesLeft);
        Assert.Equal(
            ["8 left", "9 left"],
            (await _bench.LogAsync())
                .Where(line => line.Action is AuditAction.RecoveryCodeUsed)
                .Select(line => line.Note)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_recovery_code_of_another_person_is_worth_nothing()
    {
        var (_, _, codes) = await OnWithCodesAsync();
        var (_, other) = await OnAsync("Olga Brandt");
        Assert.False((await CheckAsync(other, codes[0])).Succeeded);
    }

    [Fact]
    public async Task The_secret_is_not_readable_in_the_database()
    {
        await OnAsync();
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var stored = (await db.Set<SecondFactor>().SingleAsync(Ct)).ProtectedSecret;
        Assert.DoesNotContain(_secret, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Base32Encoding.ToBytes(_secret)), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_are_slowed_down_like_wrong_passphrases()
    {
        var (_, userId) = await OnAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        for (var wrong = 0; wrong < 5; wrong++)
        {
            Assert.Equal(RefusalKind.NotAllowed, (await CheckAsync(userId, "000000")).Refusal!.Kind);
        }

        var refused = await CheckAsync(userId, CodeAt(0));
        Assert.Equal(RefusalKind.TooMany, refused.Refusal!.Kind);
        _bench.Time.Advance(refused.Refusal.RetryAfter!.Value);
        Assert.True((await CheckAsync(userId, CodeAt(0))).Succeeded);
        Assert.Equal(5, (await _bench.LogAsync()).Count(line => line is { Action: AuditAction.SignInFailed, Note: "second factor" }));
    }

    [Fact]
    public async Task The_sign_in_asks_for_a_code_only_after_the_first_one_was_right()
    {
        var actor = await _bench.StaffAsync(Name, ClassRole.Instructor);
        var userId = await _bench.UserIdAsync(actor.PersonId);
        _secret = (await Own.BeginAsync(actor, PeopleBench.Passphrase, Ct)).Value.Secret;
        Assert.False(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));
        Assert.Equal(RefusalKind.Invalid, (await Own.ConfirmAsync(actor, CodeAt(-2), Ct)).Refusal!.Kind);
        Assert.False((await CheckAsync(userId, CodeAt(0))).Succeeded);
        Assert.True((await Own.ConfirmAsync(actor, CodeAt(0), Ct)).Succeeded);
        Assert.True(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));
        Assert.Equal(RefusalKind.Conflict, (await Own.BeginAsync(actor, PeopleBench.Passphrase, Ct)).Refusal!.Kind);
    }

    [Theory]
    [InlineData(PeopleBench.Trainee, false)]
    [InlineData(PeopleBench.Instructor, true)]
    [InlineData(PeopleBench.Facilitator, true)]
    [InlineData(PeopleBench.Administrator, true)]
    public async Task It_is_for_staff_and_administrators(string userName, bool may)
    {
        var actor = await _bench.SignedInAsync(userName);
        Assert.Equal(may, (await Own.ReadAsync(actor, Ct)).MayHave);
        Assert.Equal(may, (await Own.BeginAsync(actor, PeopleBench.Passphrase, Ct)).Succeeded);
    }

    [Fact]
    public async Task It_is_switched_off_with_the_passphrase_and_a_code_and_not_with_one_of_them()
    {
        var (actor, userId) = await OnAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains(
            "passphrase",
            (await Own.EndAsync(actor, "not the passphrase", CodeAt(0), Ct)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "code",
            (await Own.EndAsync(actor, PeopleBench.Passphrase, "000000", Ct)).Refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.True(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));

        Assert.True((await Own.EndAsync(actor, PeopleBench.Passphrase, CodeAt(0), Ct)).Succeeded);
        Assert.False(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));
        Assert.Equal(0, (await Own.ReadAsync(actor, Ct)).CodesLeft);
        Assert.Equal(
            [AuditAction.SecondFactorOn, AuditAction.SecondFactorOff],
            (await _bench.LogAsync())
                .Select(line => line.Action)
                .Where(action => action.ToString().StartsWith("SecondFactor", StringComparison.Ordinal))
                .Order()
        );
    }

    [Fact]
    public async Task The_reset_on_the_server_removes_it()
    {
        var (_, userId) = await OnAsync();
        Assert.True((await _bench.Get<IssueCode>().FromServerAsync(Name, Ct)).Succeeded);
        Assert.False(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));
        Assert.Contains(await _bench.LogAsync(), line =>
            line is { Action: AuditAction.SecondFactorRemoved, ById: null, Address: "server" }
        );
    }

    [Fact]
    public async Task Secrets_encrypted_with_lost_keys_let_no_one_in_and_can_be_removed()
    {
        var (actor, userId, codes) = await OnWithCodesAsync();
        await _bench
            .Get<WriteGate>()
            .WriteAsync(
                async db =>
                {
                    (await db.Set<SecondFactor>().SingleAsync(Ct)).Begin("not made by these keys");
                    return Outcome.Done;
                },
                Ct
            );
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await CheckAsync(userId, CodeAt(0))).Succeeded);
        Assert.True((await CheckAsync(userId, codes[0])).Succeeded);
        Assert.True(
            (
                await _bench
                    .Get<RemoveSecondFactor>()
                    .OfMemberAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), actor.PersonId, Ct)
            ).Succeeded
        );
    }

    public void Dispose() => _bench.Dispose();

    private OwnSecondFactor Own => _bench.Get<OwnSecondFactor>();

    private Task<Outcome> CheckAsync(string userId, string code) => _bench.Get<CheckSecondFactor>().RunAsync(userId, code, Here, Ct);

    private string CodeAt(int steps) => _bench.CodeOf(_secret, steps);

    private void AdvanceToAStep()
    {
        var into = _bench.Time.GetUtcNow().ToUnixTimeMilliseconds() % 30_000;
        _bench.Time.Advance(TimeSpan.FromMilliseconds(300_000 - into));
    }

    private async Task<(Actor Actor, string UserId)> OnAsync(string name = Name, ClassRole role = ClassRole.Instructor)
    {
        var (actor, userId, _) = await OnWithCodesAsync(name, role);
        return (actor, userId);
    }

    private async Task<(Actor Actor, string UserId, IReadOnlyList<string> Codes)> OnWithCodesAsync(
        string name = Name,
        ClassRole role = ClassRole.Instructor
    )
    {
        (var actor, _secret, var codes) = await _bench.WithFactorAsync(name, role);
        return (actor, await _bench.UserIdAsync(actor.PersonId), codes);
    }
}
