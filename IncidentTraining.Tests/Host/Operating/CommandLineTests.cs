using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Settings;
using IncidentTraining.Web.Startup;
using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Tests.Host.Operating;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--urls http://127.0.0.1:5 --Data:Directory /srv/x", "--Data:Directory=/srv/x", "--urls=http://127.0.0.1:5")]
    [InlineData("--Data:Directory=/srv/x=y", "--Data:Directory=/srv/x=y")]
    [InlineData("--data:directory /srv/x --URLS=http://a", "--Data:Directory=/srv/x", "--urls=http://a")]
    [InlineData(
        "--Logging:LogLevel:Default Debug --Kestrel:Endpoints:A:Url=http://a",
        "--Logging:LogLevel:Default=Debug",
        "--Kestrel:Endpoints:A:Url=http://a"
    )]
    [InlineData("--Proxy:Trusted 10.0.0.0/8", "--Proxy:Trusted=10.0.0.0/8")]
    [InlineData("--Data= --Data:Directory=/srv/x --Demonstration= --Logging=", "--Data:Directory=/srv/x")]
    [InlineData("--environment Development --Demonstration:Enabled true", "--Demonstration:Enabled=true", "--environment=Development")]
    public void Without_a_command_the_portal_serves_with_the_settings_of_the_line(string line, params string[] settings)
    {
        var (command, output, errors) = Parse(line);
        Assert.Equal((Verb.Serve, "", ""), (command.Verb, output, errors));
        Assert.Equal(settings.Order(StringComparer.Ordinal), command.Settings.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("contnt")]
    [InlineData("content")]
    [InlineData("content chek")]
    [InlineData("content check one two")]
    [InlineData("content check --josn")]
    [InlineData("content record")]
    [InlineData("content record --Data:Directory /srv/x")]
    [InlineData("--Data:Directry /srv/x")]
    [InlineData("--Data:Directory")]
    [InlineData("--Data:Directory --urls http://a")]
    [InlineData("--urls http://a --urls http://b")]
    [InlineData("--hepl")]
    [InlineData("Data:Directory=/srv/x")]
    [InlineData("/Data:Directory /srv/x")]
    [InlineData("@settings.txt")]
    [InlineData("--json")]
    [InlineData("--Data=/srv/x")]
    [InlineData("--Nonsense=")]
    public void Unknown_input_is_refused_with_the_help_text(string line)
    {
        var (command, output, errors) = Parse(line);
        Assert.Equal((Verb.None, ExitCode.WrongUsage, ""), (command.Verb, command.ExitCode, output));
        Assert.Contains("Usage:", errors);
        Assert.DoesNotMatch("^\\s*(Description|Usage)", errors);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("--help --Data:Directory /srv/x")]
    [InlineData("--Data:Directory /srv/x --help")]
    public void Help_names_every_setting_and_command_and_starts_nothing(string line)
    {
        var (command, output, errors) = Parse(line);
        Assert.Equal((Verb.None, ExitCode.Stopped, ""), (command.Verb, command.ExitCode, errors));
        Assert.All(
            (string[])
                ["--Data:Directory", "--Content:Directory", "--Demonstration:Enabled", "--Proxy:Trusted", "--urls", "content", "--version"],
            word => Assert.Contains(word, output)
        );
        Assert.DoesNotContain("applicationName", output);
    }

    [Theory]
    [InlineData("content play --help", "<SCENARIO>")]
    [InlineData("content new -h", "<ID>")]
    public void Help_with_a_command_does_not_need_its_argument(string line, string argument)
    {
        var (command, output, errors) = Parse(line);
        Assert.Equal((Verb.None, ExitCode.Stopped, ""), (command.Verb, command.ExitCode, errors));
        Assert.Contains(argument, output);
    }

    [Fact]
    public void Version_is_that_of_the_portal()
    {
        var (command, output, _) = Parse("--version");
        Assert.Equal((Verb.None, ExitCode.Stopped), (command.Verb, command.ExitCode));
        Assert.Equal(typeof(PortalVersion).Assembly.GetName().Version!.ToString(3), output.Trim());
    }

    [Theory]
    [InlineData("content check", false)]
    [InlineData("content check --json", true)]
    [InlineData("content check /srv/c", false, "--Content:Directory=/srv/c")]
    [InlineData("content check --json /srv/c", true, "--Content:Directory=/srv/c")]
    [InlineData("content --Content:Directory /srv/c check", false, "--Content:Directory=/srv/c")]
    [InlineData("--Content:Directory /srv/c content check --json", true, "--Content:Directory=/srv/c")]
    [InlineData("content check /srv/c --Data:Directory /srv/x", false, "--Content:Directory=/srv/c", "--Data:Directory=/srv/x")]
    public void Content_check_takes_its_folder_and_settings_in_any_order(string line, bool asJson, params string[] settings)
    {
        var (command, _, errors) = Parse(line);
        Assert.Equal((Verb.CheckContent, asJson, ""), (command.Verb, command.AsJson, errors));
        Assert.Equal(settings.Order(StringComparer.Ordinal), command.Settings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Content_record_takes_a_script()
    {
        var (command, _, _) = Parse("--Content:Directory /srv/c content record days/x/r.script.yaml");
        Assert.Equal((Verb.RecordContent, "days/x/r.script.yaml"), (command.Verb, command.Script));
        Assert.Equal(["--Content:Directory=/srv/c"], command.Settings);
    }

    [Fact]
    public async Task The_program_answers_and_ends_instead_of_starting_a_portal()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");

        var help = await PortalProcess.RunAsync("--help", "--Data:Directory", data);
        Assert.Equal(ExitCode.Stopped, help.ExitCode);
        Assert.Contains("--Data:Directory", help.Output);

        var unknown = await PortalProcess.RunAsync("serve", "--Data:Directory", data);
        Assert.Equal(ExitCode.WrongUsage, unknown.ExitCode);
        Assert.Contains("'serve'", unknown.Errors);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Content_check_needs_no_data_folder_and_no_free_port_and_keeps_its_output_pure()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var content = Path.Combine(folder.Path, "content");
        Directory.CreateDirectory(Path.Combine(content, "days"));
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        var check = await PortalProcess.RunAsync(
            "--urls",
            $"http://{taken.LocalEndpoint}",
            "--Data:Directory",
            Path.Combine(file, "below"),
            "content",
            "check",
            content,
            "--json"
        );

        Assert.True(check.ExitCode is ExitCode.Stopped or ExitCode.ContentProblems, check.Errors);
        using var report = System.Text.Json.JsonDocument.Parse(check.Output);
        Assert.Equal(System.Text.Json.JsonValueKind.Object, report.RootElement.ValueKind);
    }

    private static (PortalCommand Command, string Output, string Errors) Parse(string line)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var command = PortalCommand.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, errors);
        return (command, output.ToString(), errors.ToString());
    }
}
