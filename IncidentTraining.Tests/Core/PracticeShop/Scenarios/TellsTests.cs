using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>The content check finds what distinguishes the guilty changes from the innocent ones.</summary>
public class TellsTests
{
    const string Lab = "lab-3-database-connection";

    [Theory]
    [InlineData(
        "spend cap of the organisation reviewed\"\n    by: Finance",
        "spend cap of the organisation reviewed\"\n    by: Board",
        "was made by Board"
    )]
    [InlineData("  - id: analytics-report\n    ago: 30m", "  - id: analytics-report\n    ago: 1m", "is younger or older")]
    [InlineData("  - id: analytics-report\n    ago: 30m", "  - id: analytics-report\n    ago: 900h", "is younger or older")]
    public void A_guilty_change_that_differs_from_all_innocent_ones_is_reported(string right, string wrong, string reason)
    {
        var problem = Assert.Single(Read(right, wrong).Problems);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.True(problem.Line > 40);
    }

    [Fact]
    public void A_guilty_change_without_a_diff_is_reported()
    {
        var text = Labs.Scenario(Lab).Source;
        var from = text.IndexOf("    diff: |", text.IndexOf("  - id: billing", StringComparison.Ordinal), StringComparison.Ordinal);
        var to = text.IndexOf("\n\n", from, StringComparison.Ordinal);

        Assert.Contains("shows no diff", Assert.Single(Read(text[from..to], "").Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_only_guilty_changes_have_is_reported()
    {
        var text = Labs.Scenario(Lab)
            .Source.Replace(
                "Network policies: rules grouped by service\"",
                "Network policies: rules grouped by service, gradually\"",
                StringComparison.Ordinal
            )
            .Replace("Quarterly rotation of secrets\"", "Quarterly rotation of secrets, gradually\"", StringComparison.Ordinal);
        var file = new ContentFile($"scenarios/{Lab}.yaml", text);

        ScenarioReader.Read(file);

        Assert.Contains("'gradually' appears in 2 changes", Assert.Single(file.Problems).Reason, StringComparison.Ordinal);
    }

    static ContentFile Read(string right, string wrong)
    {
        var text = Labs.Scenario(Lab).Source;
        Assert.Contains(right, text, StringComparison.Ordinal);
        var file = new ContentFile($"scenarios/{Lab}.yaml", text.Replace(right, wrong, StringComparison.Ordinal));
        ScenarioReader.Read(file);
        return file;
    }
}
