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
        var (settings, problems) = Read(
            folder.Path,
            new()
            {
                ["Data:Directory"] = Path.Combine(file, "below-a-file"),
                ["Content:Directory"] = folder.Path,
                ["Demonstration:Enabled"] = "perhaps",
                ["urls"] = "http://127.0.0.1:0;nonsense",
            }
        );

        Assert.Null(settings);
        Assert.Equal(
            ["--urls", "Content:Directory", "Data:Directory", "Demonstration:Enabled"],
            problems
                .Select(problem =>
                    problem.Split(':', 2) is [var room, _] && room is "--urls" ? room : string.Join(':', problem.Split(':').Take(2))
                )
                .Order(StringComparer.Ordinal)
        );
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
    [InlineData(
        "Public:Address",
        "https://training.example/portal",
        "Public:Address: 'https://training.example/portal' has more than a scheme, a host and a port"
    )]
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

    [Theory]
    [InlineData(
        "Authority",
        "http://login.example",
        "Authority: 'http://login.example' is not the address of a provider. Use an https address"
    )]
    [InlineData("Authority", "", "Authority: '' is not the address of a provider")]
    [InlineData("Authority", "login.example", "Authority: 'login.example' is not the address of a provider")]
    [InlineData("ClientId", "", "ClientId: it is missing")]
    [InlineData("Client", "x", "Client: there is no such setting. Use Name or Label or Authority or ClientId")]
    [InlineData("Redirects", "https://adfs.example, adfs.example", "Redirects: 'adfs.example' is not an https address")]
    [InlineData(
        "Groups:0:Role",
        "Trainer",
        "Groups:0:Role: 'Trainer' is not a role. Use Trainee, Instructor, Facilitator or Administrator"
    )]
    [InlineData("Groups:0:Role", "1", "Groups:0:Role: '1' is not a role")]
    [InlineData("Groups:0:Role", "Administrator", "Groups:0:Class: an administrator has no class")]
    [InlineData("Groups:0:Class", "", "Groups:0:Class: it is missing")]
    [InlineData("Groups:0:Group", "", "Groups:0:Group: it is missing")]
    [InlineData("Groups:0:Groups", "x", "Groups:0:Groups: there is no such setting. Use Group or Role or Class")]
    [InlineData(
        "Groups:1:Role",
        "Trainee",
        "Groups: the group staff makes a person a trainee and staff of Autumn, and staff see the answers"
    )]
    public void A_wrong_provider_is_reported_at_the_start(string name, string value, string problem)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        const string Prefix = "SignIn:Providers:contoso:";
        var settings = new Dictionary<string, string?>
        {
            [Prefix + "Authority"] = "https://login.example/v2.0",
            [Prefix + "ClientId"] = "portal",
            [Prefix + "Groups:0:Group"] = "staff",
            [Prefix + "Groups:0:Role"] = "Facilitator",
            [Prefix + "Groups:0:Class"] = "Autumn",
            [Prefix + "Groups:1:Group"] = "staff",
            [Prefix + "Groups:1:Role"] = "instructor",
            [Prefix + "Groups:1:Class"] = "autumn",
        };
        Assert.Empty(Read(folder.Path, settings).Problems);
        settings[Prefix + name] = value;
        Assert.StartsWith(Prefix + problem, Assert.Single(Read(folder.Path, settings).Problems));
    }

    [Theory]
    [InlineData("SignIn:Providers:a b:Authority", "SignIn:Providers:a b: 'a b' cannot be the name of a provider")]
    [InlineData("SignIn:Provider:contoso:Authority", "SignIn:Provider: there is no such setting. Use SignIn:Providers")]
    public void A_misspelt_provider_is_reported_at_the_start(string name, string problem)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        Assert.Contains(Read(folder.Path, new() { [name] = "https://login.example" }).Problems, one =>
            one.StartsWith(problem, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_provider_has_useful_defaults_and_its_origins_are_where_forms_may_lead()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        var (settings, problems) = Read(
            folder.Path,
            new()
            {
                ["SignIn:Providers:Contoso:Authority"] = "https://login.example/realms/training",
                ["SignIn:Providers:Contoso:ClientId"] = "portal",
                ["SignIn:Providers:Contoso:Redirects"] = "https://adfs.example/x",
            }
        );
        Assert.Empty(problems);
        var provider = Assert.Single(settings!.Providers);
        Assert.Equal(
            ("contoso", "Contoso", "Sign in with Contoso", "name", "groups"),
            (provider.Id, provider.Name, provider.Label, provider.NameClaim, provider.GroupsClaim)
        );
        Assert.Equal(["openid", "profile"], provider.Scopes);
        Assert.Equal(["https://login.example", "https://adfs.example"], provider.Origins);
    }

    [Fact]
    public void A_section_of_the_settings_file_that_nothing_reads_is_reported()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content", "days"));
        File.WriteAllText(
            Path.Combine(folder.Path, "appsettings.json"),
            """{ "Loging": { "LogLevel": { "Default": "Debug" } }, "AllowedHosts": "*" }"""
        );
        var configuration = new ConfigurationBuilder().SetBasePath(folder.Path).AddJsonFile("appsettings.json").Build();
        var (_, problems) = PortalSettings.Read(configuration, new Environment(folder.Path, "Production"));
        Assert.StartsWith("Loging: appsettings.json has an unknown section", Assert.Single(problems));
    }

    private static (PortalSettings? Settings, IReadOnlyList<string> Problems) Read(
        string root,
        Dictionary<string, string?> values,
        string environment = "Production"
    ) => PortalSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), new Environment(root, environment));

    private sealed class Environment(string root, string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "IncidentTraining.Web";

        public string ContentRootPath { get; set; } = root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
