using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Agreement;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>A rubric as a form, and two sets of marks side by side.</summary>
public sealed class MarksPartsTests : PageTest
{
    private static readonly Rubric Rubric = new(
        "pir",
        "Review",
        [
            new("summary", "Summary", 10, [new(0, "Missing", "There is none."), new(10, "Sound", "It says it all.")]),
            new(
                "cause",
                "Cause",
                20,
                [new(0, "Missing", "There is none."), new(8, "Developing", "A person."), new(20, "Sound", "A condition.")]
            ),
        ]
    );

    [Fact]
    public void The_form_asks_for_every_criterion_and_has_chosen_nothing_by_itself()
    {
        var form = Show([]);
        Assert.Equal(["Summary 10 points", "Cause 20 points"], form.FindAll("legend").Select(legend => legend.TextContent));
        var radios = form.FindAll("input[type=radio]");
        Assert.Equal(5, radios.Count);
        Assert.All(radios, radio => Assert.True(radio.HasAttribute("required")));
        Assert.DoesNotContain(radios, radio => radio.HasAttribute("checked"));
        Assert.Equal(["0", "1", "2"], form.FindAll("[name='level-cause']").Select(radio => radio.GetAttribute("value")));
        Assert.Equal("0 of 30 points 2 of 2 criteria open", Total(form));
        Assert.Empty(form.FindAll(".refusal"));
    }

    [Fact]
    public void What_was_chosen_is_chosen_again_and_only_that()
    {
        var form = Show(new() { ["cause"] = 0 });
        Assert.Equal("level-cause-0", Assert.Single(form.FindAll("input[checked]")).GetAttribute("data-testid"));
    }

    [Fact]
    public async Task The_points_follow_each_choice_and_a_change_of_mind()
    {
        var levels = new Dictionary<string, int>();
        var form = Show(levels);
        await form.Find("[data-testid=level-cause-2]").ChangeAsync(new() { Value = "2" });
        Assert.Equal("20 of 30 points 1 of 2 criteria open", Total(form));
        await form.Find("[data-testid=level-cause-1]").ChangeAsync(new() { Value = "1" });
        await form.Find("[data-testid=level-summary-1]").ChangeAsync(new() { Value = "1" });
        Assert.Equal("18 of 30 points", Total(form));
        Assert.Equal(new Dictionary<string, int> { ["cause"] = 1, ["summary"] = 1 }, levels);
    }

    [Fact]
    public async Task A_missing_level_is_asked_for_beside_its_criterion_until_it_is_chosen()
    {
        var form = Show(new() { ["summary"] = 1 });
        Assert.False(await form.InvokeAsync(form.Instance.AskMissingAsync));
        Assert.Equal("missing-cause", Assert.Single(form.FindAll(".refusal")).GetAttribute("data-testid"));
        JSInterop.VerifyFocusAsyncInvoke();
        await form.Find("[data-testid=level-cause-0]").ChangeAsync(new() { Value = "0" });
        Assert.Empty(form.FindAll(".refusal"));
        Assert.True(await form.InvokeAsync(form.Instance.AskMissingAsync));
    }

    [Fact]
    public void A_preselected_level_is_no_entry_of_the_persons_own_for_the_draft()
    {
        var form = Render<RubricForm>(p =>
            p.Add(f => f.Rubric, Rubric)
                .Add(f => f.Levels, new() { ["cause"] = 1, ["summary"] = 0 })
                .Add(f => f.Preselected, new Dictionary<string, int> { ["cause"] = 1 })
        );
        Assert.All(form.FindAll("[data-draft-field=level-cause]"), radio => Assert.Equal("1", radio.GetAttribute("data-from")));
        Assert.All(form.FindAll("[data-draft-field=level-summary]"), radio => Assert.Equal("", radio.GetAttribute("data-from")));
    }

    [Fact]
    public void Compared_marks_show_where_they_differ_in_the_words_of_the_level_and_what_they_sum_up_to()
    {
        var compared = Render<ComparedMarks>(p =>
            p.Add(c => c.Rubric, Rubric)
                .Add(c => c.OneTitle, "Yours")
                .Add(c => c.OtherTitle, "Reference")
                .Add(c => c.One, new Dictionary<string, int> { ["summary"] = 1, ["cause"] = 1 })
                .Add(c => c.Other, new Dictionary<string, int> { ["summary"] = 1, ["cause"] = 2 })
        );
        var apart = Assert.Single(compared.FindAll("tr.apart"));
        Assert.Equal("Cause", apart.QuerySelector("th")!.TextContent);
        Assert.Contains("A condition.", apart.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("It says it all.", compared.Markup, StringComparison.Ordinal);
        Assert.Equal(["Total", "18 of 30", "30 of 30"], compared.FindAll("tbody tr:last-child > *").Select(cell => cell.TextContent));
    }

    private IRenderedComponent<RubricForm> Show(Dictionary<string, int> levels) =>
        Render<RubricForm>(p => p.Add(f => f.Rubric, Rubric).Add(f => f.Levels, levels));

    private static string Total(IRenderedComponent<RubricForm> form) =>
        string.Join(' ', form.Find("[data-testid=total]").TextContent.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
