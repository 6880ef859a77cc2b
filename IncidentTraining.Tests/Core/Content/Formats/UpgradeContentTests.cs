using IncidentTraining.Core.Content;
using IncidentTraining.Core.Content.Formats;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup;
using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Tests.Core.Content;

/// <summary>The command that rewrites files of an older format loses nothing.</summary>
public sealed class UpgradeContentTests : IDisposable
{
    private static readonly ContentFormat Second = new(
        2,
        [new FormatChange(1, "scenarios/", text => text.Replace("story:", "brief:", StringComparison.Ordinal))]
    );

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void It_rewrites_older_files_keeps_each_as_it_was_and_does_nothing_a_second_time()
    {
        Write("scenarios/mine.yaml", "# Mine.\nstory: b\n");
        Write("scenarios/new.yaml", "format: 2\nstory: b\n");
        Write("scenarios/later.yml", "format: 3\nstory: b\n");
        Write("day-5/mkdocs.yml", "site_name: Ours\n");
        Write("day-5/lecture.md", "story: b\n");

        var (code, output, error) = Run();
        Assert.Equal((ExitCode.Stopped, ""), (code, error));
        Assert.Contains("Rewritten: scenarios/mine.yaml", output, StringComparison.Ordinal);
        Assert.Contains("1 of 3 YAML files were rewritten to the format 2", output, StringComparison.Ordinal);
        Assert.Equal("# Mine.\nbrief: b\nformat: 2\n", Read("scenarios/mine.yaml"));
        Assert.Equal("# Mine.\nstory: b\n", Read("scenarios/mine.yaml.before-upgrade"));
        Assert.Equal(
            ("format: 2\nstory: b\n", "format: 3\nstory: b\n", "site_name: Ours\n", "story: b\n"),
            (Read("scenarios/new.yaml"), Read("scenarios/later.yml"), Read("day-5/mkdocs.yml"), Read("day-5/lecture.md"))
        );

        Assert.Contains("All 3 YAML files have the format 2; nothing was changed.", Run().Output, StringComparison.Ordinal);
        Assert.Equal(6, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_copy_that_is_there_already_is_not_written_over()
    {
        Write("scenarios/mine.yaml", "story: b\n");
        Write("scenarios/mine.yaml.before-upgrade", "the very first text\n");
        Run();

        Assert.Equal("the very first text\n", Read("scenarios/mine.yaml.before-upgrade"));
        Assert.Equal("story: b\n", Read("scenarios/mine.yaml.before-upgrade.1"));
    }

    [Fact]
    public void A_file_that_is_no_text_is_left_alone()
    {
        var path = System.IO.Path.Combine(_folder.Path, "broken.yaml");
        File.WriteAllBytes(path, [0xff, 0xfe, 0x00]);

        Assert.Equal(ExitCode.Stopped, Run().Code);
        Assert.Equal([0xff, 0xfe, 0x00], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_file_whose_copy_cannot_be_written_is_said_and_stays_whole()
    {
        Write("scenarios/mine.yaml", "story: b\n");
        // A folder of that name is in the way.
        Directory.CreateDirectory(System.IO.Path.Combine(_folder.Path, "scenarios/mine.yaml.before-upgrade"));

        var (code, _, error) = Run();
        Assert.Equal(ExitCode.CannotWrite, code);
        Assert.Contains("could not be rewritten", error, StringComparison.Ordinal);
        Assert.Equal("story: b\n", Read("scenarios/mine.yaml"));
    }

    [Fact]
    public void The_command_is_on_the_command_line()
    {
        var parsed = PortalCommand.Parse(["content", "upgrade", "/srv/content"], TextWriter.Null, TextWriter.Null);
        Assert.Equal(Verb.UpgradeContent, parsed.Verb);
        Assert.Equal(["--Content:Directory=/srv/content"], parsed.Settings);
    }

    public void Dispose() => _folder.Dispose();

    private (int Code, string Output, string Error) Run()
    {
        using var content = new ContentFolder(_folder.Path, TimeProvider.System);
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (UpgradeCommand.Run(content, Second, output, error), output.ToString(), error.ToString());
    }

    private void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private string Read(string path) => File.ReadAllText(System.IO.Path.Combine(_folder.Path, path));
}
