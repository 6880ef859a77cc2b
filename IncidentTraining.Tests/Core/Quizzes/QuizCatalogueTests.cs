using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Quizzes;

public sealed class QuizCatalogueTests : IDisposable
{
    private const string Good = """
        id: small
        day: day-1
        title: A small quiz
        minutes: 10
        pass: 60
        questions:
          - id: one
            kind: single
            text: Which?
            points: 2
            topic: a
            feedback: So it is.
            options:
              - {text: This, correct: true, why: Yes}
              - {text: That, correct: false, why: No}
          - id: two
            kind: ordering
            text: In which order?
            points: 3
            topic: a
            feedback: So it is.
            order: [First, Second, Third]
          - id: three
            kind: matching
            text: What belongs together?
            points: 2
            topic: a
            feedback: So it is.
            pairs:
              - {left: A, right: B}
              - {left: C, right: D}
            surplus: [E]
          - id: four
            kind: short
            text: Why?
            points: 4
            topic: a
            feedback: So it is.
            model: Because.
            marks: [Says because]

        """;

    private readonly TemporaryContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_good_file_is_read_whole_and_found_by_its_day()
    {
        var catalogue = Save(Good);
        Assert.Empty(catalogue.Files.Check());
        var quiz = catalogue.OfDay("day-1")!;
        Assert.Equal(("small", 10, 60, 11), (quiz.Id, quiz.Minutes, quiz.PassPercent, quiz.Points));
        Assert.Equal(
            [QuestionKind.Single, QuestionKind.Ordering, QuestionKind.Matching, QuestionKind.Short],
            quiz.Questions.Select(question => question.Kind)
        );
        Assert.Equal(["B", "D", "E"], quiz.Questions[2].Rights);
        Assert.Equal(
            ("This", true, "Yes"),
            (quiz.Questions[0].Options[0].Text, quiz.Questions[0].Options[0].Correct, quiz.Questions[0].Options[0].Why)
        );
        Assert.Null(catalogue.OfDay("day-2"));
    }

    [Fact]
    public void A_frozen_quiz_comes_back_as_it_was()
    {
        var quiz = Save(Good).OfDay("day-1")!;
        Assert.Equal(quiz.ToJson(), Quiz.FromJson(quiz.ToJson()).ToJson());
        Assert.Contains("Says because", quiz.ToJson());
    }

    [Theory]
    [InlineData("kind: single", "kind: riddle", 8, "'kind' is 'riddle'")]
    [InlineData("correct: false", "correct: true", 13, "2 correct options")]
    [InlineData("text: That", "text: This", 15, "The option 'This' appears twice")]
    [InlineData("why: No}", "}", 15, "'why' is missing")]
    [InlineData("id: two", "id: one", 16, "The question id 'one' appears twice")]
    [InlineData("[First, Second, Third]", "[First]", 22, "'order' has 1 entries")]
    [InlineData("[First, Second, Third]", "[First, Second, First]", 22, "The item 'First' appears twice")]
    [InlineData("right: D", "right: B", 31, "The right side 'B' appears twice")]
    [InlineData("surplus: [E]", "surplus: [D]", 32, "The right side 'D' appears twice")]
    [InlineData("marks: [Says because]", "marks: []", 40, "A short answer has no marks")]
    [InlineData("minutes: 10", "minutes: 0", 4, "'minutes' is '0'")]
    [InlineData("pass: 60", "pass: 101", 5, "'pass' is '101'")]
    [InlineData(
        "topic: a\n    feedback: So it is.\n    model",
        "hint: a\n    topic: a\n    feedback: So it is.\n    model",
        37,
        "The key 'hint' is unknown here"
    )]
    [InlineData("day: day-1\n", "", 1, "'day' is missing")]
    public void A_mistake_is_reported_with_its_line_and_cure(string good, string broken, int line, string reason)
    {
        Assert.Contains(good, Good);
        var catalogue = Save(Good.Replace(good, broken, StringComparison.Ordinal));
        var problem = Assert.Single(catalogue.Files.Check(), problem => problem.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(("quizzes/small.yaml", line), (problem.File, problem.Line));
        Assert.NotEmpty(problem.Cure);
        Assert.Null(catalogue.OfDay("day-1"));
    }

    [Fact]
    public void A_multiple_choice_needs_a_right_and_a_wrong_option()
    {
        var allRight = Good.Replace("kind: single", "kind: multiple", StringComparison.Ordinal)
            .Replace("correct: false", "correct: true", StringComparison.Ordinal);
        Assert.Contains(Save(allRight).Files.Check(), problem => problem.Reason == "Every option is correct");
    }

    [Fact]
    public void A_broken_file_leaves_the_last_good_version_in_use()
    {
        var catalogue = Save(Good);
        Assert.NotNull(catalogue.OfDay("day-1"));
        _content.Save("quizzes/small.yaml", Good.Replace("minutes: 10", "minutes: soon", StringComparison.Ordinal));
        Assert.Equal(10, catalogue.OfDay("day-1")!.Minutes);
        Assert.NotEmpty(catalogue.Files.Check());
    }

    private QuizCatalogue Save(string text)
    {
        _content.Save("quizzes/small.yaml", text);
        return new QuizCatalogue(_content.Folder);
    }
}
