using System.Collections.Concurrent;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Folders;
using IncidentTraining.Core.Curriculum.Glossaries;
using IncidentTraining.Core.Curriculum.Recordings;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Core.Curriculum.Search;

namespace IncidentTraining.Core.Curriculum;

/// <summary>The state of all files at one point in time. Two readings are equal if no file changed between them.</summary>
internal sealed record CurriculumReading(
    CatalogueSnapshot<DayFile> Days,
    CatalogueSnapshot<CurriculumPage> Pages,
    CatalogueSnapshot<ShopFile> Shop,
    CatalogueSnapshot<Glossary> Glossaries,
    CatalogueSnapshot<SiteNavigation> Navigation,
    CatalogueSnapshot<Recording> Figures,
    CatalogueSnapshot<Recording> Logs,
    PageFileList Files
)
{
    internal bool IsSame(CurriculumReading other) =>
        ReferenceEquals(Days, other.Days)
        && ReferenceEquals(Pages, other.Pages)
        && ReferenceEquals(Shop, other.Shop)
        && ReferenceEquals(Glossaries, other.Glossaries)
        && ReferenceEquals(Navigation, other.Navigation)
        && ReferenceEquals(Figures, other.Figures)
        && ReferenceEquals(Logs, other.Logs)
        && ReferenceEquals(Files, other.Files);
}

/// <summary>The whole curriculum at one point in time, with everything rendered from it so far.</summary>
internal sealed class CurriculumSnapshot
{
    private readonly LinkTargets _targets;
    private readonly ConcurrentDictionary<(string File, Audience Audience), RenderedPage> _rendered = new();
    private readonly ConcurrentDictionary<(string File, Audience Audience), IReadOnlyList<Slide>> _slides = new();
    private readonly ConcurrentDictionary<(string DayId, Audience Audience), Lazy<SearchIndex>> _indexes = new();
    private readonly ConcurrentDictionary<string, GlossaryMarks> _marks = new();

    internal CurriculumSnapshot(CurriculumReading reading)
    {
        Reading = reading;
        List<ContentProblem> problems =
        [
            .. reading.Days.Problems,
            .. reading.Pages.Problems,
            .. reading.Shop.Problems,
            .. reading.Glossaries.Problems,
            .. reading.Navigation.Problems,
            .. reading.Files.Problems,
        ];
        var pages = reading.Pages.Entries.Select(entry => entry.Item).ToList();

        // A table or log that no page shows is an attachment, whatever its format.
        var shown = pages
            .SelectMany(page => page.Analysis.Links)
            .Where(link => link.IsImage)
            .Select(link => Path.GetFileName(link.Url))
            .ToHashSet();
        problems.AddRange(
            reading.Figures.Problems.Concat(reading.Logs.Problems).Where(problem => shown.Contains(Path.GetFileName(problem.File)))
        );
        ShopFiles = [.. reading.Shop.Entries.Select(entry => entry.Item)];
        _targets = new LinkTargets(
            pages,
            ShopFiles,
            reading.Files.ByPath,
            [.. reading.Figures.Entries, .. reading.Logs.Entries],
            [.. problems.Where(problem => problem.Severity == ContentSeverity.Error).Select(problem => problem.File)]
        );

        var pagesByDay = pages.ToLookup(page => page.DayId);
        Days =
        [
            .. DayFiles(pagesByDay, problems)
                .Select(file =>
                    new DayAssembly(file, pagesByDay[file.Id].ToDictionary(page => page.Id), BrokenIn(file.Id), problems).Build()
                )
                .OrderBy(day => day.Number)
                .ThenBy(day => day.Id, StringComparer.Ordinal),
        ];
        PortalLinks = CheckLinks(pages, problems);
        problems.AddRange(Days.SelectMany(day => new DayGaps(day, _targets.Resolve, LineOfId).Find()));
        foreach (var glossary in reading.Glossaries.Entries.Select(entry => entry.Item))
        {
            problems.AddRange(pagesByDay[glossary.DayId].SelectMany(new GlossarySpelling(glossary.Terms).Check));
        }

        Problems = problems;
    }

    internal CurriculumReading Reading { get; }

    internal IReadOnlyList<TrainingDay> Days { get; }

    internal IReadOnlyList<ShopFile> ShopFiles { get; }

    internal IReadOnlyList<ContentProblem> Problems { get; }

    /// <summary>Links to portal features, each with the problem to report if no page answers at that address.</summary>
    internal IReadOnlyList<(string Path, ContentProblem Problem)> PortalLinks { get; }

    internal RenderedPage Render(CurriculumPage page, Audience audience) =>
        _rendered.GetOrAdd((page.File, audience), _ => RendererOf(page, audience).Render(page.Body, page.TitleIsInBody));

    internal IReadOnlyList<Slide> RenderSlides(CurriculumPage page, Audience audience) =>
        _slides.GetOrAdd((page.File, audience), _ =>
            new PageRenderer(page.Path, audience, url => _targets.Resolve(page, url)).RenderSlides(page.Body)
        );

