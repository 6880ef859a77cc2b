using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Tests.Core.Quizzes;

public sealed class QuizResponseTests
{
    [Theory]
    [InlineData(QuestionKind.Single, new[] { 0, 1 })]
    [InlineData(QuestionKind.Single, new[] { 3 })]
    [InlineData(QuestionKind.Single, new[] { -1 })]
    [InlineData(QuestionKind.Multiple, new[] { 1, 1 })]
    [InlineData(QuestionKind.Multiple, new[] { 0, 3 })]
    [InlineData(QuestionKind.Ordering, new[] { 0, 1 })]
    [InlineData(QuestionKind.Ordering, new[] { 0, 1, 1 })]
    [InlineData(QuestionKind.Ordering, new[] { 0, 1, -1 })]
    [InlineData(QuestionKind.Matching, new[] { 0, 1 })]
    [InlineData(QuestionKind.Matching, new[] { 0, 1, 3 })]
    [InlineData(QuestionKind.Matching, new[] { 0, 1, -2 })]
    [InlineData(QuestionKind.Short, new[] { 0 })]
    public void A_forged_answer_does_not_fit(QuestionKind kind, int[] picks) => Assert.False(Make.Picks(picks).Fits(OfKind(kind)));

    [Theory]
    [InlineData(QuestionKind.Single, new[] { 2 }, Answered.Fully)]
    [InlineData(QuestionKind.Multiple, new[] { 2, 0 }, Answered.Fully)]
    [InlineData(QuestionKind.Multiple, new int[0], Answered.Nothing)]
    [InlineData(QuestionKind.Ordering, new[] { 2, 0, 1 }, Answered.Fully)]
    [InlineData(QuestionKind.Matching, new[] { 0, 0, -1 }, Answered.Partly)]
    [InlineData(QuestionKind.Matching, new[] { -1, -1, -1 }, Answered.Nothing)]
    public void An_honest_answer_fits_and_says_how_much_it_answers(QuestionKind kind, int[] picks, Answered answered)
    {
        Assert.True(Make.Picks(picks).Fits(OfKind(kind)));
        Assert.Equal(answered, Make.Picks(picks).AnswersOf(kind));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 4 }, true)]
    [InlineData(new[] { 0, 1, 5 }, false)]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, false)]
    public void A_matching_takes_one_pick_for_each_left_side_and_surplus_right_sides_too(int[] picks, bool fits) =>
        Assert.Equal(fits, Make.Picks(picks).Fits(Make.Matching(3, 3) with { Surplus = ["Surplus 3", "Surplus 4"] }));

    [Fact]
    public void A_choice_with_a_text_does_not_fit() => Assert.False(new QuizResponse([0], "text").Fits(OfKind(QuestionKind.Single)));

    [Fact]
    public void White_space_is_no_short_answer() =>
        Assert.Equal(Answered.Nothing, new QuizResponse([], " \n ").AnswersOf(QuestionKind.Short));

    private static Question OfKind(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Ordering => Make.Ordering(3, 3),
            QuestionKind.Matching => Make.Matching(3, 3),
            QuestionKind.Short => Make.Short(3),
            _ => Make.Choice(kind, 3, true, false, false),
        };
}
