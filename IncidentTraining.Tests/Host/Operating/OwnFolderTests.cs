using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>A settings file in the operator's current folder belongs to something else.</summary>
public sealed class OwnFolderTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_and_assets_come_from_the_programs_folder_and_not_from_the_current_one()
    {
        using var current = new TemporaryFolder();
        using var data = new TemporaryFolder();
        await File.WriteAllTextAsync(
            Path.Combine(current.Path, "appsettings.json"),
            """{ "Demonstration": { "Enabled": "perhaps" }, "Nonsense": 1 }""",
            Ct
        );
        using var portal = PortalProcess.Start(["--urls", "http://127.0.0.1:0", "--Data:Directory", data.Path], current.Path);
        using var http = new HttpClient { BaseAddress = await portal.AddressAsync() };

        var page = await http.GetStringAsync("/sign-in", Ct);
        var assets = System
            .Text.RegularExpressions.Regex.Matches(page, """(?:href|src)="([^"]+\.(?:css|js))" """.TrimEnd())
            .Select(match => match.Groups[1].Value)
            .ToList();
        Assert.NotEmpty(assets);
        foreach (var asset in assets)
        {
            Assert.NotEmpty(await http.GetByteArrayAsync(asset, Ct));
        }
    }

    [Fact]
    public void A_build_output_belongs_to_its_project_and_published_files_to_themselves()
    {
        using var root = new TemporaryFolder();
        var project = Path.Combine(root.Path, "portal");
        var output = Directory.CreateDirectory(Path.Combine(project, "bin", "Debug", "net10.0")).FullName;
        Assert.Equal(output, PortalHost.OwnFolder(output));

        File.WriteAllText(Path.Combine(project, "IncidentTraining.Web.csproj"), "");
        Assert.Equal(project, PortalHost.OwnFolder(output));
        Assert.Equal(project, PortalHost.OwnFolder(output + Path.DirectorySeparatorChar));

        var published = Path.Combine(output, "publish");
        Directory.CreateDirectory(Path.Combine(published, "wwwroot"));
        Assert.Equal(published, PortalHost.OwnFolder(published));
    }
}
