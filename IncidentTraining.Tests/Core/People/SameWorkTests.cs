using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Core.People;

/// <summary>What is wrong about a sign-in cannot be told from the work that it takes: one comparison with a hash, one commit.</summary>
public sealed class SameWorkTests : IAsyncLifetime
{
    private const string Passphrase = "quiet amber lantern";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly CountingHasher _hasher = new();
    private readonly PortalFactory _portal;
    private string _code = "";

    public SameWorkTests() => _portal = new PortalFactory { ConfigureServices = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<IdentityUser>>(_hasher)) };

    public async ValueTask InitializeAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        _code = (await db.Set<Cohort>().SingleAsync(Ct)).JoinCode;
        var (ada, cohort) = (await _portal.ActorAsync("demo-administrator"), await _portal.CohortIdAsync());
        foreach (var name in (string[])["Ingrid Holm", "Disabled Dan"])
        {
            var added = await Get<AddStaff>().RunAsync(ada, new(cohort, name, Passphrase, ClassRole.Instructor), Ct);
            Assert.True(name == "Ingrid Holm" || (await Get<EndAccess>().DisableAsync(ada, cohort, added.Value, disabled: true, Ct)).Succeeded);
        }
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("a wrong passphrase", "Ingrid Holm", "guess guess guess", null)]
    [InlineData("an empty passphrase", "Ingrid Holm", "", null)]
    [InlineData("a name that does not exist", "Nobody Here", Passphrase, null)]
    [InlineData("no name", "", Passphrase, null)]
    [InlineData("an account without a passphrase", "demo-instructor", Passphrase, null)]
    [InlineData("a disabled account", "Disabled Dan", Passphrase, null)]
    [InlineData("a class that does not exist", "Ben Ortiz", Passphrase, "2222-2222")]
    [InlineData("a name that is not in the class", "Ben Ortiz", Passphrase, "")]
    public async Task Each_wrong_sign_in_takes_the_same_work_and_gets_the_same_sentence(string what, string name, string passphrase, string? code)
    {
        var (compared, written) = (_hasher.Compared, await FailuresAsync());
        var refused = (await Get<CheckPassphrase>().RunAsync(new(code is "" ? _code : code, name, passphrase), new Visit("10.0.0.1"), Ct)).Refusal!;
        Assert.Equal((RefusalKind.NotAllowed, "This name and passphrase do not belong together. Trainees also need the code of their class."), (refused.Kind, refused.Message));
        Assert.True((_hasher.Compared - compared, await FailuresAsync() - written) == (1, 1), what);
    }

    private T Get<T>() where T : notnull => _portal.Services.GetRequiredService<T>();

    private async Task<int> FailuresAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<AuditEntry>().CountAsync(entry => entry.Action == AuditAction.SignInFailed, Ct);
    }

    private sealed class CountingHasher : IPasswordHasher<IdentityUser>
    {
        private readonly PasswordHasher<IdentityUser> _hasher = new();

        public int Compared { get; private set; }

        public string HashPassword(IdentityUser user, string password) => _hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(IdentityUser user, string hashedPassword, string providedPassword)
        {
            Compared++;
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
