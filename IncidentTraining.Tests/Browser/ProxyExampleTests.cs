using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Browser;

/// <summary>The examples of <c>docs/operating.md</c>, extracted and run; only addresses and files are replaced by the test's.</summary>
public sealed partial class ProxyExampleTests(BrowserFixture browser) : IDisposable
{
    private const string Name = "Mara Quist";
    private const string Passphrase = "seven wooden boats";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly PortalFactory _portal = new() { Settings = { ["Demonstration:Enabled"] = "false" } };
    private Process? _proxy;

    public void Dispose()
    {
        if (_proxy is not null)
        {
            _proxy.Kill(entireProcessTree: true);
            _proxy.WaitForExit();
            _proxy.Dispose();
        }

        _portal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task People_sign_in_and_work_behind_nginx_as_documented()
    {
        var (portal, address) = (_portal.StartOnKestrel(), FreeAddress());
        var log = Path.Combine(_folder.Path, "access.log");
        var (certificate, key) = WriteCertificate();
        var server = Example(
            "nginx",
            new()
            {
                ["listen 443 ssl"] = $"listen 127.0.0.1:{address.Port} ssl",
                ["/etc/ssl/training.example.pem"] = certificate,
                ["/etc/ssl/training.example.key"] = key,
                ["/var/log/nginx/training.log"] = log,
                ["127.0.0.1:8080"] = portal.Authority,
            }
        );
        var temporary = string.Concat(
            ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {_folder.Path}/{kind};\n")
        );
        // When started by root, nginx runs its workers as a user without access to the test's folder.
        var user = Environment.UserName is "root" ? "user root;" : "";
        var file = Write(
            "nginx.conf",
            $"daemon off;\n{user}\npid {_folder.Path}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{server}\n}}\n"
        );
        _proxy = Tool.Start("nginx", "-e", Path.Combine(_folder.Path, "error.log"), "-p", _folder.Path, "-c", file);

        await SetUpSignInAndWorkAsync(address);

        using var http = TrustingClient(address);
        await http.GetAsync("/shop/0123456789abcdef/api/products", Ct);
        await http.GetAsync("/health/live", Ct);
        var logged = await File.ReadAllTextAsync(log, Ct);
        Assert.Contains("/sign-in", logged);
        Assert.DoesNotContain("/shop/", logged);
    }

    [Fact]
    public async Task People_sign_in_and_work_behind_Caddy_as_documented()
    {
        var (portal, address) = (_portal.StartOnKestrel(), FreeAddress());
        var (certificate, key) = WriteCertificate();
        var site = Example(
            "caddy",
            new()
            {
                // A name for which Caddy cannot obtain a certificate from an authority gets the test's own certificate.
                ["training.example {"] = $"{address.GetLeftPart(UriPartial.Authority)} {{\n    tls {certificate} {key}",
                ["127.0.0.1:8080"] = portal.Authority,
            }
        );
        var file = Write(
            "Caddyfile",
            $"{{\n    admin off\n    skip_install_trust\n    auto_https disable_redirects\n    storage file_system {_folder.Path}/caddy\n}}\n{site}"
        );
        // Caddy stores a copy of its configuration in the user's folder, which the test must not change.
        _proxy = Tool.Start(
            "env",
            $"XDG_CONFIG_HOME={_folder.Path}",
            Tool.Require("caddy"),
            "run",
            "--config",
            file,
            "--adapter",
            "caddyfile"
        );

        await SetUpSignInAndWorkAsync(address);
    }

    private async Task SetUpSignInAndWorkAsync(Uri address)
    {
        await AnswersAsync(address);
        var window = await browser.NewWindowAsync(address, new() { IgnoreHTTPSErrors = true });
        var page = await window.NewPageAsync();
        var (sockets, refusals) = (new List<string>(), new List<string>());
        page.WebSocket += (_, socket) => sockets.Add(socket.Url);
        page.Console += (_, message) =>
            refusals.AddRange(message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);

        await page.GotoAsync("/set-up");
        await page.FillAsync("input[name='Form.Code']", _portal.Services.GetRequiredService<SetUpCode>().Issue());
        await page.FillAsync("input[name='Form.Name']", Name);
        await page.FillAsync("input[name='Form.Passphrase']", Passphrase);
        await page.ClickAsync("main button.primary");
        await page.WaitForURLAsync(new Uri(address, "/admin").ToString());
        await page.GotoAsync("/reviews");
        await page.WaitForSelectorAsync("main[data-interactive='true']");
        Assert.Contains(sockets, socket => socket.StartsWith($"wss://{address.Authority}/_blazor", StringComparison.Ordinal));
        Assert.All(await window.CookiesAsync(), cookie => Assert.True(cookie.Secure, cookie.Name));

        await window.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[name='Form.Name']", Name);
        await page.FillAsync("input[name='Form.Passphrase']", Passphrase);
        await page.ClickAsync("main button.primary");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        Assert.StartsWith(address.ToString(), page.Url);
        Assert.Empty(refusals);
        await window.CloseAsync();
    }

    /// <summary>Waits until the proxy answers; if it ends before, its output is the reason.</summary>
    private async Task AnswersAsync(Uri address)
    {
        using var http = TrustingClient(address);
        while (true)
        {
            Assert.False(_proxy!.HasExited, _proxy.HasExited ? await _proxy.StandardError.ReadToEndAsync(Ct) : "");
            try
            {
                Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Ct)).StatusCode);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Ct);
            }
        }
    }

    // The example's certificate is its own; what is tested is the way through the proxy.
#pragma warning disable MA0039
    private static HttpClient TrustingClient(Uri address) =>
        new(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            }
        )
        {
            BaseAddress = address,
        };
#pragma warning restore MA0039

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>An example of the documentation with some of its text replaced; each replaced text must occur in it.</summary>
    private static string Example(string language, Dictionary<string, string> replacements)
    {
        var document = File.ReadAllText(Path.Combine(Path.GetDirectoryName(RealContent.Directory)!, "docs", "operating.md"));
        var example = Assert.Single(FencedBlock().Matches(document), block => block.Groups[1].Value == language).Groups[2].Value;
        foreach (var (documented, own) in replacements)
        {
            Assert.Contains(documented, example);
            example = example.Replace(documented, own, StringComparison.Ordinal);
        }

        return example;
    }

    private (string Certificate, string Key) WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return (Write("site.pem", certificate.ExportCertificatePem()), Write("site.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.Path, name);
        File.WriteAllText(file, text);
        return file;
    }

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();
}
