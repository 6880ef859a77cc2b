using System.Data.Common;
using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host;

/// <summary>Reading pages are cached for their reader: cheap when nothing changed, never outdated, never another person's.</summary>
public sealed class PageCacheTests : IAsyncDisposable
{
    private const string DayId = "day-4-incident-response";
    private const string Objectives = $"/learn/{DayId}/objectives";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Commands _commands = new();
    private readonly PortalFactory _portal;

    public PageCacheTests() =>
        _portal = new PortalFactory
        {
            ConfigureServices = services => services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(_commands)),
        };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(Objectives)]
    [InlineData($"/learn/{DayId}/glossary")]
    [InlineData("/practice-shop/source/server/routes/health.ts")]
    public async Task A_page_that_is_opened_again_asks_the_database_nothing_and_is_the_same(string address)
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        var first = await trainee.Http.GetStringAsync(address, Ct);
        Assert.InRange(_commands.Reads, 1, int.MaxValue);

        var before = _commands.Reads;
        var again = await trainee.Http.GetStringAsync(address, Ct);

        Assert.Equal(before, _commands.Reads);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task What_a_person_keeps_marks_or_removes_shows_on_the_page_at_the_next_request()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        var actor = await _portal.ActorAsync("demo-trainee-1");
        var services = _portal.Services;
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        Assert.DoesNotContain("Ask Ravi.", await trainee.Http.GetStringAsync(Objectives, Ct));

        await services.GetRequiredService<SaveNote>().RunAsync(actor, id, new(DayId, "objectives", "", "", "Ask Ravi."), Ct);
        Assert.Contains("Ask Ravi.", await trainee.Http.GetStringAsync(Objectives, Ct));

        await services.GetRequiredService<RemoveNote>().RunAsync(actor, id, Ct);
        Assert.DoesNotContain("Ask Ravi.", await trainee.Http.GetStringAsync(Objectives, Ct));

        Assert.Contains("data-read=\"false\"", await trainee.Http.GetStringAsync(Objectives, Ct));
        await services.GetRequiredService<MarkRead>().RunAsync(actor, DayId, "objectives", Ct);
        Assert.Contains("data-read=\"true\"", await trainee.Http.GetStringAsync(Objectives, Ct));
        Assert.Contains("data-read-pages=\"objectives\"", await trainee.Http.GetStringAsync($"/learn/{DayId}/key-concepts", Ct));
    }

    [Fact]
    public async Task A_class_that_is_joined_shows_in_the_top_bar_at_the_next_request()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        var actor = await _portal.ActorAsync("demo-trainee-1");
        await trainee.Http.GetStringAsync(Objectives, Ct);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var evening = new Cohort(
            Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            "The evening class",
            DayId,
            JoinCode.Create(),
            "Europe/London",
            now
        );

        await _portal
            .Services.GetRequiredService<WriteGate>()
            .WriteAsync(
                db =>
                {
                    db.Add(evening);
                    db.Add(new Membership(evening.Id, actor.PersonId, ClassRole.Trainee, now));
                    return Task.FromResult(Outcome.Done);
                },
                Ct
            );

        Assert.Contains("The evening class", await trainee.Http.GetStringAsync(Objectives, Ct));
    }

    [Fact]
    public async Task Nobody_gets_a_page_that_is_kept_for_somebody_else()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        var page = await trainee.Http.GetStringAsync($"/learn/{DayId}/lab-1-high-latency", Ct);
        Assert.DoesNotContain("pool-too-small", page);

        // The same browser, another person: the cookie of its forms stays, and neither name nor guide may be the first person's.
        await trainee.OneClickAsync("demo-instructor");
        var instructors = await trainee.Http.GetStringAsync($"/learn/{DayId}/lab-1-high-latency", Ct);
        Assert.Contains("pool-too-small", instructors);

        await trainee.PostFormAsync("/today", "/sign-out", []);
        var visitors = await trainee.Http.GetAsync($"/learn/{DayId}/lab-1-high-latency", Ct);
        Assert.Equal(HttpStatusCode.Redirect, visitors.StatusCode);
    }

    [Fact]
    public async Task A_kept_page_is_sent_compressed_once_and_says_what_it_depends_on()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        foreach (var _ in (int[])[1, 2])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Objectives);
            request.Headers.AcceptEncoding.ParseAdd("br");
            var answer = await trainee.Http.SendAsync(request, Ct);

            Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
            Assert.Equal(["Accept-Encoding"], answer.Headers.Vary.Distinct());
            Assert.NotNull(answer.Headers.ETag);
            Assert.Contains("Incident Training", await ReadAsync(answer));
        }

        static async Task<string> ReadAsync(HttpResponseMessage answer)
        {
            await using var plain = new System.IO.Compression.BrotliStream(
                await answer.Content.ReadAsStreamAsync(Ct),
                System.IO.Compression.CompressionMode.Decompress
            );
            using var reader = new StreamReader(plain);
            return await reader.ReadToEndAsync(Ct);
        }
    }

    /// <summary>The portal as started by a developer, where longer-lived services cannot use those of a request.</summary>
    [Fact]
    public async Task Reading_pages_are_made_in_development_as_well()
    {
        await using var development = new PortalFactory { Environment = "Development" };
        var trainee = await development.SignInAsync("demo-trainee-1");

        Assert.Equal(HttpStatusCode.OK, (await trainee.Http.GetAsync(Objectives, Ct)).StatusCode);
    }

    private sealed class Commands : DbCommandInterceptor
    {
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (
                command.CommandText.Contains("\"Memberships\"", StringComparison.Ordinal)
                || command.CommandText.Contains("\"PageNotes\"", StringComparison.Ordinal)
            )
            {
                Interlocked.Increment(ref _reads);
            }

            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
