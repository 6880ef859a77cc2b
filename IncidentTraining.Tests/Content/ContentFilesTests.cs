using IncidentTraining.Core.Curriculum;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>Each file of the curriculum is a test case.</summary>
public sealed class ContentFilesTests
{
    private static readonly CurriculumLibrary Library = RealContent.Library();

    public static TheoryData<string> Files =>
        new(Directory.EnumerateFiles(RealContent.Directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RealContent.Directory, path).Replace('\\', '/'))
            .Where(path => path.StartsWith("days/", StringComparison.Ordinal) || path.StartsWith("practice-shop/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_has_no_problem(string file) =>
        Assert.Equal([], Library.Check().Where(problem => problem.File == file).Select(problem => problem.ToString()));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_is_served(string file)
    {
        if (file.StartsWith("practice-shop/", StringComparison.Ordinal))
        {
            Assert.Contains(Library.ShopFiles, served => "practice-shop/" + served.Path == file);
        }
        else if (file.EndsWith(".md", StringComparison.Ordinal))
        {
            var page = Assert.Single(Library.Days.SelectMany(day => day.Pages), page => page.File == file);
            Assert.NotEmpty(Library.Render(page, Audience.Trainee).Html);
        }
        else
        {
            Assert.Contains(Path.GetFileName(file), (string[])["day.yaml", "glossary.yaml"]);
        }
    }
}
