using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Folders;
using IncidentTraining.Core.Curriculum.Rendering;

namespace IncidentTraining.Core.Curriculum;

/// <summary>A page of a training day, as defined by its Markdown file.</summary>
public sealed partial record CurriculumPage
{
    private CurriculumPage(ContentFile file, string body, PageAnalysis analysis)
    {
        File = file.Path;
        Hash = file.Hash;
        Body = body;
        Analysis = analysis;
    }

    /// <summary>Path of the file, relative to the content directory.</summary>
    public string File { get; }

    /// <summary>SHA-256 of the file's text.</summary>
    public string Hash { get; }

    /// <summary>The day's folder below <c>content/days</c>; also the day's id.</summary>
    public string DayId => File.Split('/')[1];

    /// <summary>Unique within the day; the last segment of the page's address.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of page.</summary>
    public required PageKind Kind { get; init; }

    /// <summary>The page's heading in plain text.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences for cards and search; may be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>The length in minutes of a timed page; <see langword="null"/> for others.</summary>
    public int? Minutes { get; init; }

    /// <summary>The source of the page's contents, in the specification's wording.</summary>
    public string? Source { get; init; }

    /// <summary>The practice-shop scenario of a lab.</summary>
    public string? ScenarioId { get; init; }

    /// <summary>The kind of document that a lab or exercise produces.</summary>
    public string? DocumentKindId { get; init; }

    /// <summary>Whether the page is a timed activity in the plan of the day.</summary>
    public bool IsTimed => Kind is PageKind.Lecture or PageKind.Lab;

    /// <summary>Whether the document was not written for the portal: it has no <c>kind</c> in its front matter.</summary>
    public bool IsBrought { get; private init; }

    /// <summary>The page's address in the portal.</summary>
    public string Path => $"{TrainingDay.PathOf(DayId)}/{Uri.EscapeDataString(Id)}";

    /// <summary>The estimated reading time in whole minutes, at 200 words per minute and at least one.</summary>
    public required int ReadingMinutes { get; init; }

    /// <summary>Whether the title comes from the body's first heading, which must then not be shown twice.</summary>
    internal bool TitleIsInBody { get; private init; }

    internal string Body { get; }

    internal PageAnalysis Analysis { get; }

    internal static CurriculumPage Read(ContentFile file) => BroughtDocument.IsOne(file) ? ReadBrought(file) : ReadLesson(file);

    private static CurriculumPage ReadLesson(ContentFile file)
    {
        var (front, body, bodyLine) = file.FrontMatter();
        var head = front ?? file.Yaml();
        var page = new CurriculumPage(file, body, PageAnalysis.Of(file, body, bodyLine, isLesson: true))
        {
            Id = head.Required("id"),
            Kind = head.OneOf<PageKind>("kind"),
            Title = head.Required("title"),
            Summary = head.Text("summary") ?? "",
            Minutes = head.OptionalInt("minutes", 1, 8 * 60),
            Source = head.Text("source"),
            ScenarioId = head.Text("scenario"),
            DocumentKindId = head.Text("document"),
            ReadingMinutes = MinutesToRead(body),
        };
        if (page.Id.Length > 0 && !IdForm().IsMatch(page.Id))
        {
            head.Report("id", $"The id '{page.Id}' cannot be part of an address", "Use lowercase letters, digits and hyphens only");
        }

        if (page.IsTimed && page.Minutes is null)
        {
            head.Report(
                "minutes",
                $"'minutes' is missing, and a {page.Kind.ToString().ToLowerInvariant()} has a timer",
                "Add a line such as 'minutes: 60'"
            );
        }

        return page;
    }

    private static CurriculumPage ReadBrought(ContentFile file)
    {
        var (title, summary, body, bodyLine) = BroughtDocument.Read(file);
        var analysis = PageAnalysis.Of(file, body, bodyLine, isLesson: false);
        return new CurriculumPage(file, body, analysis)
        {
            Id = Slug(PathInDay(file)) is { Length: > 0 } slug ? slug : "page",
            Kind = PageKind.Page,
            Title = title ?? analysis.TopHeading ?? BroughtDocument.InWords(file.Path),
            Summary = summary ?? "",
            IsBrought = true,
            TitleIsInBody = analysis.TopHeading is { } top && (title is null || title.Equals(top, StringComparison.OrdinalIgnoreCase)),
            ReadingMinutes = MinutesToRead(body),
        };
    }

    private static int MinutesToRead(string body) => Math.Max(1, (int)Math.Round(Word().Count(body) / 200.0));

    internal static string DayAndId(CurriculumPage page) => $"{page.DayId}/{page.Id}";

    /// <summary>The file's path within its day, without extension: file names such as README repeat across folders.</summary>
    private static string PathInDay(ContentFile file) => System.IO.Path.ChangeExtension(file.Path.Split('/', 3)[2], null);

    private static string Slug(string name) => NotSlug().Replace(name.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    internal static partial Regex IdForm();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NotSlug();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
