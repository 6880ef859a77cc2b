using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Hashing never occupies a thread that serves requests.</summary>
public sealed class PassphraseWorkTests
{
    private const string Passphrase = "quiet amber lantern";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Joining_signing_in_and_proving_hash_on_threads_of_their_own()
    {
        var hasher = new WatchedHasher();
        await using var portal = new PortalFactory { ConfigureServices = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<IdentityUser>>(hasher)) };
        var ada = await portal.ActorAsync("demo-administrator");
        var details = (await Get<ClassList>().OneAsync(ada, await portal.CohortIdAsync(), Ct)).Value;
        var joined = await Get<JoinClass>().RunAsync(new(details.JoinCode.ToString(), "Nadia Petrov", Passphrase), Ct);
        Assert.True((await Get<CheckPassphrase>().RunAsync(new(details.JoinCode.ToString(), "Nadia Petrov", Passphrase), new Visit("x"), Ct)).Succeeded);
        Assert.False((await Get<CheckPassphrase>().RunAsync(new("", "Not Here", Passphrase), new Visit("x"), Ct)).Succeeded);
        Assert.True((await Get<OwnProof>().RequireAsync(await portal.ActorAsync(joined.Value), Passphrase, Ct)).Succeeded);
        // One for the account, one for names that do not exist, and three comparisons.
        Assert.Equal([false, false, false, false, false], hasher.OnThreadsOfRequests);

        T Get<T>() where T : notnull => portal.Services.GetRequiredService<T>();
    }

    [Fact]
    public async Task What_fails_is_told_to_the_caller_and_the_next_work_is_done()
    {
        using var work = new PassphraseWork();
        var failure = await Assert.ThrowsAsync<FormatException>(() => work.RunAsync<int>(() => throw new FormatException("no"), Ct));
        Assert.Equal("no", failure.Message);
        Assert.Equal(7, await work.RunAsync(() => 7, Ct));
    }

    [Fact]
    public async Task Work_whose_caller_has_left_before_it_began_is_not_done()
    {
        using var work = new PassphraseWork();
        using var begin = new ManualResetEventSlim();
        using var left = new CancellationTokenSource();
        var done = 0;
        var first = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => work.RunAsync(() => begin.Wait(TimeSpan.FromSeconds(30)), Ct)).ToList();
        var waiting = work.RunAsync(() => done++, left.Token);
        await left.CancelAsync();
        begin.Set();
        await Task.WhenAll(first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, done);
    }

    [Fact]
    public async Task After_the_end_what_waited_is_still_done_and_nothing_new_is_taken()
    {
        var work = new PassphraseWork();
        using var begin = new ManualResetEventSlim();
        var waiting = Enumerable.Range(1, 3).Select(number => work.RunAsync(
            () =>
            {
                begin.Wait(TimeSpan.FromSeconds(30));
                return number;
            },
            Ct)).ToList();
        work.Dispose();
        begin.Set();
        var done = await Task.WhenAll(waiting);
        Assert.Equal([1, 2, 3], done);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => work.RunAsync(() => 1, Ct));
    }

    private sealed class WatchedHasher : IPasswordHasher<IdentityUser>
    {
        private readonly PasswordHasher<IdentityUser> _hasher = new();

        public List<bool> OnThreadsOfRequests { get; } = [];

        public string HashPassword(IdentityUser user, string password)
        {
            OnThreadsOfRequests.Add(Thread.CurrentThread.IsThreadPoolThread);
            return _hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(IdentityUser user, string hashedPassword, string providedPassword)
        {
            OnThreadsOfRequests.Add(Thread.CurrentThread.IsThreadPoolThread);
            return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
