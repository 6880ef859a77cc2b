using System.Collections.Concurrent;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Core.Curriculum.Search;

namespace IncidentTraining.Core.Curriculum;

/// <summary>The whole curriculum at one moment, with what has been rendered of it so far.</summary>
internal sealed class CurriculumSnapshot
{
    private readonly CatalogueSnapshot<DayFile> _dayFiles;
    private readonly CatalogueSnapshot<CurriculumPage> _pageFiles;
    private readonly CatalogueSnapshot<ShopFile> _shopFiles;
    private readonly CatalogueSnapshot<Glossary> _glossaries;
    private readonly LinkTargets _targets;
    private readonly ConcurrentDictionary<(string File, Audience Audience), RenderedPage> _rendered = new();
    private readonly ConcurrentDictionary<(string DayId, Audience Audience), Lazy<SearchIndex>> _indexes = new();

    private CurriculumSnapshot(
        CatalogueSnapshot<DayFile> dayFiles, CatalogueSnapshot<CurriculumPage> pageFiles, CatalogueSnapshot<ShopFile> shopFiles, CatalogueSnapshot<Glossary> glossaries)
    {
        (_dayFiles, _pageFiles, _shopFiles, _glossaries) = (dayFiles, pageFiles, shopFiles, glossaries);
        List<ContentProblem> problems = [.. dayFiles.Problems, .. pageFiles.Problems, .. shopFiles.Problems, .. glossaries.Problems];
        var pages = pageFiles.Entries.Select(entry => entry.Item).ToList();
        ShopFiles = [.. shopFiles.Entries.Select(entry => entry.Item)];
        _targets = new LinkTargets(pages, ShopFiles, [.. problems.Select(problem => problem.File)]);

        var pagesByDay = pages.ToLookup(page => page.DayId);
        Days =
        [
            .. dayFiles.Entries
                .Select(entry => new DayAssembly(entry.Item, pagesByDay[entry.Item.Id].ToDictionary(page => page.Id), problems).Build())
                .OrderBy(day => day.Number).ThenBy(day => day.Id, StringComparer.Ordinal),
        ];
        PortalLinks = CheckLinks(pages, problems);
        Problems = problems;
    }

    internal IReadOnlyList<TrainingDay> Days { get; }

    internal IReadOnlyList<ShopFile> ShopFiles { get; }

    internal IReadOnlyList<ContentProblem> Problems { get; }

    /// <summary>Links to features of the portal, each with the problem that it is when nothing answers there.</summary>
    internal IReadOnlyList<(string Path, ContentProblem Problem)> PortalLinks { get; }

    internal static CurriculumSnapshot Assemble(
        CatalogueSnapshot<DayFile> days, CatalogueSnapshot<CurriculumPage> pages, CatalogueSnapshot<ShopFile> shop, CatalogueSnapshot<Glossary> glossaries) =>
        new(days, pages, shop, glossaries);

    internal bool IsOf(
        CatalogueSnapshot<DayFile> days, CatalogueSnapshot<CurriculumPage> pages, CatalogueSnapshot<ShopFile> shop, CatalogueSnapshot<Glossary> glossaries) =>
        ReferenceEquals(days, _dayFiles) && ReferenceEquals(pages, _pageFiles) && ReferenceEquals(shop, _shopFiles) && ReferenceEquals(glossaries, _glossaries);

    internal RenderedPage Render(CurriculumPage page, Audience audience) => _rendered.GetOrAdd((page.File, audience),
        _ => PageRenderer.Render(page.Body, page.Path, audience, url => _targets.Resolve(page, url).Address));

    internal RenderedPage Render(ShopFile file) => _rendered.GetOrAdd((file.Path, Audience.Trainee),
        _ => PageRenderer.Render(file.Text, ShopFile.Address(file.Path), Audience.Trainee, url => _targets.ResolveInShop(file.Path, url).Address));

    internal IReadOnlyList<GlossaryTerm> GlossaryOf(string dayId) =>
        _glossaries.Entries.FirstOrDefault(entry => entry.Item.DayId == dayId)?.Item.Terms ?? [];

    internal IReadOnlyList<SearchHit> Search(string dayId, string query, Audience audience)
    {
        if (Days.FirstOrDefault(day => day.Id == dayId) is not { } day)
        {
            return [];
        }

        // Lazy, so that two first searches at the same moment build one index.
        var index = _indexes.GetOrAdd((dayId, audience),
            _ => new Lazy<SearchIndex>(() => new SearchIndex(day.Pages.Select(page => (page, Render(page, audience))))));
        return index.Value.Find(query);
    }

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
                    portalLinks.Add((path, new ContentProblem(page.File, link.Line, $"The portal has no page at '{path}'", "Correct the address")));
                }
            }
        }

        return portalLinks;
    }
}
