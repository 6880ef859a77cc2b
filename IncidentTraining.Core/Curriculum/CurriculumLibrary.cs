using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Folders;
using IncidentTraining.Core.Curriculum.Glossaries;
using IncidentTraining.Core.Curriculum.Recordings;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Core.Curriculum.Search;

namespace IncidentTraining.Core.Curriculum;

/// <summary>
/// The training days under <c>content/days</c> and the practice shop's source under <c>content/practice-shop</c>. Current on every access:
/// a saved file appears at once, an invalid one keeps its last valid version.
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

    /// <summary>Creates the library. Nothing is read before the first access.</summary>
    /// <param name="folder">The content directory.</param>
    /// <param name="portal">The portal's own addresses, for checking links.</param>
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

    /// <summary>Identifies the current content: a different object whenever any file has changed, invalid ones included.</summary>
    public object Edition => Current;

    /// <summary>The training days, by number.</summary>
    public IReadOnlyList<TrainingDay> Days => Current.Days;

    /// <summary>Returns the day with an id, or <see langword="null"/>.</summary>
    /// <param name="id">The folder name.</param>
    public TrainingDay? FindDay(string id) => Days.FirstOrDefault(day => day.Id == id);

    /// <summary>Returns the page of a day by its file name, such as <c>08-rca-labs.md</c>; <see langword="null"/> if there is
    /// none.</summary>
    /// <param name="fileName">The file's name with its extension, without folders.</param>
    public CurriculumPage? FindPageByFileName(string dayId, string fileName) =>
        FindDay(dayId)?.Pages.FirstOrDefault(page => Path.GetFileName(page.File) == fileName);

    /// <summary>Renders the page for an audience. Cached until content changes.</summary>
    /// <param name="page">A page of one of <see cref="Days"/>.</param>
    public RenderedPage Render(CurriculumPage page, Audience audience) => Current.Render(page, audience);

    /// <summary>Renders the page as slides. Cached until content changes.</summary>
    /// <param name="page">A page of one of <see cref="Days"/>.</param>
    /// <param name="audience">The audience; trainees get no speaker notes.</param>
    public IReadOnlyList<Slide> RenderSlides(CurriculumPage page, Audience audience) => Current.RenderSlides(page, audience);

    /// <summary>Returns the line of a key in the page's front matter, or 1.</summary>
    /// <param name="page">A page of one of <see cref="Days"/>.</param>
    public int LineOf(CurriculumPage page, string key) =>
        Current.Reading.Pages.Entries.FirstOrDefault(entry => entry.File == page.File)?.LineOf(key) ?? 1;

    /// <summary>Whether a folder below <c>content/days</c> is a training day whose plan is currently unreadable.</summary>
    /// <param name="dayId">The folder name.</param>
    public bool IsBrokenDay(string dayId) => Current.Reading.Days.Broken.Any(file => file.File.Split('/')[1] == dayId);

    /// <summary>Whether a page file has the id, or probably has it while it is unreadable. A page counts also when its day cannot be
    /// read.</summary>
    public bool HasPage(string pageId) =>
        Current.Reading.Pages is var pages
        && (pages.Entries.Any(entry => entry.Item.Id == pageId) || pages.Broken.Any(file => file.IsMeantBy(pageId)));

    /// <summary>The current problems of one file; readers see its last valid version, if any.</summary>
    /// <param name="file">Path relative to the content directory.</param>
    public IReadOnlyList<ContentProblem> ProblemsOf(string file) => [.. Check().Where(problem => problem.File == file)];

    /// <summary>Returns an image or other file stored with the pages; <see langword="null"/> when there is none that may be sent.</summary>
    /// <param name="pathInDays">Path below <c>content/days</c>.</param>
    /// <returns>The file and its full path on disk.</returns>
    public (PageFile File, string FullPath)? FindFile(string pathInDays) =>
        Current.Reading.Files.ByPath.TryGetValue($"days/{pathInDays}", out var file) ? (file, _folder.FullPath(file.Path)) : null;

    /// <summary>All files of the practice shop, in ordinal order of their paths.</summary>
    public IReadOnlyList<ShopFile> ShopFiles => Current.ShopFiles;

    /// <summary>Renders a Markdown document of the practice shop.</summary>
    /// <param name="file">A file of <see cref="ShopFiles"/> whose name ends in <c>.md</c>.</param>
    public RenderedPage Render(ShopFile file) => Current.Render(file);

    /// <summary>The glossary terms of a day in alphabetical order; empty when it has no glossary.</summary>
    public IReadOnlyList<GlossaryTerm> GlossaryOf(string dayId) => Current.GlossaryOf(dayId);

    /// <summary>Searches a day for the words of a query, best match first.</summary>
    /// <param name="dayId">The day to search.</param>
    /// <param name="query">The search text; any text is valid.</param>
    /// <param name="audience">The audience. Text hidden from it is not in the index that is searched.</param>
    public SearchAnswer Search(string dayId, string query, Audience audience) => Current.Search(dayId, query, audience);

    /// <inheritdoc/>
    public IReadOnlyList<ContentProblem> Check()
    {
        var current = Current;
        // Evaluated late: the portal's addresses are known only after all endpoints are mapped.
        return [.. current.Problems, .. current.PortalLinks.Where(link => !_portal.Exists(link.Path)).Select(link => link.Problem)];
    }

    private CurriculumSnapshot Current
    {
        get
        {
            var reading = new CurriculumReading(
                _days.Current,
                _pages.Current,
                _shop.Current,
                _glossaries.Current,
                _navigation.Current,
                _figures.Current,
                _logs.Current,
                _files.Current
            );
            if (_current is { } current && current.Reading.IsSame(reading))
            {
                return current;
            }

            lock (_assembling)
            {
                return _current is { } assembled && assembled.Reading.IsSame(reading)
                    ? assembled
                    : _current = new CurriculumSnapshot(reading);
            }
        }
    }
}
