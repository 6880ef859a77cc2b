using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Hashing never occupies all threads that serve requests.</summary>
public sealed class PassphraseWorkTests
{
    private const string Passphrase = "quiet amber lantern";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Joining_signing_in_and_proving_hash_where_few_are_computed_at_a_time()
    {
        var hasher = new WatchedHasher();
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<IdentityUser>>(hasher)),
        };
        var ada = await portal.ActorAsync("demo-administrator");
        var details = (await Get<ClassList>().OneAsync(ada, await portal.CohortIdAsync(), Ct)).Value;
        var joined = await Get<JoinClass>().RunAsync(new(details.JoinCode.ToString(), "Nadia Petrov", Passphrase), Ct);
        Assert.True(
            (
                await Get<CheckPassphrase>().RunAsync(new(details.JoinCode.ToString(), "Nadia Petrov", Passphrase), new Visit("x"), Ct)
            ).Succeeded
        );
        Assert.False((await Get<CheckPassphrase>().RunAsync(new("", "Not Here", Passphrase), new Visit("x"), Ct)).Succeeded);
        Assert.True((await Get<OwnProof>().RequireAsync(await portal.ActorAsync(joined.Value), Passphrase, Ct)).Succeeded);
        // One for the account, one for names that do not exist, and three comparisons.
        Assert.Equal([true, true, true, true, true], hasher.WasLimited);

        T Get<T>()
            where T : notnull => portal.Services.GetRequiredService<T>();
    }

    [Fact]
    public async Task What_fails_is_told_to_the_caller_and_the_next_work_is_done()
    {
        var work = new PassphraseWork();
        var failure = await Assert.ThrowsAsync<FormatException>(() => work.RunAsync<int>(() => throw new FormatException("no"), Ct));
        Assert.Equal("no", failure.Message);
        Assert.Equal(7, await work.RunAsync(() => 7, Ct));
    }

    [Fact]
    public async Task Work_whose_caller_has_left_before_it_began_is_not_done()
    {
        var work = new PassphraseWork();
        using var begin = new ManualResetEventSlim();
        using var left = new CancellationTokenSource();
        var done = 0;
        var first = Enumerable
            .Range(0, Environment.ProcessorCount)
            .Select(_ => work.RunAsync(() => begin.Wait(TimeSpan.FromSeconds(30)), Ct))
            .ToList();
        var waiting = work.RunAsync(() => done++, left.Token);
        await left.CancelAsync();
        begin.Set();
        await Task.WhenAll(first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, done);
    }

    [Fact]
    public async Task One_processor_stays_free_for_requests()
    {
        var work = new PassphraseWork();
        using var begin = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        var all = Enumerable
            .Range(0, PassphraseWork.MostAtATime + 1)
            .Select(_ =>
                work.RunAsync(
                    () =>
                    {
                        begun.Release();
                        return begin.Wait(TimeSpan.FromSeconds(30));
                    },
                    Ct
                )
            )
            .ToList();
        for (var number = 0; number < PassphraseWork.MostAtATime; number++)
        {
            await begun.WaitAsync(Ct);
        }

        // A task queued later has run; the last hash is still waiting for a processor.
        Assert.True(await Task.Run(() => true, Ct));
        Assert.Equal(0, begun.CurrentCount);
        begin.Set();
        Assert.DoesNotContain(false, await Task.WhenAll(all));
        Assert.Equal(1, begun.CurrentCount);
    }

    private sealed class WatchedHasher : IPasswordHasher<IdentityUser>
    {
        private readonly PasswordHasher<IdentityUser> _hasher = new();

        public List<bool> WasLimited { get; } = [];

        public string HashPassword(IdentityUser user, string password)
        {
            WasLimited.Add(TaskScheduler.Current != TaskScheduler.Default);
            return _hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(IdentityUser user, string hashedPassword, string providedPassword)
        {
            WasLimited.Add(TaskScheduler.Current != TaskScheduler.Default);
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
