using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Folders;
using IncidentTraining.Core.Curriculum.Recordings;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Core.Curriculum.Search;

namespace IncidentTraining.Core.Curriculum;

/// <summary>
/// The training days under <c>content/days</c> and the practice shop's source under <c>content/practice-shop</c>,
/// current at every access: a saved file shows at once, a broken one keeps its last good version.
/// </summary>
public sealed class CurriculumLibrary : IContentRoom
{
    private readonly ContentCatalogue<DayFile> _days;
    private readonly ContentCatalogue<CurriculumPage> _pages;
    private readonly ContentCatalogue<ShopFile> _shop;
    private readonly ContentCatalogue<Glossary> _glossaries;
    private readonly ContentCatalogue<SiteNavigation> _navigation;
    private readonly ContentCatalogue<Recording> _figures;
    private readonly ContentCatalogue<Recording> _logs;
    private readonly PageFiles _files;
    private readonly ContentFolder _folder;
    private readonly IPortalAddresses _portal;
    private readonly Lock _assembling = new();
    private volatile CurriculumSnapshot? _current;

    /// <summary>Describes the library; nothing is read before the first access.</summary>
    /// <param name="folder">The content directory.</param>
    /// <param name="portal">The portal's own addresses, for checking links to them.</param>
    public CurriculumLibrary(ContentFolder folder, IPortalAddresses portal)
    {
        (_folder, _portal) = (folder, portal);
        _days = new(folder, "training days", "days", "day.yaml;day.yml", DayFile.Read, day => day.Id);
        _pages = new(folder, "pages", "days", "*.md;*.markdown;*.mdx", CurriculumPage.Read, CurriculumPage.DayAndId);
        _shop = new(folder, "practice shop's files", ShopFile.Folder, "*", ShopFile.Read);
        _glossaries = new(folder, "glossaries", "days", "glossary.yaml;glossary.yml", Glossary.Read);
        _navigation = new(folder, "navigation of folders", "days", "mkdocs.yml;mkdocs.yaml", SiteNavigation.Read);
        _figures = new(folder, "recorded figures", "days", "*.csv", Recording.ReadFigures);
        _logs = new(folder, "recorded logs", "days", "*.log", Recording.ReadLog);
        _files = new PageFiles(folder);
    }

    /// <inheritdoc/>
    public string Name => "curriculum";

    /// <summary>Stands for the content as it is now: another object as soon as any file has changed, broken ones included.</summary>
    public object Edition => Current;

    /// <summary>The training days, by number.</summary>
    public IReadOnlyList<TrainingDay> Days => Current.Days;

    /// <summary>The day with an id, or <see langword="null"/>.</summary>
    /// <param name="id">The name of its folder.</param>
    public TrainingDay? FindDay(string id) => Days.FirstOrDefault(day => day.Id == id);

    /// <summary>The page of a day whose markdown file has a name, such as <c>08-rca-labs.md</c>; <see langword="null"/> if none.</summary>
    /// <param name="fileName">The file's name with its extension, without folders.</param>
    public CurriculumPage? FindPageByFileName(string dayId, string fileName) =>
        FindDay(dayId)?.Pages.FirstOrDefault(page => Path.GetFileName(page.File) == fileName);

    /// <summary>The page as an audience may see it. The result is kept until content changes.</summary>
    /// <param name="page">A page of one of <see cref="Days"/>.</param>
    /// <param name="audience">For whom.</param>
    public RenderedPage Render(CurriculumPage page, Audience audience) => Current.Render(page, audience);

    /// <summary>The page as slides. The result is kept until content changes.</summary>
    /// <param name="page">A page of one of <see cref="Days"/>.</param>
    /// <param name="audience">For whom; trainees get no speaker notes.</param>
    public IReadOnlyList<Slide> RenderSlides(CurriculumPage page, Audience audience) => Current.RenderSlides(page, audience);

    /// <summary>The line of a key in the front matter of a page, or 1.</summary>
    /// <param name="page">A page of one of <see cref="Days"/>.</param>
    public int LineOf(CurriculumPage page, string key) => Current.Reading.Pages.Entries.FirstOrDefault(entry => entry.File == page.File)?.LineOf(key) ?? 1;

    /// <summary>Whether a folder below <c>content/days</c> is a training day whose plan cannot be read now.</summary>
    /// <param name="dayId">The folder's name.</param>
    public bool IsBrokenDay(string dayId) => Current.Reading.Days.Broken.Any(file => file.File.Split('/')[1] == dayId);

    /// <summary>Whether a page file that cannot be read now probably has an id.</summary>
    public bool IsBrokenPage(string pageId) => Current.Reading.Pages.Broken.Any(file => file.IsMeantBy(pageId));

    /// <summary>The problems of one file as it is saved now; readers see its last good version while it has any.</summary>
    /// <param name="file">Path relative to the content directory.</param>
    public IReadOnlyList<ContentProblem> ProblemsOf(string file) => [.. Check().Where(problem => problem.File == file)];

    /// <summary>A picture or other file beside the pages; <see langword="null"/> when there is none that may be sent.</summary>
    /// <param name="pathInDays">Path below <c>content/days</c>.</param>
    /// <returns>What it is, and where on the disk.</returns>
    public (PageFile File, string FullPath)? FindFile(string pathInDays) =>
        Current.Reading.Files.ByPath.TryGetValue($"days/{pathInDays}", out var file) ? (file, _folder.FullPath(file.Path)) : null;

    /// <summary>All files of the practice shop in ordinal order of their paths.</summary>
    public IReadOnlyList<ShopFile> ShopFiles => Current.ShopFiles;

    /// <summary>A markdown document of the practice shop, rendered.</summary>
    /// <param name="file">A file of <see cref="ShopFiles"/> whose name ends in <c>.md</c>.</param>
    public RenderedPage Render(ShopFile file) => Current.Render(file);

    /// <summary>The terms that a day explains, in alphabetical order; none when it has no glossary.</summary>
    public IReadOnlyList<GlossaryTerm> GlossaryOf(string dayId) => Current.GlossaryOf(dayId);

    /// <summary>The places where the words of a query occur, best first.</summary>
    /// <param name="dayId">The day in which to look.</param>
    /// <param name="query">What a person typed; any text will do.</param>
    /// <param name="audience">For whom. Text that this audience may not see is not in the index that is asked.</param>
    public SearchAnswer Search(string dayId, string query, Audience audience) => Current.Search(dayId, query, audience);

    /// <inheritdoc/>
    public IReadOnlyList<ContentProblem> Check()
    {
        var current = Current;
        // Asked late: what the portal answers is known only after all its rooms are mapped.
        return [.. current.Problems, .. current.PortalLinks.Where(link => !_portal.Exists(link.Path)).Select(link => link.Problem)];
    }

    private CurriculumSnapshot Current
    {
        get
        {
            var reading = new CurriculumReading(_days.Current, _pages.Current, _shop.Current, _glossaries.Current, _navigation.Current, _figures.Current, _logs.Current, _files.Current);
            if (_current is { } current && current.Reading.IsSame(reading))
            {
                return current;
            }

            lock (_assembling)
            {
                return _current is { } assembled && assembled.Reading.IsSame(reading) ? assembled : _current = new CurriculumSnapshot(reading);
            }
        }
    }
}
