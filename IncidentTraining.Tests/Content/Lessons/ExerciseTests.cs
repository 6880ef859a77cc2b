using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.Documents.Team;

namespace IncidentTraining.Tests.Content.Lessons;

/// <summary>The requirements of exercises, templates and rubrics can be met with the current portal, and their numbers add up.</summary>
public sealed partial class ExerciseTests
{
    [Theory]
    [InlineData("exercises/exercise-2-runbooks.md", 7)]
    public void The_steps_that_a_lesson_shows_can_be_run(string file, int count)
    {
        var steps = StepBlocks().Matches(Lesson.TextOf(file)).SelectMany(block => RunbookSteps.Read(block.Groups[1].Value)).ToList();

        Assert.Equal(count, steps.Count);
        Assert.Equal([], steps.Where(step => step.Problem is not null).Select(step => $"{step.Line}: {step.Problem}"));
    }

    [Fact]
    public void What_was_believed_is_a_column_wherever_a_timeline_is_taught_written_or_marked()
    {
        Assert.Contains(
            "| time (UTC) | what happened (record) | what we believed |",
            Lesson.TextOf("lectures/post-incident-review.md"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "| Time (UTC) | Event | What we believed | Source |",
            Lesson.TextOf("templates/post-incident-review-template.md"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "| Time (UTC) | Event | What we believed | Source |",
            Lesson.ContentFile("document-kinds/pir.yaml"),
            StringComparison.Ordinal
        );
        Assert.Matches(@"id: timeline\n(?:.*\n)+?.*title: Strong, text: ""[^""]*what was believed", Lesson.ContentFile("rubrics/pir.yaml"));
    }

    [Theory]
    [InlineData("communication")]
    [InlineData("on-call-shift")]
    [InlineData("pir")]
    [InlineData("playbook")]
    [InlineData("runbook")]
    public void The_weights_of_a_rubric_make_a_hundred_and_its_best_levels_give_them(string rubric)
    {
        var text = Lesson.ContentFile($"rubrics/{rubric}.yaml");
        var weights = Weight().Matches(text).Select(match => Number(match.Groups[1].Value)).ToList();

        Assert.Equal(100, weights.Sum());
        Assert.Equal(weights, BestLevel().Matches(text).Select(match => Number(match.Groups[1].Value)));
    }

    [Fact]
    public void Lessons_and_blameless_language_weigh_as_much_as_the_root_cause()
    {
        var text = Lesson.ContentFile("rubrics/pir.yaml");

        Assert.Matches(@"id: learning\n    title: Lessons and blameless language\n    weight: 20\n", text);
        Assert.Matches(@"id: root-cause\n    title: Root cause\n    weight: 20\n", text);
    }

    [Fact]
    public void A_review_has_as_many_actions_in_the_editor_as_in_the_lessons()
    {
        Assert.Contains("Three to six", Lesson.ContentFile("document-kinds/pir.yaml"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)\bthree that\b|\bthree to seven\b", Lesson.ContentFile("document-kinds/pir.yaml"));
    }

    [Fact]
    public void A_group_can_have_as_many_writers_as_the_lab_about_reviews_says()
    {
        Assert.Equal(6, WriteTogether.MostWriters);
        Assert.Contains(
            "up to six people can write in one document at the same time",
            Lesson.TextOf("labs/lab-6-post-incident-review.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_table_top_exercise_adds_up()
    {
        var text = Lesson.TextOf("exercises/table-top-security.md");
        var plan = Lesson.Table(text, "| minutes | what | done when |").Select(cells => Number(cells[0])).ToList();
        var cards = Lesson.Table(text, "| minute | card | if they ask |");
        var reads = Reads()
            .Match(string.Join(' ', cards.Select(cells => cells[2])))
            .Groups.Values.Skip(1)
            .Select(group => Number(group.Value))
            .ToList();

        Assert.Contains($"**Minute plan ({plan.Sum()} minutes).**", text, StringComparison.Ordinal);
        Assert.InRange(Number(cards[^1][0]), 0, plan[1]);
        Assert.Equal(100, RowWeight().Matches(text).Sum(match => Number(match.Groups[1].Value)));
        Assert.Equal(reads[0], reads.Skip(1).Sum());

        // One minute at the table is three in the incident, which begins at 09:40; a journalist asks at the last card.
        Assert.Contains($"it is {new TimeOnly(9, 40).AddMinutes(3 * Number(cards[^1][0])):HH:mm}", cards[^1][2], StringComparison.Ordinal);
        Assert.Contains(
            "aware since 09:46 at the latest; authority by Friday 09:46; booksellers and Paylane by Wednesday 09:46",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Tuesday, 09:40 UTC.", text, StringComparison.Ordinal);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"```steps\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex StepBlocks();

    [GeneratedRegex(@"^    weight: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Weight();

    [GeneratedRegex(@"points: (\d+), title: Strong")]
    private static partial Regex BestLevel();

    [GeneratedRegex(@"(\d+) reads; (\d+) from our network, (\d+) from one foreign address on 2 November, (\d+) from Jo")]
    private static partial Regex Reads();

    [GeneratedRegex(@"\*\* \((\d+) %\) \|")]
    private static partial Regex RowWeight();
}
