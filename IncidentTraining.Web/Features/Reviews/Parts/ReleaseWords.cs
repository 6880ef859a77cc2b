using IncidentTraining.Core.Reviews.Releasing;

namespace IncidentTraining.Web.Features.Reviews.Parts;

/// <summary>Messages to instructors about held-back and released grades.</summary>
internal static class ReleaseWords
{
    /// <summary>The object of the release button: "the grade", "all 6 grades" or "4 of 6 grades".</summary>
    public static string Button(HeldBackGrades grades) =>
        (grades.Final, grades.All) switch
        {
            (1, 1) => "the grade",
            var (final, all) when final == all => $"all {all} grades",
            var (final, all) => $"{final} of {all} grades",
        };

    /// <summary>Describes what was released and what stays held back.</summary>
    public static string Done(HeldBackGrades grades) =>
        string.Join(' ', new[] { $"Released {grades.Final} of {grades.All}.", Waiting(grades) }.Where(part => part is not null));

    /// <summary>Describes why the other grades are held back; null when all are final.</summary>
    public static string? Waiting(HeldBackGrades grades)
    {
        string[] parts = [.. Counted(grades.WaitForSecondMarks, "second marks"), .. Counted(grades.WaitForModerator, "a moderator")];
        return parts.Length == 0 ? null : $"{string.Join(" and ", parts)}.";
    }

    private static IEnumerable<string> Counted(int count, string what) =>
        count switch
        {
            0 => [],
            1 => [$"1 needs {what}"],
            _ => [$"{count} need {what}"],
        };
}
