using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Runs;

/// <summary>The programs that responders really use, against a real portal: curl, promtool and a Prometheus server.</summary>
public sealed class RealToolsTests : IDisposable
{
    private readonly AdvancingClock _clock = new();
    private readonly PortalFactory _portal;
    private readonly TemporaryFolder _folder = new();

    public RealToolsTests() => _portal = new PortalFactory { Time = _clock };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _portal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_the_metrics()
    {
        Tool.Require("promtool");
        var tools = await OwnTools.StartAsync(_portal, _portal.StartOnKestrel());
        // Some customers have been served, so that every family of metrics has its series.
        _clock.Advance(TimeSpan.FromSeconds(3));
        var (exitCode, output, errors) = await Tool.RunAsync("promtool", await tools.TextAsync("/metrics"), "check", "metrics");
        Assert.True(exitCode == 0, output + errors);
        var (planted, _, _) = await Tool.RunAsync("promtool", "# TYPE a counter\na{b=} 1\n", "check", "metrics");
        Assert.NotEqual(0, planted);
    }

    [Fact]
    public async Task A_Prometheus_server_scrapes_the_shop_and_answers_queries_about_it()
    {
        Tool.Require("prometheus");
        var tools = await OwnTools.StartAsync(_portal, _portal.StartOnKestrel());
        var shop = new Uri(tools.Shop);
        var port = FreePort();
        var configuration = Path.Combine(_folder.Path, "prometheus.yml");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            scrape_configs:
              - job_name: lanternfish
                scrape_interval: 1s
                metrics_path: {shop.AbsolutePath}/metrics
                static_configs:
                  - targets: ["{shop.Authority}"]
            """,
            Ct
        );
        var (exitCode, output, errors) = await Tool.RunAsync("promtool", "", "check", "config", configuration);
        Assert.True(exitCode == 0, output + errors);

        var server = Tool.Start(
            "prometheus",
            $"--config.file={configuration}",
            $"--storage.tsdb.path={Path.Combine(_folder.Path, "tsdb")}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--log.level=error"
        );
        try
        {
            Assert.Equal("1", await AskAsync(port, "up{job=\"lanternfish\"}", value => value == "1"));
            var rate = await AskAsync(port, "sum(rate(http_requests_total[30s]))", value =>
                double.Parse(value, System.Globalization.CultureInfo.InvariantCulture) > 5
            );
            // The shop's customers send about twenty requests a second.
            Assert.InRange(double.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), 5, 60);
            Assert.NotNull(
                await AskAsync(port, "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[30s])))", value =>
                    value != "NaN"
                )
            );
        }
        finally
        {
            await Tool.StopAsync(server);
        }
    }

    [Fact]
    public async Task Curl_reads_health_and_acts()
    {
        Tool.Require("curl");
        var tools = await OwnTools.StartAsync(_portal, _portal.StartOnKestrel());
        var (_, health, _) = await Tool.RunAsync("curl", "", "-s", "-w", " %{http_code}", tools.Shop + "/api/health/ready");
        Assert.EndsWith(" 200", health, StringComparison.Ordinal);
        var (_, acted, _) = await Tool.RunAsync(
            "curl",
            "",
            "-s",
            "-X",
            "POST",
            "-d",
            "connections=21",
            tools.Shop + "/actions/resize-pool"
        );
        Assert.True(JsonDocument.Parse(acted).RootElement.GetProperty("accepted").GetBoolean(), acted);
        var (_, gone, _) = await Tool.RunAsync("curl", "", "-s", "-o", "/dev/null", "-w", "%{http_code}", tools.Shop[..^3] + "/metrics");
        Assert.Equal($"{(int)HttpStatusCode.NotFound}", gone);
    }

    /// <summary>Asks the Prometheus server until the answer fits; it scrapes by its own clock.</summary>
    private static async Task<string> AskAsync(int port, string query, Func<string, bool> fits)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(90));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await again.WaitForNextTickAsync(deadline.Token))
        {
            try
            {
                using var json = JsonDocument.Parse(
                    await http.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", deadline.Token)
                );
                var result = json.RootElement.GetProperty("data").GetProperty("result");
                if (result.GetArrayLength() > 0 && result[0].GetProperty("value")[1].GetString() is { } value && fits(value))
                {
                    return value;
                }
            }
            catch (HttpRequestException)
            {
                // The server is still starting.
            }
        }

        throw new InvalidOperationException("unreachable: the timer ends with the deadline");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
