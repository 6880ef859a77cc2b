using System.Net;
using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host;

/// <summary>Addresses that the portal shows to others come from the setting and never from the address that one browser used.</summary>
public sealed partial class PublicAddressTests : IDisposable
{
    private const string Known = "https://training.example";
    private const string Typed = "laptop.local:8080";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly List<string> _log = [];
    private PortalFactory? _portal;

    [Theory]
    [InlineData("demo-facilitator", "/class", "training.example/join")]
    [InlineData("demo-facilitator", "/desk", "training.example/join")]
    [InlineData(null, "/projector", "training.example/join")]
    public async Task A_page_shows_the_public_address_whatever_the_browser_typed(string? userName, string path, string expected)
    {
        var page = await PageAsync(Known, userName, path);
        Assert.Contains(expected, page);
        Assert.DoesNotContain(Typed, page);
        Assert.DoesNotContain("no-public-address", page);
    }

    [Theory]
    [InlineData("demo-facilitator", "/class", true)]
    [InlineData("demo-facilitator", "/desk", true)]
    [InlineData(null, "/projector", false)]
    public async Task Without_the_setting_staff_are_warned_at_that_place_and_no_address_and_no_QR_code_is_shown(
        string? userName,
        string path,
        bool isWarned
    )
    {
        var page = await PageAsync(null, userName, path);
        Assert.Contains("<strong>/join</strong>", page);
        Assert.DoesNotContain(Typed, page);
        Assert.DoesNotContain("localhost", page);
        Assert.DoesNotContain("qr.svg", page);
        Assert.Equal(isWarned, page.Contains("no-public-address", StringComparison.Ordinal));
        Assert.Equal(isWarned, page.Contains("Set Public:Address to the address that people open", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://training.example", "http://localhost", "https://training.example")]
    [InlineData("http://192.168.1.5:8080/", "http://localhost", "http://192.168.1.5:8080")]
    [InlineData("https://training.example", "https://evil.example", "https://training.example")]
    public async Task The_QR_code_holds_the_public_address_and_the_code_whatever_the_Host_header_says(
        string setting,
        string typed,
        string root
    )
    {
        var portal = Portal(setting);
        var http = portal.CreateClient(new() { BaseAddress = new Uri(typed) });
        var code = await CodeAsync(portal);
        var svg = await http.GetStringAsync($"/join/{code}/qr.svg", Ct);
        using var data = QRCoder.QRCodeGenerator.GenerateQrCode($"{root}/join?code={code}", QRCoder.QRCodeGenerator.ECCLevel.M);
        using var expected = new QRCoder.SvgQRCode(data);
        Assert.Equal(expected.GetGraphic(8, "#000000", "#ffffff", drawQuietZones: true), svg);
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_QR_code()
    {
        var portal = Portal(null);
        var answer = await portal.CreateClient().GetAsync($"/join/{await CodeAsync(portal)}/qr.svg", Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Production", null, true)]
    [InlineData("Production", Known, false)]
    [InlineData("Development", null, false)]
    public async Task The_start_warns_outside_Development_when_the_setting_is_missing(string environment, string? setting, bool expected)
    {
        await Portal(setting, environment).CreateClient().GetAsync("/health/live", Ct);
        Assert.Equal(expected, _log.Contains(PublicAddress.Missing));
    }

    /// <summary>The files that may ask for the address of the browser, each for a reason that its comment gives; none of them shows it to
    /// others.</summary>
    [Fact]
    public void No_other_file_takes_an_address_from_the_browser()
    {
        var web = Path.Combine(Path.GetDirectoryName(RealContent.Directory)!, "IncidentTraining.Web");
        var asking =
            from path in Directory.EnumerateFiles(web, "*.*", SearchOption.AllDirectories)
            where
                Path.GetExtension(path) is ".cs" or ".razor"
                && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            where BrowsersAddress().IsMatch(File.ReadAllText(path))
            select Path.GetFileName(path);
        Assert.Equal(
            ["Forwarding.cs", "Origin.cs", "PeopleEndpoints.cs", "PublicAddress.cs", "ToolsPanel.razor"],
            asking.Order(StringComparer.Ordinal)
        );
    }

    public void Dispose() => _portal?.Dispose();

    private async Task<string> PageAsync(string? setting, string? userName, string path)
    {
        var portal = Portal(setting);
        var client = userName is null ? new PortalClient(portal.CreateClient()) : await portal.SignInAsync(userName);
        if (userName is null)
        {
            var link = await portal
                .Services.GetRequiredService<CreateProjectorLink>()
                .RunAsync(await portal.ActorAsync("demo-facilitator"), await portal.CohortIdAsync(), Ct);
            path = $"{path}/{link.Value}";
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = Typed;
        var answer = await client.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // The browser decides where a link leads; what people read and copy is not up to it.
        return Target().Replace(await answer.Content.ReadAsStringAsync(Ct), "");
    }

    [GeneratedRegex(@"\.BaseUri|ToAbsoluteUri|[Rr]equest\.(?:Host|Scheme)|GetDisplayUrl|GetEncodedUrl|HeaderNames\.Host")]
    private static partial Regex BrowsersAddress();

    [GeneratedRegex(" (?:href|action)=\"[^\"]*\"")]
    private static partial Regex Target();

    private PortalFactory Portal(string? setting, string environment = "Production")
    {
        _portal = new PortalFactory { Environment = environment, ConfigureServices = services => services.Note(_log) };
        if (setting is not null)
        {
            _portal.Settings["Public:Address"] = setting;
        }

        return _portal;
    }

    private static async Task<JoinCode> CodeAsync(PortalFactory portal)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return new JoinCode(await db.Set<Cohort>().Select(cohort => cohort.JoinCode).SingleAsync(Ct));
    }
}
