using IncidentTraining.Core.Progress;

namespace IncidentTraining.Tests.Core.Progress;

public sealed class LabCompletionTests
{
    [Fact]
    public void Nothing_done_meets_nothing_and_every_criterion_says_what_to_do()
    {
        var criteria = LabCompletion.Of(new(0, 0, 0, 0, 0));
        Assert.Equal(5, criteria.Count);
        Assert.All(criteria, criterion =>
        {
            Assert.False(criterion.IsMet);
            Assert.NotEqual("", criterion.Next);
        });
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 0, 0)]
    [InlineData(2, 0, 0, 0, 0, 1)]
    [InlineData(2, 1, 0, 0, 0, 2)]
    [InlineData(2, 1, 1, 0, 0, 3)]
    [InlineData(2, 1, 1, 1, 3, 4)]
    [InlineData(2, 1, 1, 1, 4, 5)]
    [InlineData(9, 9, 9, 9, 9, 5)]
    public void Each_criterion_is_met_by_its_own_evidence(int runs, int resolved, int reviews, int messages, int runbooks, int met) =>
        Assert.Equal(met, LabCompletion.Of(new(runs, resolved, reviews, messages, runbooks)).Count(criterion => criterion.IsMet));

    [Fact]
    public void More_than_needed_is_shown_as_all_that_is_needed() =>
        Assert.All(LabCompletion.Of(new(9, 9, 9, 9, 9)), criterion => Assert.Equal(criterion.Needed, criterion.Done));

    [Fact]
    public void The_criteria_are_the_specifications() => Assert.Equal(
        Criteria(), LabCompletion.Of(new(0, 0, 0, 0, 0)).Select(criterion => criterion.Title));

    private static IEnumerable<string> Criteria() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "day-4-incident-response.md"))
        .SkipWhile(line => line != "### Lab Completion")
        .SkipWhile(line => !line.StartsWith("- ", StringComparison.Ordinal))
        .TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal))
        .Select(line => line[2..]);
}
