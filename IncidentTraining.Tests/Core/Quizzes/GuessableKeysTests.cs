using IncidentTraining.Core.Content;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Quizzes;

/// <summary>A key that can be guessed by length, count, elimination or repeated words causes a warning with its line; the quiz is still
/// shown.</summary>
public sealed class GuessableKeysTests : IDisposable
{
    private readonly TemporaryContent _content = new();

    public void Dispose() => _content.Dispose();

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "In 2 of 4 choice questions the longest option is correct; by chance it would be at most 1")]
    [InlineData(4, "In 4 of 4 choice questions the longest option is correct; by chance it would be at most 1")]
    public void The_key_is_the_longest_option_no_more_often_than_by_chance(int longest, string? reason)
    {
        var questions = Enumerable
            .Range(0, 4)
            .Select(index => Single($"q{index}", index < longest ? "a key that is long" : "key", "wrong", "false", "no way"));

        Expect(reason, 7, "starting with: q0", [.. questions]);
    }

    [Fact]
    public void Two_longest_options_of_one_length_tell_nothing() =>
        Expect(
            null,
            0,
            "",
            Single("q0", "right", "wrong", "no"),
            Single("q1", "right", "wrong", "no"),
            Single("q2", "right", "wrong", "no")
        );

    [Fact]
    public void The_most_telling_question_is_named_first() =>
        Expect(
            "In 2 of 2 choice questions",
            17,
            "starting with: q1",
            Single("q0", "a key", "no", "not"),
            Single("q1", "a much longer key", "no", "not")
        );

    [Theory]
    [InlineData("All of the above")]
    [InlineData("None of these")]
    [InlineData("both of the options")]
    public void An_option_that_refers_to_the_others_is_reported_at_its_line(string option) =>
        Expect($"The option '{option}' refers to the other options", 10, "replace this option", Single("q0", "right", "wrong", option));

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "The question 'q0' has 5 correct options")]
    public void A_multiple_choice_has_one_to_four_right_options(int right, string? reason) =>
        Expect(reason, 7, "one to 4", Multiple("q0", right));

    [Theory]
    [InlineData(new[] { 2, 2 }, null)]
    [InlineData(new[] { 2, 2, 3 }, null)]
    [InlineData(new[] { 2, 2, 2 }, "All 3 questions of the kind 'multiple' have the same number of correct options: 2")]
    public void The_number_of_right_options_varies_over_the_quiz(int[] right, string? reason) =>
        Expect(reason, 7, "Vary the number", [.. right.Select((count, index) => Multiple($"q{index}", count))]);

    [Theory]
    [InlineData("    surplus: [E]", null)]
    [InlineData("", "Every right side of 'q0' is used")]
    public void A_matching_has_a_right_side_too_many(string surplus, string? reason) =>
        Expect(
            reason,
            7,
            "surplus:",
            $"  - id: q0\n    kind: matching\n    text: t\n    topic: t\n    feedback: f\n    points: 1\n    pairs: [{{left: A, right: B}}, {{left: C, right: D}}]\n{surplus}"
        );

    [Theory]
    [InlineData(
        "The connection leaks",
        "Close each connection",
        "Wait",
        "Both sides of 'The connection leaks' contain 'connec…', and no other right side does"
    )]
    [InlineData("The connection leaks", "Close each connection", "Add connections", null)]
    [InlineData("The pool leaks", "Close the pool", "Wait", null)]
    public void The_two_sides_of_a_pair_share_no_word_that_only_they_have(string left, string right, string surplus, string? reason) =>
        Expect(
            reason,
            8,
            "Use another word",
            $"  - id: q0\n    kind: matching\n    text: t\n    topic: t\n    feedback: f\n    points: 1\n    pairs:\n      - {{left: {left}, right: {right}}}\n      - {{left: C, right: D}}\n    surplus: [{surplus}]"
        );

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "In 2 of 4 choice questions only correct options repeat most of the question's words; by chance it would be at most 1")]
    public void The_key_repeats_the_questions_words_no_more_often_than_by_chance(int echoing, string? reason)
    {
        var questions = Enumerable
            .Range(0, 4)
            .Select(index =>
                Single($"q{index}", index < echoing ? "pools full" : "a key", "wrong no 1", "wrong no 2", "wrong no 3")
                    .Replace("text: t\n", "text: When are pools full?\n", StringComparison.Ordinal)
            );

        Expect(reason, 7, "starting with: q0", [.. questions]);
    }

    private void Expect(string? reason, int line, string cure, params string[] questions)
    {
        // Six lines come before the first question; the tests count from there.
        _content.Save("quizzes/q.yaml", $"id: q\nday: d\ntitle: t\nminutes: 1\npass: 50\nquestions:\n{string.Join('\n', questions)}\n");
        var catalogue = new QuizCatalogue(_content.Folder);

        var problems = catalogue.Files.Check();

        Assert.NotNull(catalogue.OfDay("d"));
        if (reason is null)
        {
            Assert.Empty(problems.Select(problem => problem.ToString()));
            return;
        }

        var problem = Assert.Single(problems);
        Assert.StartsWith(reason, problem.Reason);
        Assert.Contains(cure, problem.Cure);
        Assert.Equal(("quizzes/q.yaml", 6 + line, ContentSeverity.Warning), (problem.File, problem.Line, problem.Severity));
    }

    private static string Single(string id, string right, params string[] wrong) => Choice(id, "single", [right], wrong);

    private static string Multiple(string id, int right) =>
        Choice(id, "multiple", [.. Enumerable.Range(0, right).Select(index => $"right {index}")], ["wrong 0", "wrong 1"]);

    private static string Choice(string id, string kind, string[] right, string[] wrong) =>
        $"  - id: {id}\n    kind: {kind}\n    text: t\n    topic: t\n    feedback: f\n    points: 1\n    options:\n"
        + string.Join(
            '\n',
            [
                .. right.Select(text => $"      - {{text: {text}, correct: true, why: w}}"),
                .. wrong.Select(text => $"      - {{text: {text}, correct: false, why: w}}"),
            ]
        );
}
