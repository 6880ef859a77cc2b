using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Curriculum.Recording;
using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Tests.Content;

/// <summary>The recordings of the RCA labs, and the command that makes them.</summary>
[Trait("Speed", "slow")]
public sealed class RecordingTests
{
    private const string Folder = $"days/{RealContent.DayId}/recordings";

    public static TheoryData<string> Scripts =>
        new(
            Directory
                .EnumerateFiles(Path.Combine(RealContent.Directory, Folder), "*.script.yaml")
                .Select(path => Path.GetFileName(path)!)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_can_be_played_again_and_gives_files_of_the_same_form(string name)
    {
        using var content = new ContentFolder(RealContent.Directory, TimeProvider.System);
        var file = ContentFile.Read(content, $"{Folder}/{name}");
        var script = RecordingScript.Read(file);
        var scenarioFile = ContentFile.Read(content, $"{Folder}/{script.ScenarioFile}");
        var scenario = ScenarioReader.Read(scenarioFile);
        Assert.Equal([], file.Problems.Concat(scenarioFile.Problems));

        var (files, story) = IncidentRecorder.Record(script, scenario);

        Assert.DoesNotContain(story, line => line.Contains("refused", StringComparison.Ordinal));
        foreach (var (recorded, text) in files)
        {
            // The engine may have changed since; the format and the times stay.
            var kept = File.ReadAllLines(Path.Combine(RealContent.Directory, Folder, recorded));
            var again = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (recorded.EndsWith(".csv", StringComparison.Ordinal))
            {
                Assert.Equal(kept[0], again[0]);
                Assert.Equal(kept.Select(line => line.Split(',')[0]), again.Select(line => line.Split(',')[0]));
            }

            Assert.NotEmpty(again);
        }
    }

    [Fact]
    public void A_mistake_in_a_script_is_printed_and_nothing_is_written()
    {
        using var content = new TemporaryContent();
        content.Save("days/x/r.script.yaml", "scenario: r.yaml\nseed: 1\nstarts: noon\nlength: 10m\nlogs: []\n");
        var output = new StringWriter();

        Assert.NotEqual(0, RecordCommand.Run(content.Folder, "days/x/r.script.yaml", output));

        Assert.Contains("days/x/r.script.yaml:3 'starts' is not a time of day", output.ToString());
        Assert.Contains("days/x/r.yaml:1 The file cannot be read", output.ToString());
        Assert.Single(Directory.GetFiles(content.Folder.FullPath("days/x")));
    }
}
