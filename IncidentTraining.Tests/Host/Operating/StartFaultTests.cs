using System.Net;
using System.Net.Sockets;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>The program's output when it cannot start: all problems at once, each with its cure, and never a stack trace.</summary>
public sealed class StartFaultTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_busy_port_a_missing_certificate_and_misspelt_names_are_listed_together()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var portal = PortalProcess.Start(
            [
                "--urls",
                $"http://127.0.0.1:{port};nonsense",
                "--Kestrel:Certificates:Default:Path",
                "/nowhere/site.pfx",
                "--Logging:LogLevel:Default",
                "Informaton",
                "--Data:Directory",
                _data.Path,
            ],
            null,
            ("Proxy__Trusetd", "10.0.0.1"),
            ("CONTENT_DIRECTORY", "/srv")
        );

        Assert.Equal(ExitCode.WrongSettings, await portal.EndAsync());

        Assert.Contains("The portal did not start. 6 settings are wrong:", portal.Errors);
        Assert.Contains($"--urls: cannot listen on http://127.0.0.1:{port}: another program uses port {port}.", portal.Errors);
        Assert.Contains("--urls: 'nonsense' is not an address.", portal.Errors);
        Assert.Contains(
            "Kestrel:Certificates:Default:Path: the certificate /nowhere/site.pfx cannot be read (the file does not exist)",
            portal.Errors
        );
        Assert.Contains("Logging:LogLevel:Default: 'Informaton' is not a log level. Use Trace, Debug, Information,", portal.Errors);
        Assert.Contains("Proxy:Trusetd: there is no such setting. Use Proxy:Trusted.", portal.Errors);
        Assert.Contains("CONTENT_DIRECTORY: there is no such setting. Use Content__Directory in the environment.", portal.Errors);
        Assert.DoesNotContain("   at ", portal.Output + portal.Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task The_busy_port_that_is_taken_by_default_is_a_wrong_setting_too()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 5000);
        try
        {
            taken.Start();
        }
        catch (SocketException)
        {
            // Another program has it, which is as good.
        }

        using var portal = PortalProcess.Start(["--Data:Directory", _data.Path]);
        Assert.Equal(ExitCode.WrongSettings, await portal.EndAsync());
        Assert.Contains("--urls: Failed to bind to address http://127.0.0.1:5000", portal.Errors);
        Assert.Contains("Use another address", portal.Errors);
        Assert.DoesNotContain("   at ", portal.Output + portal.Errors);
    }
}
