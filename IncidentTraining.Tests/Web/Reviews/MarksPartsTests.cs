using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Agreement;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>A rubric as a form, and two marks beside each other.</summary>
public sealed class MarksPartsTests : PageTest
{
    private static readonly Rubric Rubric = new("pir", "Review",
    [
        new("summary", "Summary", 10, [new(0, "Missing", "There is none."), new(10, "Sound", "It says it all.")]),
        new("cause", "Cause", 20, [new(0, "Missing", "There is none."), new(8, "Developing", "A person."), new(20, "Sound", "A condition.")]),
    ]);

    [Fact]
    public void The_form_asks_for_every_criterion_and_has_chosen_nothing_by_itself()
    {
        var form = Render<RubricForm>(p => p.Add(f => f.Rubric, Rubric));
        Assert.Equal(["Summary 10 points", "Cause 20 points"], form.FindAll("legend").Select(legend => legend.TextContent));
        var radios = form.FindAll("input[type=radio]");
        Assert.Equal(5, radios.Count);
        Assert.All(radios, radio => Assert.True(radio.HasAttribute("required")));
        Assert.DoesNotContain(radios, radio => radio.HasAttribute("checked"));
        Assert.Equal(["0", "1", "2"], form.FindAll("[name='Form.Levels[cause]']").Select(radio => radio.GetAttribute("value")));
    }

    [Fact]
    public void What_was_chosen_is_chosen_again_and_only_that()
    {
        var form = Render<RubricForm>(p => p.Add(f => f.Rubric, Rubric).Add(f => f.Chosen, new Dictionary<string, int> { ["cause"] = 0 }));
        Assert.Equal("level-cause-0", Assert.Single(form.FindAll("input[checked]")).GetAttribute("data-testid"));
    }

    [Fact]
    public void Compared_marks_show_where_they_differ_in_the_words_of_the_level_and_what_they_sum_up_to()
    {
        var compared = Render<ComparedMarks>(p => p.Add(c => c.Rubric, Rubric).Add(c => c.OneTitle, "Yours").Add(c => c.OtherTitle, "Reference")
            .Add(c => c.One, new Dictionary<string, int> { ["summary"] = 1, ["cause"] = 1 })
            .Add(c => c.Other, new Dictionary<string, int> { ["summary"] = 1, ["cause"] = 2 }));
        var apart = Assert.Single(compared.FindAll("tr.apart"));
        Assert.Equal("Cause", apart.QuerySelector("th")!.TextContent);
        Assert.Contains("A condition.", apart.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("It says it all.", compared.Markup, StringComparison.Ordinal);
        Assert.Equal(["Total", "18 of 30", "30 of 30"], compared.FindAll("tbody tr:last-child > *").Select(cell => cell.TextContent));
    }
}
