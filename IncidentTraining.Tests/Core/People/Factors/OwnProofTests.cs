using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Access to an open browser is not enough to change how its person signs in.</summary>
public sealed class OwnProofTests : IDisposable
{
    private const string Wrong = "guess guess guess";
    private const string Other = "seven quiet harbours";

    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    private static readonly Dictionary<string, Func<OwnProofTests, Actor, string, Task<Refusal?>>> Changes = new()
    {
        ["add a passkey"] = async (test, actor, passphrase) =>
            (await test.Get<OwnPasskeys>().ProveAsync(actor, "Phone", passphrase, "", Ct)).Refusal,
        ["set up a second factor"] = async (test, actor, passphrase) =>
            (await test.Get<OwnSecondFactor>().BeginAsync(actor, passphrase, Ct)).Refusal,
        ["change the passphrase"] = async (test, actor, passphrase) =>
            (await test.Get<ChoosePassphrase>().OwnAsync(actor, passphrase, Other, Ct)).Refusal,
        ["connect a provider"] = async (test, actor, passphrase) =>
            (await test.Get<OwnProof>().RequireAsync(actor, passphrase, Ct)).Refusal,
    };

    public static TheoryData<string> Names { get; } = [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_account_with_a_passphrase_proves_itself_by_it_and_not_by_a_sign_in(string change)
    {
        await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        var ingrid = await _bench.SignedInAsync("Ingrid Holm");
        Assert.Equal("This is not your current passphrase. Nothing was changed.", (await Changes[change](this, ingrid, Wrong))?.Message);
        Assert.Equal("This is not your current passphrase. Nothing was changed.", (await Changes[change](this, ingrid, ""))?.Message);
        Assert.Null(await Changes[change](this, ingrid, PeopleBench.Passphrase));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_account_without_one_proves_itself_by_a_sign_in_that_is_at_most_ten_minutes_old(string change)
    {
        var ines = await _bench.SignedInAsync(PeopleBench.Instructor);
        _bench.Time.Advance(OwnProof.Fresh + TimeSpan.FromSeconds(1));
        var refused = await Changes[change](this, ines, "");
        Assert.Equal(RefusalKind.NotAllowed, refused?.Kind);
        Assert.Contains("Sign out, sign in again, and do this within 10 minutes.", refused?.Message, StringComparison.Ordinal);

        var again = await _bench.SignedInAsync(PeopleBench.Instructor);
        _bench.Time.Advance(OwnProof.Fresh);
        Assert.Null(await Changes[change](this, again, ""));
    }

    [Fact]
    public async Task A_session_of_another_person_an_ended_one_and_none_prove_nothing()
    {
        var (ines, femi) = (await _bench.SignedInAsync(PeopleBench.Instructor), await _bench.SignedInAsync(PeopleBench.Facilitator));
        Assert.Equal(RefusalKind.NotAllowed, (await ProveAsync(ines with { SessionId = null })).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await ProveAsync(ines with { SessionId = femi.SessionId })).Refusal?.Kind);
        Assert.True((await ProveAsync(ines)).Succeeded);
        Assert.True((await Get<Sessions>().EndAsync(ines, ines.SessionId!.Value, Ct)).Succeeded);
        Assert.Equal(RefusalKind.NotAllowed, (await ProveAsync(ines)).Refusal?.Kind);
    }

    [Fact]
    public async Task Wrong_tries_of_all_changes_are_counted_together_and_all_must_wait()
    {
        var ingrid = await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        for (var wrong = 0; wrong < 10; wrong++)
        {
            Assert.Equal(RefusalKind.NotAllowed, (await Changes.Values.ElementAt(wrong % Changes.Count)(this, ingrid, Wrong))?.Kind);
        }

        foreach (var change in Changes.Values)
        {
            var refused = await change(this, ingrid, PeopleBench.Passphrase);
            Assert.Equal(
                (RefusalKind.TooMany, "There were too many wrong attempts. Wait 1 second, then try again."),
                (refused?.Kind, refused?.Message)
            );
        }

        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await ProveAsync(ingrid)).Succeeded);
    }

    [Fact]
    public async Task The_right_passphrase_alone_does_not_forget_wrong_codes()
    {
        var (ingrid, secret, _) = await _bench.WithFactorAsync("Ingrid Holm");
        for (var wrong = 0; wrong < 10; wrong++)
        {
            Assert.Contains(
                "code is not valid",
                (await Get<OwnPasskeys>().ProveAsync(ingrid, "Phone", PeopleBench.Passphrase, "000000", Ct)).Refusal?.Message,
                StringComparison.Ordinal
            );
            if (wrong < 9)
            {
                Assert.True((await ProveAsync(ingrid)).Succeeded);
            }
        }

        Assert.Equal(
            RefusalKind.TooMany,
            (await Get<OwnPasskeys>().ProveAsync(ingrid, "Phone", PeopleBench.Passphrase, "000000", Ct)).Refusal?.Kind
        );
        // Both together do.
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Get<OwnPasskeys>().ProveAsync(ingrid, "Phone", PeopleBench.Passphrase, _bench.CodeOf(secret), Ct)).Succeeded);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await Get<OwnPasskeys>().ProveAsync(ingrid, "Phone", PeopleBench.Passphrase, "000000", Ct)).Refusal?.Kind
        );
    }

    [Fact]
    public async Task A_passphrase_is_compared_while_others_can_write()
    {
        var hasher = new WritingHasher();
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<IdentityUser>>(hasher)),
        };
        var gate = portal.Services.GetRequiredService<WriteGate>();
        var added = await portal
            .Services.GetRequiredService<AddStaff>()
            .RunAsync(
                await portal.ActorAsync(PeopleBench.Administrator),
                new(await portal.CohortIdAsync(), "Ingrid Holm", PeopleBench.Passphrase, ClassRole.Instructor),
                Ct
            );
        var ingrid = new Actor(added.Value);
        hasher.Write = () => gate.WriteAsync(_ => Task.FromResult(Outcome.Done), Ct);
        Assert.True(
            (await portal.Services.GetRequiredService<OwnPasskeys>().ProveAsync(ingrid, "Phone", PeopleBench.Passphrase, "", Ct)).Succeeded
        );
        Assert.True(
            (await portal.Services.GetRequiredService<OwnSecondFactor>().EndAsync(ingrid, PeopleBench.Passphrase, "", Ct)).Succeeded
        );
        Assert.True(
            (await portal.Services.GetRequiredService<ChoosePassphrase>().OwnAsync(ingrid, PeopleBench.Passphrase, Other, Ct)).Succeeded
        );
        Assert.Equal([true, true, true], hasher.Written);
    }

    [Fact]
    public async Task A_passphrase_that_was_changed_between_the_check_and_the_write_proves_nothing()
    {
        var hasher = new WritingHasher();
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<IdentityUser>>(hasher)),
        };
        var added = await portal
            .Services.GetRequiredService<AddStaff>()
            .RunAsync(
                await portal.ActorAsync(PeopleBench.Administrator),
                new(await portal.CohortIdAsync(), "Ingrid Holm", PeopleBench.Passphrase, ClassRole.Instructor),
                Ct
            );
        hasher.Write = () =>
            portal
                .Services.GetRequiredService<WriteGate>()
                .WriteAsync(
                    async db =>
                    {
                        (await db.Users.SingleAsync(user => user.UserName == "Ingrid Holm", Ct)).SecurityStamp = "another";
                        return Outcome.Done;
                    },
                    Ct
                );
        var refused = (
            await portal
                .Services.GetRequiredService<OwnPasskeys>()
                .ProveAsync(new Actor(added.Value), "Phone", PeopleBench.Passphrase, "", Ct)
        ).Refusal;
        Assert.Contains("was changed in the meantime", refused?.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private T Get<T>()
        where T : notnull => _bench.Get<T>();

    private Task<Outcome> ProveAsync(Actor actor) => Get<OwnProof>().RequireAsync(actor, PeopleBench.Passphrase, Ct);

    /// <summary>Allows another write during the comparison.</summary>
    private sealed class WritingHasher : IPasswordHasher<IdentityUser>
    {
        private readonly PasswordHasher<IdentityUser> _hasher = new();

        public Func<Task>? Write { get; set; }

        public List<bool> Written { get; } = [];

        public string HashPassword(IdentityUser user, string password) => _hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(IdentityUser user, string hashedPassword, string providedPassword)
        {
            // A comparison inside the write would wait for itself.
            Written.Add(Write is null || Task.Run(Write).Wait(TimeSpan.FromSeconds(10)));
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
