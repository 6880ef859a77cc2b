namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>The diffs of the scenarios are changes to the source that trainees can read.</summary>
public class DiffTests
{
    public static TheoryData<string, string> Diffs
    {
        get
        {
            var diffs = new TheoryData<string, string>();
            foreach (var scenario in Labs.WithPager.OrderBy(scenario => scenario.Id))
            {
                var changes = scenario.Changes.Concat(scenario.Decoys?.Pool ?? []).Concat(scenario.Decoys?.JustBefore ?? []);
                foreach (var change in changes.Where(change => change.Diff.Length > 0).DistinctBy(change => change.Diff))
                    diffs.Add($"{scenario.Id} {change.Id}", change.Diff);
            }

            return diffs;
        }
    }

    [Theory, MemberData(nameof(Diffs))]
    public void Lines_that_a_diff_keeps_or_takes_away_stand_in_the_file(string change, string diff)
    {
        Assert.NotEmpty(change);
        HashSet<string>? source = null;
        foreach (var line in diff.Split('\n'))
        {
            if (line.StartsWith("--- a/", StringComparison.Ordinal))
                source = [.. File.ReadLines(Path.Combine(Labs.Shop, line[6..].Trim())).Select(text => text.Trim())];
            else if (line.StartsWith("--- ", StringComparison.Ordinal))
                source = null;
            else if (source is not null && line.Length > 1 && line[0] is ' ' or '-' && line[1..].Trim() is { Length: > 0 } text)
                Assert.Contains(text, source!);
        }
    }
}
