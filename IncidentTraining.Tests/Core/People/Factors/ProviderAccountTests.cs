using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>An account that a sign-in provider created can be opened only through a provider, whatever else is stored for it.</summary>
public sealed class ProviderAccountTests : IDisposable
{
    private const string Issuer = "https://login.contoso.example";

    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task It_gets_no_passphrase_no_passkey_and_no_one_time_code_and_each_refusal_says_why()
    {
        var mara = await MaraAsync();
        Assert.Contains(
            "created your account",
            (await _bench.Get<ChoosePassphrase>().OwnAsync(mara, "", "seven quiet harbours", Ct)).Refusal?.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "decides whether you may sign in",
            (await _bench.Get<OwnPasskeys>().ProveAsync(mara, "Phone", "", "", Ct)).Refusal?.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<OwnPasskeys>().AddAsync(mara, "Phone", PasskeyTests.Made(1), Ct)).Refusal?.Kind
        );
        var code = await _bench
            .Get<IssueCode>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), mara.PersonId, Ct);
        Assert.Contains("a passphrase does not open this account", code.Refusal?.Message, StringComparison.Ordinal);
        Assert.True((await _bench.Get<OwnProof>().ReadAsync(mara, Ct)).IsOfProvider);
    }

    [Fact]
    public async Task Its_second_factor_needs_a_forced_sign_in_at_the_provider_that_is_at_most_ten_minutes_old()
    {
        var mara = await MaraAsync();
        Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<OwnSecondFactor>().BeginAsync(mara, "", Ct)).Refusal?.Kind);
        Assert.True((await ProveAsync(mara)).Succeeded);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _bench.Get<OwnSecondFactor>().BeginAsync(mara with { SessionId = null }, "", Ct)).Refusal?.Kind
        );
        _bench.Time.Advance(OwnProof.Fresh);
        Assert.True((await _bench.Get<OwnSecondFactor>().BeginAsync(mara, "", Ct)).Succeeded);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<OwnSecondFactor>().BeginAsync(mara, "", Ct)).Refusal?.Kind);
    }

    [Fact]
    public async Task It_gets_no_personal_join_code_with_those_who_have_not_arrived()
    {
        var entry = await EnterAsync(ClassRole.Trainee);
        var seats = (
            await _bench.Get<IssueCode>().ForSeatsAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), Ct)
        ).Value;
        Assert.NotEmpty(seats);
        Assert.DoesNotContain(seats, seat => seat.PersonId == PersonOf(entry));
    }

    [Fact]
    public async Task A_stored_passphrase_is_no_way_in_so_the_last_provider_stays_connected()
    {
        var mara = await MaraAsync();
        var userName = await _bench
            .Get<WriteGate>()
            .WriteAsync<string>(
                async db =>
                {
                    var person = await db.Set<Person>().SingleAsync(one => one.Id == mara.PersonId, Ct);
                    await _bench
                        .Get<Accounts>()
                        .TakePassphraseAsync(
                            db,
                            person,
                            new Microsoft.AspNetCore.Identity.PasswordHasher<Microsoft.AspNetCore.Identity.IdentityUser>().HashPassword(
                                new(),
                                PeopleBench.Passphrase
                            ),
                            Ct
                        );
                    return (await db.Users.SingleAsync(user => user.Id == person.UserId, Ct)).UserName!;
                },
                Ct
            );
        Assert.False((await _bench.CheckAsync(userName.Value, PeopleBench.Passphrase)).Succeeded);
        var refused = (await _bench.Get<ConnectProvider>().EndAsync(mara, Issuer, Ct)).Refusal;
        Assert.Equal(
            "This is the only way to sign in to your account: Contoso created it, and a passphrase does not open it. Connect another provider first.",
            refused?.Message
        );

        Assert.True(
            (await _bench.Get<ConnectProvider>().RunAsync(mara, Identity("Fabrikam", "https://login.fabrikam.example"), Ct)).Succeeded
        );
        Assert.True((await _bench.Get<ConnectProvider>().EndAsync(mara, Issuer, Ct)).Succeeded);
        Assert.False((await _bench.Get<ConnectProvider>().EndAsync(mara, "https://login.fabrikam.example", Ct)).Succeeded);
    }

    [Theory]
    [InlineData("Ingrid Holm", true)]
    [InlineData("0123456789abcdef0123456789abcdef/Ben", true)]
    [InlineData("connected/0123/Mara", false)]
    [InlineData("CONNECTED/0123/Mara", false)]
    [InlineData("merged/0123", false)]
    [InlineData("left/0123", false)]
    [InlineData("anonymous/0123", false)]
    public void A_passphrase_opens_only_names_that_a_person_types(string userName, bool opens) =>
        Assert.Equal(opens, Accounts.IsTyped(userName));

    public void Dispose() => _bench.Dispose();

    private Task<Outcome> ProveAsync(Actor actor) =>
        _bench.Get<ProveWithProvider>().RunAsync(actor, Identity("Contoso", Issuer), _bench.Time.GetUtcNow(), _bench.Time.GetUtcNow(), Ct);

    private static ProviderIdentity Identity(string provider, string issuer) =>
        new(provider.ToLowerInvariant(), provider, issuer, "u-1", "Mara Quist", ["people"]);

    private async Task<string> EnterAsync(ClassRole role)
    {
        var entry = await _bench
            .Get<EnterWithProvider>()
            .RunAsync(
                Identity("Contoso", Issuer),
                [new GroupRole("people", role, (await _bench.ClassAsync()).ToString())],
                new Visit("10.0.0.1"),
                Ct
            );
        Assert.True(entry.Succeeded, entry.Refusal?.Message);
        return entry.Value.UserId;
    }

    private Guid PersonOf(string userId)
    {
        using var db = _bench.Portal.OpenDatabaseAsync().GetAwaiter().GetResult();
        return db.Set<Person>().Single(person => person.UserId == userId).Id;
    }

    private async Task<Actor> MaraAsync()
    {
        var userId = await EnterAsync(ClassRole.Instructor);
        return new Actor(PersonOf(userId))
        {
            SessionId = (await _bench.Get<Sessions>().StartAsync(userId, new Visit("10.0.0.1"), Ct)).Value,
        };
    }
}
