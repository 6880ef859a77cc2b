using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Core.People;

/// <summary>
/// The reason for a failed sign-in cannot be inferred from its work: one comparison with a hash, the same statements, one commit.
/// </summary>
[Trait("Speed", "slow")]
public sealed class SameWorkTests : IAsyncLifetime
{
    private const string Passphrase = "quiet amber lantern";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly CountingHasher _hasher = new();
    private readonly StatementCounter _counter = new();
    private readonly PortalFactory _portal;
    private string _code = "";

    public SameWorkTests() =>
        _portal = new PortalFactory
        {
            ConfigureServices = services =>
            {
                services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<IdentityUser>>(_hasher));
                services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(_counter));
            },
        };

    public async ValueTask InitializeAsync()
    {
        await using var db = await _portal.OpenDatabaseAsync();
        _code = (await db.Set<Cohort>().SingleAsync(Ct)).JoinCode;
        var (ada, cohort) = (await _portal.ActorAsync("demo-administrator"), await _portal.CohortIdAsync());
        foreach (var name in (string[])["Ingrid Holm", "Disabled Dan"])
        {
            var added = await Get<AddStaff>().RunAsync(ada, new(cohort, name, Passphrase, ClassRole.Instructor), Ct);
            Assert.True(
                name == "Ingrid Holm" || (await Get<EndAccess>().DisableAsync(ada, cohort, added.Value, disabled: true, Ct)).Succeeded
            );
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
    public async Task Each_wrong_sign_in_takes_the_same_work_and_gets_the_same_sentence(
        string what,
        string name,
        string passphrase,
        string? code
    )
    {
        // The log line for the first unknown name of an hour is written before.
        await TryAsync("Not Here", Passphrase, null);
        var expected = await WorkAsync(() => TryAsync("Ingrid Holm", "guess guess guess", null));
        var work = await WorkAsync(async () =>
        {
            var refused = (await TryAsync(name, passphrase, code is "" ? _code : code)).Refusal!;
            Assert.Equal(
                (RefusalKind.NotAllowed, "This name and passphrase do not match. If you joined with a class code, type the code as well."),
                (refused.Kind, refused.Message)
            );
        });
        Assert.Equal((1, 1), (work.Compared, work.Commits));
        // Only the class code is looked up besides, and the person who typed one knows that.
        Assert.True(work.Statements == expected.Statements + (code is null ? 0 : 1), $"{what}: {work} instead of {expected}");
    }

    private async Task<(int Compared, int Statements, int Commits)> WorkAsync(Func<Task> work)
    {
        var before = _hasher.Compared;
        var asked = await _counter.DuringAsync(work);
        return (_hasher.Compared - before, asked.Statements, asked.Commits);
    }

    private Task<Outcome<string>> TryAsync(string name, string passphrase, string? code) =>
        Get<CheckPassphrase>().RunAsync(new(code, name, passphrase), new Visit("10.0.0.1"), Ct);

    private T Get<T>()
        where T : notnull => _portal.Services.GetRequiredService<T>();

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
