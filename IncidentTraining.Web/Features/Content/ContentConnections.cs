using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Content;

/// <summary>
/// Finds references from one room's files to missing items of another room: the day of a quiz, the scenario and document of a lab, the
/// pages that a document kind serves, the page of a drill. A target that exists but is invalid has been reported separately.
/// </summary>
internal sealed class ContentConnections(
    CurriculumLibrary library,
    QuizCatalogue quizzes,
    RunScenarios scenarios,
    DocumentKinds kinds,
    DrillFiles drills
) : IContentRoom
{
    public string Name => "connections between files";

    public IReadOnlyList<ContentProblem> Check() =>
        [.. Quizzes(), .. library.Days.SelectMany(day => day.Pages).SelectMany(Page), .. OnCall(), .. Kinds(), .. Drills()];

    private IEnumerable<ContentProblem> Quizzes() =>
        from entry in quizzes.Files.Current.Entries
        let dayId = entry.Item.DayId
        where library.FindDay(dayId) is null && !library.IsBrokenDay(dayId)
        select new ContentProblem(
            entry.File,
            entry.LineOf("day"),
            $"There is no training day '{dayId}', so no class gets this quiz",
            $"Use one of: {InWords(library.Days.Select(day => day.Id))}"
        );

    private IEnumerable<ContentProblem> Page(CurriculumPage page)
    {
        if (page.ScenarioId is { } scenario && IsMissing(scenarios.Files.Current, scenario, entry => entry.Id))
        {
            yield return new ContentProblem(
                page.File,
                library.LineOf(page, "scenario"),
                $"There is no scenario '{scenario}', so the page has no live incident",
                $"Use one of: {InWords(scenarios.All.Select(known => known.Id))}"
            );
        }

        if (page.DocumentKindId is { } kind && IsMissing(kinds.Files.Current, kind, entry => entry.Id))
        {
            yield return new ContentProblem(
                page.File,
                library.LineOf(page, "document"),
                $"There is no kind of document '{kind}', so no document can be created from the page",
                $"Use one of: {InWords(kinds.All.Select(known => known.Id))}"
            );
        }
    }

    private IEnumerable<ContentProblem> OnCall() =>
        from day in library.Days
        from scenario in day.OnCall.Scenarios
        where IsMissing(scenarios.Files.Current, scenario, entry => entry.Id)
        select new ContentProblem(
            day.OnCall.File,
            day.OnCall.Line,
            $"There is no scenario '{scenario}' for people on call",
            $"Use one of: {InWords(scenarios.All.Select(known => known.Id))}"
        );

    private IEnumerable<ContentProblem> Kinds()
    {
        foreach (var entry in kinds.Files.Current.Entries)
        {
            foreach (var pageId in entry.Item.Serves.Where(id => !library.HasPage(id)))
            {
                yield return new ContentProblem(
                    entry.File,
                    entry.LineOf("serves"),
                    $"This kind of document serves the page '{pageId}', which does not exist",
                    "Correct the page's id, or remove it"
                );
            }

            foreach (
                var other in entry
                    .Item.Sections.SelectMany(section => section.Links ?? [])
                    .Distinct()
                    .Where(id => IsMissing(kinds.Files.Current, id, known => known.Id))
            )
            {
                yield return new ContentProblem(
                    entry.File,
                    entry.LineOf("sections"),
                    $"There is no kind of document '{other}' to link to",
                    $"Use one of: {InWords(kinds.All.Select(known => known.Id))}"
                );
            }
        }
    }

    private IEnumerable<ContentProblem> Drills()
    {
        var taken = new Dictionary<string, string>();
        foreach (var entry in drills.Files.Current.Entries)
        {
            var pageId = entry.Item.PageId;
            if (!library.HasPage(pageId))
            {
                yield return new ContentProblem(
                    entry.File,
                    entry.LineOf("page"),
                    $"This drill belongs to the page '{pageId}', which does not exist",
                    "Write the id of a lab's page"
                );
            }
            else if (!taken.TryAdd(pageId, entry.File))
            {
                yield return new ContentProblem(
                    entry.File,
                    entry.LineOf("page"),
                    $"The page '{pageId}' has a drill already, {taken[pageId]}, so this one is not offered",
                    "Give each drill a page of its own"
                );
            }
        }
    }

    private static bool IsMissing<T>(CatalogueSnapshot<T> files, string id, Func<T, string> idOf) =>
        files.Entries.All(entry => idOf(entry.Item) != id) && !files.Broken.Any(file => file.IsMeantBy(id));

    private static string InWords(IEnumerable<string> ids) =>
        string.Join(", ", ids.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none yet";
}
