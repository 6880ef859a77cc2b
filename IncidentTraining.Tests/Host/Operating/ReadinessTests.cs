using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup.Health;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>The response of <c>/health/ready</c> is true: 200 only when people can sign in and their work is stored.</summary>
public sealed class ReadinessTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Keys_that_cannot_be_read_are_not_ready_until_they_can()
    {
        // A folder in the place of a key cannot be read as a file, whoever runs the tests.
        var key = Directory.CreateDirectory(Path.Combine(_data.Path, "keys", "key-2f0c8a4e.xml")).FullName;
        await using var portal = new PortalFactory(_data.Path);
        var http = portal.CreateClient();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready", Ct)).StatusCode);
        // In process the failure of a page reaches the client as it is; over HTTP it is a 500.
        await Assert.ThrowsAsync<CryptographicException>(() => http.GetAsync("/sign-in", Ct));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Ct)).StatusCode);

        Directory.Delete(key);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_not_ready_and_a_success_counts_for_five_seconds()
    {
        var disk = new ReadOnlyDisk();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = new PortalFactory(_data.Path)
        {
            Time = time,
            ConfigureServices = services => services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(disk)),
        };
        var http = portal.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());

        disk.IsReadOnly = true;
        time.Advance(WritableCheck.Validity - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync());

        disk.IsReadOnly = false;
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());

        async Task<HttpStatusCode> ReadyAsync() => (await http.GetAsync("/health/ready", Ct)).StatusCode;
    }

    [Fact]
    public async Task Without_a_training_day_that_can_be_read_the_portal_is_not_ready()
    {
        using var content = new TemporaryContent();
        content.Save("days/day-x/day.yaml", "title: [");
        await using var portal = new PortalFactory(_data.Path)
        {
            Settings = { ["Content:Directory"] = content.Folder.Directory, ["Demonstration:Enabled"] = "false" },
        };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await portal.CreateClient().GetAsync("/health/ready", Ct)).StatusCode);
    }

    /// <summary>A file of another owner: SQLite refuses each write with the error that it has for a read-only file.</summary>
    private sealed class ReadOnlyDisk : DbConnectionInterceptor
    {
        public bool IsReadOnly { get; set; }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = IsReadOnly ? "PRAGMA query_only = 1" : "PRAGMA query_only = 0";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
