using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace IncidentTraining.Tests.Host;

public sealed class SettingsTests
{
    [Fact]
    public void Every_wrong_setting_is_reported_with_its_cure_at_once()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        var (settings, problems) = Read(folder.Path, new()
        {
            ["Data:Directory"] = Path.Combine(file, "below-a-file"),
            ["Content:Directory"] = folder.Path,
            ["Demonstration:Enabled"] = "perhaps",
            ["urls"] = "http://127.0.0.1:0;nonsense",
        });

        Assert.Null(settings);
        Assert.Equal(["--urls", "Content:Directory", "Data:Directory", "Demonstration:Enabled"],
            problems.Select(problem => problem.Split(':', 2) is [var room, _] && room is "--urls" ? room : string.Join(':', problem.Split(':').Take(2))).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.Matches("Use ", problem));
    }

    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", false)]
    public void The_demonstration_is_for_development_unless_a_setting_says_otherwise(string environment, string? wish, bool expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        var (settings, problems) = Read(folder.Path, new() { ["Demonstration:Enabled"] = wish }, environment);
        Assert.Empty(problems);
        Assert.Equal(expected, settings!.Demonstration);
        Assert.Equal(Path.Combine(folder.Path, "data"), settings.DataDirectory);
    }

    [Theory]
    [InlineData("Proxy:Trusted", "proxy.internal", "Proxy:Trusted: 'proxy.internal' is neither an address nor a network")]
    [InlineData("Proxy:Trusted", "10.0.0.0/33", "Proxy:Trusted: '10.0.0.0/33' is neither an address nor a network")]
    [InlineData("Proxy:Trused", "10.0.0.1", "Proxy:Trused: there is no such setting. Use Proxy:Trusted")]
    [InlineData("Public:Address", "training.example", "Public:Address: 'training.example' is not an HTTP or HTTPS address")]
    [InlineData("Public:Address", "ftp://training.example", "Public:Address: 'ftp://training.example' is not an HTTP or HTTPS address")]
    [InlineData("Public:Address", "https://training.example/portal", "Public:Address: 'https://training.example/portal' has more than a scheme, a host and a port")]
    [InlineData("Public:Address", "http://localhost:8080", "Public:Address: 'http://localhost:8080' cannot be opened on other machines")]
    [InlineData("Public:Address", "http://127.0.0.2", "Public:Address: 'http://127.0.0.2' cannot be opened on other machines")]
    [InlineData("Public:Address", "http://[::1]:8080", "Public:Address: 'http://[::1]:8080' cannot be opened on other machines")]
    [InlineData("Public:Address", "http://0.0.0.0:8080", "Public:Address: 'http://0.0.0.0:8080' cannot be opened on other machines")]
    [InlineData("DATA_DIRECTORY", "/srv", "DATA_DIRECTORY: there is no such setting. Use Data__Directory")]
    [InlineData("Logging:LogLevel:Microsoft", "Warn", "Logging:LogLevel:Microsoft: 'Warn' is not a log level")]
    [InlineData("Logging:Console:LogLevel:Default", "Verbose", "Logging:Console:LogLevel:Default: 'Verbose' is not a log level")]
    [InlineData("urls", "https://127.0.0.1:0", "--urls: https://127.0.0.1:0 needs a certificate")]
    [InlineData("urls", "http://localhost:0", "--urls: 'http://localhost:0' requests any free port")]
    [InlineData("urls", "ftp://127.0.0.1:21", "--urls: 'ftp://127.0.0.1:21' is not an HTTP or HTTPS address")]
    [InlineData("urls", "http://192.0.2.1:8099", "--urls: cannot listen on http://192.0.2.1:8099: this machine has no such address")]
    [InlineData("https_ports", "0", "https_ports: https://*:0 needs a certificate")]
    [InlineData("Kestrel:Endpoints:Main:Url", "nonsense", "Kestrel:Endpoints:Main:Url: 'nonsense' is not an address")]
    public void A_value_that_would_fail_or_be_ignored_later_is_reported_at_the_start(string name, string value, string problem)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        Assert.StartsWith(problem, Assert.Single(Read(folder.Path, new() { [name] = value }).Problems));
    }

    [Theory]
    [InlineData("Proxy:Trusted", "10.0.0.1, 10.1.0.0/16;2001:db8::/32")]
    [InlineData("Data:Directory", "")]
    [InlineData("Public:Address", "")]
    [InlineData("Public:Address", "https://training.example")]
    [InlineData("Public:Address", "http://192.168.1.5:8080/")]
    [InlineData("Logging:LogLevel:Default", "debug")]
    [InlineData("urls", "http://*:0;http://+:0;http://unix:/run/portal.sock")]
    [InlineData("SOMETHING_ELSE", "1")]
    public void A_value_that_works_is_no_problem(string name, string value)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        var (settings, problems) = Read(folder.Path, new() { [name] = value });
        Assert.Empty(problems);
        Assert.Equal(Path.Combine(folder.Path, "data"), settings!.DataDirectory);
    }

    [Fact]
    public void A_section_of_the_settings_file_that_nothing_reads_is_reported()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), """{ "Loging": { "LogLevel": { "Default": "Debug" } }, "AllowedHosts": "*" }""");
        var configuration = new ConfigurationBuilder().SetBasePath(folder.Path).AddJsonFile("appsettings.json").Build();
        var (_, problems) = PortalSettings.Read(configuration, new Environment(folder.Path, "Production"));
        Assert.StartsWith("Loging: appsettings.json has an unknown section", Assert.Single(problems));
    }

    private static (PortalSettings? Settings, IReadOnlyList<string> Problems) Read(
        string root, Dictionary<string, string?> values, string environment = "Production") => PortalSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values).Build(), new Environment(root, environment));

    private sealed class Environment(string root, string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "IncidentTraining.Web";

        public string ContentRootPath { get; set; } = root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
