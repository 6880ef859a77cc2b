using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Tests.Core.Quizzes;

/// <summary>Small questions and answers for the tests of the rules.</summary>
internal static class Make
{
    public static Question Choice(QuestionKind kind, int points, params bool[] correct) =>
        Blank(kind, points) with
        {
            Options = [.. correct.Select((right, index) => new Option($"Option {index}", right, $"Why {index}"))],
        };

    public static Question Ordering(int points, int items) =>
        Blank(QuestionKind.Ordering, points) with
        {
            Order = [.. Enumerable.Range(0, items).Select(index => $"Item {index}")],
        };

    public static Question Matching(int points, int pairs) =>
        Blank(QuestionKind.Matching, points) with
        {
            Pairs = [.. Enumerable.Range(0, pairs).Select(index => new Pair($"Left {index}", $"Right {index}"))],
        };

    public static Question Short(int points) => Blank(QuestionKind.Short, points) with { Model = "A model", Marks = ["A mark"] };

    /// <summary>An answer given by the author's positions.</summary>
    public static QuizResponse Picks(params int[] picks) => new(picks, "");

    /// <summary>All ways to put the numbers from 0 in a row.</summary>
    public static IEnumerable<int[]> Permutations(int count)
    {
        if (count == 0)
        {
            return new int[1][] { [] };
        }

        var permutations =
            from shorter in Permutations(count - 1)
            from place in Enumerable.Range(0, count)
            select (int[])[.. shorter[..place], count - 1, .. shorter[place..]];
        return permutations;
    }

    /// <summary>All sets of the numbers from 0.</summary>
    public static IEnumerable<int[]> Subsets(int count) =>
        Enumerable.Range(0, 1 << count).Select(bits => Enumerable.Range(0, count).Where(index => (bits >> index & 1) == 1).ToArray());

    private static Question Blank(QuestionKind kind, int points) => new("q", kind, "Text", points, "topic", "Feedback", [], [], [], "", []);
}
