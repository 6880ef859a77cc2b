using IncidentTraining.Core.Reviews;

namespace IncidentTraining.Web.Features.Reviews.Parts;

/// <summary>What an instructor is told about grades that are held back and released.</summary>
internal static class ReleaseWords
{
    /// <summary>What the button releases: "the grade", "all 6 grades" or "4 of 6 grades".</summary>
    public static string Button(HeldBackGrades grades) => (grades.Final, grades.All) switch
    {
        (1, 1) => "the grade",
        var (final, all) when final == all => $"all {all} grades",
        var (final, all) => $"{final} of {all} grades",
    };

    /// <summary>What was done, and what stays held back.</summary>
    public static string Done(HeldBackGrades grades) => string.Join(' ',
        new[] { $"Released {grades.Final} of {grades.All}.", Waiting(grades) }.Where(part => part is not null));

    /// <summary>What the other grades wait for; null when all are final.</summary>
    public static string? Waiting(HeldBackGrades grades)
    {
        string[] parts =
        [
            .. Counted(grades.WaitForSecondMarks, "second marks"),
            .. Counted(grades.WaitForModerator, "a moderator"),
        ];
        return parts.Length == 0 ? null : $"{string.Join(" and ", parts)}.";
    }

    private static IEnumerable<string> Counted(int count, string what) => count switch
    {
        0 => [],
        1 => [$"1 waits for {what}"],
        _ => [$"{count} wait for {what}"],
    };
}
