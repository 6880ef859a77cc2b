using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Scripts;

/// <summary>The unit tests of the browser's scripts, in JavaScript, run by Node.</summary>
[Trait("Speed", "slow")]
public sealed class ScriptTests
{
    private static readonly string Folder = Path.Combine(
        Path.GetDirectoryName(RealContent.Directory)!,
        "IncidentTraining.Tests",
        "Scripts"
    );

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.test.mjs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_scripts_keep_their_rules(string file)
    {
        var (exitCode, output, errors) = await Tool.RunAsync("node", "", "--test", "--test-reporter=tap", Path.Combine(Folder, file));
        Assert.True(exitCode == 0, output + errors);
        // A file without a test would pass as well.
        Assert.Matches(@"(?m)^# pass [1-9]\d*\r?$", output);
    }
}
