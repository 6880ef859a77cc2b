using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>The way back in on the server's command line, as a process of its own.</summary>
public sealed partial class ResetProcessTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task The_command_prints_a_code_that_works_once_while_the_portal_runs()
    {
        await _portal.ActorAsync("demo-administrator");
        var (code, output, errors) = await PortalProcess.RunAsync(
            "accounts",
            "reset",
            "demo-administrator",
            "--Data:Directory",
            _portal.DataDirectory
        );
        Assert.Equal((ExitCode.Stopped, ""), (code, errors.Trim()));
        var oneTime = OneTimeCodeInText().Match(output).Value;
        Assert.NotEmpty(oneTime);
        Assert.True((await ChooseAsync(oneTime)).Succeeded);
        Assert.False((await ChooseAsync(oneTime)).Succeeded);
        var signedIn = await _portal
            .Services.GetRequiredService<CheckPassphrase>()
            .RunAsync(new("", "demo-administrator", "seven quiet harbours"), new Visit("10.0.0.1"), Ct);
        Assert.True(signedIn.Succeeded, signedIn.Refusal?.Message);
    }

    [Fact]
    public async Task An_unknown_name_is_refused_in_words()
    {
        await _portal.ActorAsync("demo-administrator");
        var (code, output, errors) = await PortalProcess.RunAsync(
            "accounts",
            "reset",
            "no-such-person",
            "--Data:Directory",
            _portal.DataDirectory
        );
        Assert.Equal((ExitCode.WrongUsage, ""), (code, output.Trim()));
        Assert.NotEmpty(errors.Trim());
        Assert.DoesNotContain("   at ", errors);
    }

    private Task<IncidentTraining.Core.Results.Outcome<string>> ChooseAsync(string code) =>
        _portal.Services.GetRequiredService<ChoosePassphrase>().WithCodeAsync(new(code, "seven quiet harbours"), new Visit("10.0.0.1"), Ct);

    [GeneratedRegex("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")]
    private static partial Regex OneTimeCodeInText();
}
