using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>How often a choice was made.</summary>
/// <param name="Text">The choice: an option, an item in its correct position, or a pair.</param>
/// <param name="Correct">Whether the choice is correct.</param>
/// <param name="Count">The number of people who made it.</param>
public sealed record ChoiceCount(string Text, bool Correct, int Count)
{
    /// <summary>
    /// Counts the choices people made: each option of a choice question; the items of an ordering question in their correct position; the
    /// correct pairs of a matching question and the wrong pairs that occurred.
    /// </summary>
    /// <param name="responses">The picks of each person, in the author's positions.</param>
    public static IReadOnlyList<ChoiceCount> Of(Question question, IReadOnlyList<int?[]> responses) =>
        question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple =>
            [
                .. question.Options.Select(
                    (option, index) => new ChoiceCount(option.Text, option.Correct, responses.Count(picks => picks.Contains(index)))
                ),
            ],
            QuestionKind.Ordering =>
            [
                .. question.Order.Select(
                    (item, index) => new ChoiceCount(item, true, responses.Count(picks => picks.ElementAtOrDefault(index) == index))
                ),
            ],
            QuestionKind.Matching => OfPairs(question, responses),
            _ => [],
        };

    private static IReadOnlyList<ChoiceCount> OfPairs(Question question, IReadOnlyList<int?[]> responses) =>
        [
            .. from left in Enumerable.Range(0, question.Pairs.Count)
            from right in Enumerable.Range(0, question.Rights.Count)
            let count = responses.Count(picks => picks.ElementAtOrDefault(left) == right)
            where left == right || count > 0
            orderby left, left != right, count descending
            select new ChoiceCount($"{question.Pairs[left].Left} → {question.Rights[right]}", left == right, count),
        ];
}
