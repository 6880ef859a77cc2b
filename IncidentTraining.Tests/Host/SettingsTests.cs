using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup;
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
            ["urls"] = "http://ok:80;nonsense",
        });

        Assert.Null(settings);
        Assert.Equal(["--urls", "Content:Directory", "Data:Directory", "Demonstration:Enabled"],
            problems.Select(problem => problem.Split(':', 2) is [var room, _] && room is "--urls" ? room : string.Join(':', problem.Split(':').Take(2))).Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.Matches("(Name|Write) ", problem));
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
