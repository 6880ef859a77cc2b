using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content.Lessons;

/// <summary>The texts of the day from their files, together with the scenarios.</summary>
internal static class Lesson
{
    private static readonly string Day = Path.Combine(RealContent.Directory, "days", RealContent.DayId);

    /// <summary>Every lesson with its path below the day's folder.</summary>
    public static IReadOnlyList<(string File, string Text)> All { get; } =
    [
        .. Directory
            .EnumerateFiles(Day, "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Day, path).Replace('\\', '/'), File.ReadAllText(path))),
    ];

    public static string TextOf(string file) => All.Single(lesson => lesson.File == file).Text;

    /// <summary>A file anywhere below the content folder.</summary>
    public static string ContentFile(string path) => File.ReadAllText(Path.Combine(RealContent.Directory, path));

    /// <summary>The rows of the first table whose header starts with the given cells.</summary>
    public static IReadOnlyList<string[]> Table(string text, string header)
    {
        var lines = text.Split('\n').SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal)).Skip(2);
        return
        [
            .. lines
                .TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ];
    }

    public static IReadOnlyList<Scenario> Scenarios()
    {
        return [.. SharedContent.Scenarios.All];
    }
}
