using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IncidentTraining.Tests.Host.People;

/// <summary>The sign-in page, which anyone can open, does not wait long for a provider, and does not call it each time.</summary>
public sealed class ProviderWaitTests : IAsyncDisposable
{
    private const string Page = "/sign-in?left=contoso";
    private const string Offer = "Sign out at Contoso";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Metadata _metadata = new();
    private readonly PortalFactory _portal;

    public ProviderWaitTests()
    {
        _portal = new PortalFactory
        {
            Time = _time,
            ConfigureServices = services =>
                services.Configure<OpenIdConnectOptions>("provider-contoso", options => options.ConfigurationManager = _metadata),
        };
        _portal.Settings["SignIn:Providers:contoso:Name"] = "Contoso";
        _portal.Settings["SignIn:Providers:contoso:Authority"] = "https://login.contoso.example";
        _portal.Settings["SignIn:Providers:contoso:ClientId"] = "portal";
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_provider_that_does_not_answer_delays_the_page_for_two_seconds_and_the_next_one_not_at_all()
    {
        using var client = _portal.CreateClient();
        var first = client.GetStringAsync(Page, Ct);
        await _metadata.AskedFirst.WaitAsync(Ct);
        Assert.False(first.IsCompleted);
        while (!first.IsCompleted)
        {
            // The page may begin to wait a moment after it has asked.
            _time.Advance(ProviderDirectory.Patience);
            await Task.Yield();
        }

        Assert.DoesNotContain(Offer, await first, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Offer,
            await client.GetStringAsync(Page, Ct).WaitAsync(TimeSpan.FromMinutes(1), Ct),
            StringComparison.Ordinal
        );
        Assert.Equal(1, _metadata.Asked);

        // When the answer has come after all, it is used.
        _metadata.Answer.SetResult(new OpenIdConnectConfiguration { EndSessionEndpoint = "https://login.contoso.example/logout" });
        Assert.Contains(Offer, await client.GetStringAsync(Page, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_remembered_for_a_minute()
    {
        _metadata.Answer.SetException(new InvalidOperationException("unreachable"));
        using var client = _portal.CreateClient();
        for (var request = 0; request < 3; request++)
        {
            Assert.DoesNotContain(Offer, await client.GetStringAsync(Page, Ct), StringComparison.Ordinal);
        }

        _time.Advance(ProviderDirectory.Doubt - TimeSpan.FromSeconds(1));
        await client.GetStringAsync(Page, Ct);
        Assert.Equal(1, _metadata.Asked);
        _time.Advance(TimeSpan.FromSeconds(1));
        await client.GetStringAsync(Page, Ct);
        Assert.Equal(2, _metadata.Asked);
    }

    private sealed class Metadata : IConfigurationManager<OpenIdConnectConfiguration>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public Task AskedFirst => _first.Task;

        public TaskCompletionSource<OpenIdConnectConfiguration> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        {
            Interlocked.Increment(ref _asked);
            _first.TrySetResult();
            return Answer.Task;
        }

        public void RequestRefresh() { }
    }
}