    internal RenderedPage Render(ShopFile file) =>
        _rendered.GetOrAdd((file.Path, Audience.Trainee), _ =>
            new PageRenderer(ShopFile.Address(file.Path), Audience.Trainee, url => _targets.ResolveInShop(file.Path, url)).Render(file.Text)
        );

    internal IReadOnlyList<GlossaryTerm> GlossaryOf(string dayId) =>
        Reading.Glossaries.Entries.FirstOrDefault(entry => entry.Item.DayId == dayId)?.Item.Terms ?? [];

    internal SearchAnswer Search(string dayId, string query, Audience audience)
    {
        if (Days.FirstOrDefault(day => day.Id == dayId) is not { } day)
        {
            return SearchAnswer.Nothing;
        }

        // Lazy, so that two concurrent first searches build one index.
        var index = _indexes.GetOrAdd((dayId, audience), _ => new Lazy<SearchIndex>(() => new SearchIndex(EntriesOf(day, audience))));
        return index.Value.Find(query);
    }

    private IEnumerable<SearchEntry> EntriesOf(TrainingDay day, Audience audience)
    {
        var ofPages = day.Pages.SelectMany(page => SectionsOf(page, audience));
        var ofGlossary = GlossaryOf(day.Id)
            .Select(term => new SearchEntry("Glossary", string.Join(", ", term.Names), term.Text, $"{day.Path}/glossary#{term.Anchor}"));
        var ofShop = ShopFiles.Select(file => new SearchEntry(file.Path, "", file.Text, ShopFile.Address(file.Path)));
        return [.. ofPages, .. ofGlossary, .. ofShop];
    }

    /// <summary>The summary is shown at the top of the page, so it belongs to the section before the first heading.</summary>
    private IEnumerable<SearchEntry> SectionsOf(CurriculumPage page, Audience audience)
    {
        var sections = Render(page, audience).Sections;
        var opening = sections is [{ Anchor: "" } first, ..] ? first.Text : "";
        return sections
            .Where(section => section.Anchor.Length > 0)
            .Select(section => new SearchEntry(page.Title, section.Heading, section.Text, $"{page.Path}#{section.Anchor}"))
            .Prepend(new SearchEntry(page.Title, "", $"{page.Summary}\n{opening}".Trim(), page.Path));
    }

    private PageRenderer RendererOf(CurriculumPage page, Audience audience) =>
        new(
            page.Path,
            audience,
            url => _targets.Resolve(page, url),
            _marks.GetOrAdd(page.DayId, day => new GlossaryMarks($"{TrainingDay.PathOf(day)}/glossary", GlossaryOf(day)))
        );

    private List<BrokenFile> BrokenIn(string dayId) => [.. Reading.Pages.Broken.Where(file => file.File.Split('/')[1] == dayId)];

    private int LineOfId(CurriculumPage page) => Reading.Pages.Entries.FirstOrDefault(entry => entry.File == page.File)?.LineOf("id") ?? 1;

    /// <summary>Days with a plan, and every other folder with pages as a day without sessions.</summary>
    private IEnumerable<DayFile> DayFiles(ILookup<string, CurriculumPage> pagesByDay, List<ContentProblem> problems)
    {
        var described = Reading.Days.Entries.Select(entry => entry.Item).ToList();
        var folders = described
            .Select(day => day.Id)
            .Concat(Reading.Days.Problems.Select(problem => problem.File.Split('/')[1]))
            .ToHashSet();
        return described.Concat(
            pagesByDay
                .Where(pages => !folders.Contains(pages.Key))
                .Select(pages => new FolderPlan(pages.Key, [.. pages], NavigationOf(pages.Key, pages), problems).Build())
        );
    }

    private SiteNavigation? NavigationOf(string dayId, IEnumerable<CurriculumPage> pages) =>
        Reading.Navigation.Entries.Select(entry => entry.Item).FirstOrDefault(navigation => navigation.File.Split('/')[1] == dayId)
        ?? pages
            .OrderBy(page => page.File.Length)
            .Select(page => SiteNavigation.OfSummary(page.File, page.Body))
            .FirstOrDefault(navigation => navigation is not null);

    private List<(string Path, ContentProblem Problem)> CheckLinks(IEnumerable<CurriculumPage> pages, List<ContentProblem> problems)
    {
        var portalLinks = new List<(string, ContentProblem)>();
        foreach (var page in pages)
        {
            foreach (var link in page.Analysis.Links)
            {
                var target = _targets.Resolve(page, link.Url);
                if (target.Reason is not null)
                {
                    problems.Add(new ContentProblem(page.File, link.Line, target.Reason, target.Cure));
                }
                else if (target.PortalPath is { } path)
                {
                    portalLinks.Add(
                        (path, new ContentProblem(page.File, link.Line, $"The portal has no page at '{path}'", "Correct the address"))
                    );
                }
            }
        }

        return portalLinks;
    }
}
