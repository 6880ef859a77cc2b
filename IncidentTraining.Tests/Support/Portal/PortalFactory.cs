using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Features.Content;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Support;

/// <summary>
/// The real portal on a real SQLite file in its own folder, with the demonstration class. To test a restart, pass the
/// <see cref="DataDirectory"/> of the first factory to a second one.
/// </summary>
public sealed class PortalFactory : WebApplicationFactory<Program>
{
    /// <summary>The key of the demonstration, the same in every portal of the tests.</summary>
    public const string DemonstrationKey = "00112233445566778899aabbccddeeff";

    private readonly TemporaryFolder? _ownFolder;
    private bool _servesAtOnce;

    /// <summary>What the host is started with, by configuration key.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>
    /// As in an organisation's operation, unless specified otherwise: no developer's error pages that a test could mistake for the
    /// product's.
    /// </summary>
    public string Environment { get; init; } = "Production";

    /// <summary>The clock; a <c>FakeTimeProvider</c> where a test moves time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The seed of every run, where a test wants one certain cause.</summary>
    public long? Seed { get; init; }

    /// <summary>True for a portal that checks its content in the background after the start, as in production.</summary>
    public bool LogsContentProblems { get; init; }

    /// <summary>More or other services than the product's, for a test that needs them.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    public string DataDirectory { get; }

    public PortalFactory()
        : this(null) { }

    /// <param name="dataDirectory">A folder that outlives the portal; null for a temporary one.</param>
    /// <param name="migrated">False to let the portal create the schema itself, as at a first start.</param>
    public PortalFactory(string? dataDirectory, bool migrated = true)
    {
        _ownFolder = dataDirectory is null ? new TemporaryFolder() : null;
        DataDirectory = dataDirectory ?? _ownFolder!.Path;
        if (migrated)
        {
            MigratedDatabase.CopyInto(DataDirectory);
        }

        Settings["Data:Directory"] = DataDirectory;
        Settings["Demonstration:Enabled"] = "true";
        // Most tests want a class in which nothing has happened.
        Settings["Demonstration:Morning"] = "false";
    }

    /// <summary>True for a portal that hashes passphrases as slowly as the product, which most tests need not wait for.</summary>
    public bool HashesSlowly { get; init; }

    /// <summary>The server of the requests that a test sends without a network.</summary>
    public new TestServer Server
    {
        get
        {
            LateServer.Start(Services);
            return base.Server;
        }
    }

    /// <summary>A client that follows redirections and keeps cookies.</summary>
    public new HttpClient CreateClient() => CreateClient(new WebApplicationFactoryClientOptions());

    /// <summary>A client of the portal.</summary>
    public new HttpClient CreateClient(WebApplicationFactoryClientOptions options)
    {
        LateServer.Start(Services);
        return base.CreateClient(options);
    }

    /// <summary>Runs the portal on a real Kestrel on the loopback interface and returns its address.</summary>
    /// <param name="port">A free one; or the one of a portal that has stopped, so that a browser finds this one in its place.</param>
    public Uri StartOnKestrel(int port = 0)
    {
        _servesAtOnce = true;
        UseKestrel(port);
        StartServer();
        var addresses = Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new Uri(addresses.Addresses.First());
    }

    /// <summary>A client that is signed in as one of the demonstration's people, e.g. <c>demo-trainee-1</c>.</summary>
    public async Task<PortalClient> SignInAsync(string userName)
    {
        var client = new PortalClient(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));
        await client.OneClickAsync(userName);
        return client;
    }

    /// <summary>The actor of one of the demonstration's people, for calling use cases directly.</summary>
    public async Task<Actor> ActorAsync(string userName)
    {
        await using var db = await OpenDatabaseAsync();
        var person = await (
            from user in db.Users
            join known in db.Set<Person>() on user.Id equals known.UserId
            where user.UserName == userName
            select known
        ).SingleAsync();
        return new Actor(person.Id, person.IsAdministrator);
    }

    /// <summary>The demonstration class's id.</summary>
    public async Task<Guid> CohortIdAsync()
    {
        await using var db = await OpenDatabaseAsync();
        return await db.Set<Cohort>().OrderBy(cohort => cohort.CreatedAt).Select(cohort => cohort.Id).FirstAsync();
    }

    /// <summary>What the audit log has of a person who acted, in order.</summary>
    public async Task<IReadOnlyList<AuditAction>> LoggedAsync(Guid by)
    {
        await using var db = await OpenDatabaseAsync();
        return await db.Set<AuditEntry>()
            .Where(entry => entry.ById == by)
            .OrderBy(entry => entry.Id)
            .Select(entry => entry.Action)
            .ToListAsync();
    }

    public Task<TrainingDb> OpenDatabaseAsync() => Services.GetRequiredService<IDbContextFactory<TrainingDb>>().CreateDbContextAsync();

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureServices(services => LateServer.Use(services, _servesAtOnce));
        return base.CreateHost(builder);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.UseEnvironment(Environment);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(Time is FakeTimeProvider clock ? new CoalescingClock(clock) : Time));
            services.Replace(
                ServiceDescriptor.Singleton(provider => new DemonstrationDoor(
                    provider.GetRequiredService<PortalSettings>(),
                    DemonstrationKey
                ))
            );
            if (!Settings.ContainsKey("Content:Directory"))
            {
                SharedContent.Use(services);
            }

            SharedCourses.Use(services);

            if (!LogsContentProblems)
            {
                // Checks the whole content at each start: more work than most tests.
                services.Remove(services.Single(service => service.ImplementationType == typeof(ContentLog)));
            }

            if (!HashesSlowly)
            {
                services.Configure<PasswordHasherOptions>(hash => hash.IterationCount = 1);
            }

            // The same seeds in every run of the tests: a test's view of the shop must not depend on luck.
            var seeds = new Random(Seed: 4);
            services.Replace(ServiceDescriptor.Singleton(new SeedChoice(() => Seed ?? seeds.Next(1, int.MaxValue))));
            ConfigureServices?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _ownFolder?.Dispose();
        }
    }
}
