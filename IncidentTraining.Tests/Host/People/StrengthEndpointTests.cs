using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Paths;
using IncidentTraining.Web.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Tests.Host.People;

/// <summary>The strength of a typed passphrase, as requested by a page.</summary>
public sealed class StrengthEndpointTests : IDisposable
{
    private const string Secret = "violet anchors drift";
    private readonly Everything _log = new();
    private readonly PortalFactory _portal;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public StrengthEndpointTests() =>
        _portal = new()
        {
            ConfigureServices = services =>
                services.AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace).AddFilter((_, _) => true)),
        };

    [Theory]
    [InlineData("kettle dog", 0, "Too easy to guess")]
    [InlineData("zebra lamp", 1, "Just enough")]
    [InlineData("quiet amber lantern", 2, "Good")]
    [InlineData("correct horse battery staple", 3, "Strong")]
    [InlineData("Nadia Petrovska 1", 0, "do not count")]
    public async Task A_visitor_is_told_the_grade_in_words(string passphrase, int level, string words)
    {
        var answer = await AskAsync(Visitor(), new(passphrase, "Nadia Petrovska"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var told = await answer.Content.ReadFromJsonAsync<StrengthEndpoint.Told>(Ct);
        Assert.Equal(level, told!.Level);
        Assert.Contains(words, told.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_hears_that_their_own_name_and_class_do_not_count()
    {
        var client = await _portal.SignInAsync("demo-trainee-1");
        var told = await (
            await AskAsync(client, new("Tariq Demonstration 1", null), "/account")
        ).Content.ReadFromJsonAsync<StrengthEndpoint.Told>(Ct);
        Assert.Contains("do not count", told!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_is_neither_logged_nor_stored_nor_sent_back()
    {
        var answer = await AskAsync(Visitor(), new(Secret, "Nadia"));
        Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        // The log is at work, and the text is nowhere in it.
        Assert.Contains(_log.Lines, line => line.Contains(PeoplePaths.Strength, StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
        foreach (
            var file in Directory
                .EnumerateFiles(_portal.DataDirectory, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) != ".lock")
        )
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(Secret, await reader.ReadToEndAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_request_without_the_token_of_a_page_is_refused()
    {
        var answer = await _portal.CreateClient().PostAsJsonAsync(PeoplePaths.Strength, new StrengthEndpoint.Typed(Secret, null), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_text_that_no_field_sends_is_refused_before_it_is_read()
    {
        using var http = new HttpClient { BaseAddress = _portal.StartOnKestrel() };
        var answer = await AskAsync(new PortalClient(http), new(new string('x', 100_000), null));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Typing_is_limited_apart_from_signing_in()
    {
        using var http = _portal.CreateClient();
        for (var i = 0; i < GuessingLimit.MostEstimates; i++)
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await http.PostAsync(PeoplePaths.Strength, null, Ct)).StatusCode);
        }

        var refused = await http.PostAsync(PeoplePaths.Strength, null, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await http.PostAsync(PeoplePaths.SignIn, null, Ct)).StatusCode);
    }

    public void Dispose()
    {
        _portal.Dispose();
        _log.Dispose();
    }

    private PortalClient Visitor() => new(_portal.CreateClient(new() { AllowAutoRedirect = false }));

    private static async Task<HttpResponseMessage> AskAsync(PortalClient client, StrengthEndpoint.Typed typed, string page = "/join")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PeoplePaths.Strength) { Content = JsonContent.Create(typed) };
        request.Headers.Add("X-CSRF-TOKEN", await client.AntiforgeryTokenAsync(page));
        return await client.Http.SendAsync(request, Ct);
    }

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Add(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
