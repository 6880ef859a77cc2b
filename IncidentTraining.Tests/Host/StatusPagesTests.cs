using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Tests.Host;

/// <summary>Every refusal and error that a person can encounter has its status and a page; a script gets the bare status.</summary>
public sealed class StatusPagesTests(StatusPagesTests.Portal portal) : IClassFixture<StatusPagesTests.Portal>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>A portal with an address that fails in each way, and with its log at hand.</summary>
    public sealed class Portal : IDisposable
    {
        public PortalFactory Factory { get; }

        public List<string> Log { get; } = [];

        public Portal() =>
            Factory = new PortalFactory
            {
                ConfigureServices = services =>
                {
                    services.AddSingleton<IStartupFilter, Failing>();
                    services.AddSingleton<IPasswordHasher<IdentityUser>, Broken>();
                    services.AddLogging(logging => logging.AddProvider(new Notes(Log)));
                },
            };

        public void Dispose() => Factory.Dispose();
    }

    [Theory]
    [InlineData("/learn/day-9", "Training day not found")]
    [InlineData("/learn/day-9/a-page", "Page not found")]
    [InlineData("/learn/day-9/a-page/slides", "Page not found")]
    [InlineData("/learn/day-9/print", "Training day not found")]
    [InlineData("/learn/day-9/glossary", "This day has no glossary")]
    [InlineData("/learn/day-4-incident-response/no-such-page", "Page not found")]
    [InlineData("/practice-shop/source/no/such/file.ts", "File not found in the shop")]
    [InlineData("/no-such-place", "There is nothing at this address")]
    [InlineData("/runs/not-an-id", "There is nothing at this address")]
    [InlineData("/join/no-code/qr.svg", "There is nothing at this address")]
    public async Task What_is_not_there_answers_404_with_a_page_also_to_someone_who_is_signed_in(string path, string words)
    {
        var client = await portal.Factory.SignInAsync("demo-trainee-1");
        var answer = await client.Http.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(words, page);
        Assert.Contains("top-bar", page);
    }

    [Fact]
    public async Task A_page_for_another_role_answers_403_with_a_page_at_its_own_address()
    {
        var client = await portal.Factory.SignInAsync("demo-trainee-1");
        var answer = await client.Http.GetAsync("/admin", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("This page is not for your role", page);
        Assert.Contains("href=\"/admin#main\"", page);
    }

    [Fact]
    public async Task Too_many_attempts_answer_429_with_a_page_that_says_how_long_to_wait()
    {
        using var factory = new PortalFactory();
        var http = factory.CreateClient(new() { AllowAutoRedirect = false });
        HttpResponseMessage answer;
        var attempts = 0;
        do
        {
            answer = await http.SendAsync(Post("/sign-in"), Ct);
            attempts++;
        } while (answer.StatusCode != HttpStatusCode.TooManyRequests && attempts <= 1200);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        var seconds = answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0;
        Assert.InRange(seconds, 1, 60);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Too many attempts", page);
        Assert.Contains($"Wait {seconds} second", page);
        // Reading continues: only possible guesses are slowed down.
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/sign-in", Ct)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_defect_answers_500_with_a_number_that_the_log_knows(bool inAForm)
    {
        var answer = inAForm ? await JoinAsync() : await (await SignedInAsync()).GetAsync("/planted/defect", Ct);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Something broke on our side", page);
        Assert.DoesNotContain("planted words", page);
        var reference = page.Split("data-testid=\"reference\">")[1].Split('<')[0];
        Assert.Contains(portal.Log, line =>
            line.Contains(reference, StringComparison.Ordinal)
            && line.Contains(inAForm ? "POST /join" : "GET /planted/defect", StringComparison.Ordinal)
            && line.Contains("planted words", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(400, "could not accept this request")]
    [InlineData(405, "cannot be used that way")]
    [InlineData(410, "no longer available")]
    [InlineData(413, "too large")]
    [InlineData(415, "not supported")]
    [InlineData(418, "This did not work")]
    [InlineData(503, "The portal is busy")]
    public async Task A_bare_status_is_answered_by_a_page_with_the_same_status(int status, string words)
    {
        var answer = await (await SignedInAsync()).GetAsync($"/planted/{status}", Ct);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("/no-such-form", 404, "There is nothing at this address")]
    [InlineData("/class/choose", 404, "There is nothing at this address")]
    public async Task A_form_that_is_refused_is_answered_by_a_page_with_its_status(string path, int status, string words)
    {
        var client = await portal.Factory.SignInAsync("demo-trainee-1");
        var form = Post(
            path,
            ("cohortId", Guid.Empty.ToString()),
            ("__RequestVerificationToken", await client.AntiforgeryTokenAsync("/today"))
        );
        var answer = await client.Http.SendAsync(form, Ct);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_the_senders_and_gets_no_number()
    {
        var answer = await (await SignedInAsync()).GetAsync("/planted/too-large", Ct);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("too large", page);
        Assert.DoesNotContain("data-testid=\"reference\"", page);
    }

    [Fact]
    public async Task A_form_without_its_safety_token_is_refused_with_a_page()
    {
        var client = portal.Factory.CreateClient();
        var answer = await client.SendAsync(Post("/theme", ("theme", "dark")), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("reload it", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_script_gets_the_bare_status()
    {
        var client = await portal.Factory.SignInAsync("demo-trainee-1");
        var request = Post(
            "/class/choose",
            ("cohortId", Guid.Empty.ToString()),
            ("__RequestVerificationToken", await client.AntiforgeryTokenAsync("/today"))
        );
        request.Headers.Remove("Accept");
        request.Headers.Add("Accept", "application/json");
        var answer = await client.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("/error/404", 404)]
    [InlineData("/error/200", 404)]
    [InlineData("/error/999", 404)]
    [InlineData("/error/503", 503)]
    public async Task The_page_of_an_error_that_is_opened_by_its_address_has_the_status_that_it_speaks_of(string path, int status) =>
        Assert.Equal(status, (int)(await portal.Factory.CreateClient().GetAsync(path, Ct)).StatusCode);

    /// <summary>Joins the class; the passphrase is the first to need the broken hasher.</summary>
    private async Task<HttpResponseMessage> JoinAsync()
    {
        await using var db = await portal.Factory.OpenDatabaseAsync();
        var code = (await db.Set<Cohort>().FirstAsync(Ct)).JoinCode;
        return await new PortalClient(portal.Factory.CreateClient()).PostFormAsync(
            "/join",
            "/join",
            new()
            {
                ["_handler"] = "join",
                ["Form.Code"] = code,
                ["Form.Name"] = "Mara",
                ["Form.Passphrase"] = "three copper kettles",
            }
        );
    }

    private async Task<HttpClient> SignedInAsync() => (await portal.Factory.SignInAsync("demo-trainee-1")).Http;

    private static HttpRequestMessage Post(string path, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path)
        {
            Headers = { { "Accept", "text/html" } },
            Content = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value)),
        };

    /// <summary>Addresses that fail, behind the pages for errors.</summary>
    private sealed class Failing : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                next(app);
                app.Use(
                    (HttpContext context, RequestDelegate _) =>
                    {
                        switch (context.Request.Path.Value?.Split('/'))
                        {
                            case ["", "planted", "defect"]:
                                throw new InvalidOperationException("planted words");
                            case ["", "planted", "too-large"]:
                                throw new BadHttpRequestException("planted words", StatusCodes.Status413PayloadTooLarge);
                            case ["", "planted", var status]:
                                context.Response.StatusCode = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
                                break;
                            default:
                                context.Response.StatusCode = StatusCodes.Status404NotFound;
                                break;
                        }

                        return Task.CompletedTask;
                    }
                );
            };
    }

    private sealed class Broken : IPasswordHasher<IdentityUser>
    {
        public string HashPassword(IdentityUser user, string password) => throw new InvalidOperationException("planted words");

        public PasswordVerificationResult VerifyHashedPassword(IdentityUser user, string hashedPassword, string providedPassword) =>
            PasswordVerificationResult.Failed;
    }

    private sealed class Notes(List<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            lock (log)
            {
                log.Add($"{formatter(state, exception)} {exception?.Message}");
            }
        }

        public void Dispose() { }
    }
}
