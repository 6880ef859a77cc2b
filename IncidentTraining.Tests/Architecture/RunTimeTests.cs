using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Architecture;

/// <summary>
/// People read the times of a run by the shop's wall clock; times that count from the start are shown only as durations, or next to the
/// clock.
/// </summary>
public sealed class RunTimeTests
{
    private const string Counted = "VirtualTime.Clock(";

    /// <summary>What counts from a start, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["ShopClock.cs"] = "beside the clock",
        ["ShopTime.razor"] = "in the tooltip of the clock",
        ["ReplayBar.razor"] = "how far the replay is, beside the clock",
        ["BoardGrid.razor"] = "how long a run has lasted, beside the clock",
        ["CountDown.razor"] = "the time that is left",
        ["TrialCard.razor"] = "a trial's shops have no time of day",
        ["RunbookPlayer.cs"] = "a trial's shops have no time of day",
    };

    [Fact]
    public void Times_of_a_run_are_told_by_the_wall_clock() => Assert.Equal(Allowed.Keys.Order(), Counting(Sources()));

    [Fact]
    public void A_file_that_counts_from_the_start_is_found() =>
        Assert.Equal(["Page.razor"], Counting([("a/Page.razor", $"<p>@{Counted}at)</p>"), ("a/Clock.cs", "clock.Told(at)")]));

    private static IEnumerable<string> Counting(IEnumerable<(string Path, string Text)> sources) =>
        sources
            .Where(source => source.Text.Contains(Counted, StringComparison.Ordinal))
            .Select(source => Path.GetFileName(source.Path))
            .Order();

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var root = Path.GetDirectoryName(RealContent.Directory)!;
        return ((string[])["IncidentTraining.Core", "IncidentTraining.Web"])
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(root, project), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor" && !path.Split('/', '\\').Any(part => part is "bin" or "obj"))
            .Select(path => (path, File.ReadAllText(path)));
    }
}
