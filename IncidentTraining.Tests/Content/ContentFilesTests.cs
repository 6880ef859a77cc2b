using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>Each file of the curriculum is a test case.</summary>
public sealed class ContentFilesTests
{
    private static readonly CurriculumLibrary Library = RealContent.Library();

    public static TheoryData<string> Files =>
        new(
            Directory
                .EnumerateFiles(RealContent.Directory, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(RealContent.Directory, path).Replace('\\', '/'))
                .Where(path =>
                    path.StartsWith("days/", StringComparison.Ordinal) || path.StartsWith("practice-shop/", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
        );

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
        else if (Path.GetExtension(file) is ".csv" or ".log")
        {
            Assert.NotNull(Library.FindFile(file["days/".Length..]));
        }
        else if (file.Contains("/recordings/", StringComparison.Ordinal))
        {
            Assert.True(
                file.EndsWith(".script.yaml", StringComparison.Ordinal)
                    || File.Exists(Path.Combine(RealContent.Directory, Path.ChangeExtension(file, ".script.yaml")))
            );
        }
        else
        {
            Assert.Contains(Path.GetFileName(file), (string[])["day.yaml", "glossary.yaml"]);
        }
    }
}
