using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum;

/// <summary>Assembles a day from its plan and its pages. Invalid entries are skipped and reported.</summary>
/// <param name="file">The day's plan.</param>
/// <param name="pages">The day's pages by id.</param>
/// <param name="broken">Page files without a valid version: a plan that names one is not reported for it.</param>
/// <param name="problems">The list to which problems are added.</param>
internal sealed class DayAssembly(
    DayFile file,
    IReadOnlyDictionary<string, CurriculumPage> pages,
    IReadOnlyList<BrokenFile> broken,
    List<ContentProblem> problems
)
{
    private readonly HashSet<string> _placed = [];
    private bool _isWhole = broken.Count == 0;

    internal TrainingDay Build()
    {
        var opening = PagesOf(file.Opening);
        var clock = file.Starts;
        var sessions = new List<DaySession>();
        foreach (var entry in file.Sessions)
        {
            if (Find(entry.Page) is not { } page)
            {
                continue;
            }

            var items = ItemsOf(entry.Plan, clock, Find);
            sessions.Add(new DaySession(page, items, clock));
            clock = sessions[^1].Ends;
        }

        var closing = PagesOf(file.Closing);
        var groups = file.Groups.Select(group => new PageGroup(group.Title, PagesOf(group.Pages))).ToList();
        var further = pages.Values.Where(page => !_placed.Contains(page.Id)).OrderBy(page => page.File, StringComparer.Ordinal).ToList();
        List<TrainingPlan> plans = [.. file.Plans.Select(PlanOf)];
        List<CurriculumPage> practice = [.. file.Practice.Select(PracticeOf).OfType<CurriculumPage>()];
        return new TrainingDay(file.Id, file.Number, file.Title, file.Summary, file.Starts, opening, sessions, closing, groups, further)
        {
            Plans = plans,
            OnCall = file.OnCall,
            Practice = practice,
            IsWhole = _isWhole,
        };
    }

    /// <summary>A lab of the list of practice. Its place in reading order is given elsewhere.</summary>
    private CurriculumPage? PracticeOf(PageReference reference)
    {
        if (pages.TryGetValue(reference.Id, out var page) && page is { Kind: PageKind.Lab, ScenarioId: not null })
        {
            return page;
        }

        _isWhole = false;
        if (!broken.Any(one => one.IsMeantBy(reference.Id)))
        {
            problems.Add(
                new ContentProblem(
                    file.File,
                    reference.Line,
                    $"'{reference.Id}' is not a lab with a scenario, so it cannot be practised",
                    "Name the id of a page with 'kind: lab' and 'scenario: …'"
                )
            );
        }

        return null;
    }

    private TrainingPlan PlanOf(PlanFile plan)
    {
        if (file.Plans.First(other => other.Id == plan.Id) != plan)
        {
            problems.Add(new ContentProblem(file.File, plan.Line, $"Two plans have the id '{plan.Id}'", "Give each its own id"));
        }

        var placed = new HashSet<string>();
        var sessions = new List<DaySession>();
        foreach (var entry in plan.Sessions)
        {
            if (FindOnce(entry.Page, placed) is not { } page)
            {
                continue;
            }

            var session = new DaySession(page, ItemsOf(entry.Plan, entry.Starts, reference => FindOnce(reference, placed)), entry.Starts)
            {
                Title = entry.Title,
                Day = plan.Sessions.Any(other => other.Day != entry.Day) ? entry.Day : null,
            };
            if (
                sessions.Count > 0
                && (sessions[^1].Day > session.Day || (sessions[^1].Day == session.Day && sessions[^1].Ends > session.Starts))
            )
            {
                problems.Add(
                    new ContentProblem(
                        file.File,
                        entry.Page.Line,
                        $"The session '{entry.Title}' starts before the previous session ends",
                        $"Start it at {sessions[^1].Ends:HH:mm} or later, or shorten the sessions before it"
                    )
                );
            }

            sessions.Add(session);
        }

        return new TrainingPlan(plan.Id, plan.Title, plan.Summary, sessions);
    }

    private List<PlanItem> ItemsOf(IEnumerable<PlanEntry> plan, TimeOnly clock, Func<PageReference, CurriculumPage?> find)
    {
        var items = new List<PlanItem>();
        foreach (var planned in plan)
        {
            if (ItemOf(planned, clock, find) is not { } item)
            {
                continue;
            }

            items.Add(item);
            clock = item.Ends;
        }

        return items;
    }

    private PlanItem? ItemOf(PlanEntry planned, TimeOnly starts, Func<PageReference, CurriculumPage?> find)
    {
        if (planned.Page is null)
        {
            return new PlanItem(planned.Pause!, null, planned.Minutes, starts);
        }

        if (find(planned.Page) is not { } page)
        {
            return null;
        }

        if ((planned.Minutes > 0 ? planned.Minutes : page.Minutes) is { } minutes)
        {
            return new PlanItem(page.Title, page, minutes, starts);
        }

        _isWhole = false;
        problems.Add(
            new ContentProblem(
                file.File,
                planned.Page.Line,
                $"The page '{page.Id}' is in the plan of a session but has no length",
                $"Add 'minutes: …' to the front matter of {page.File}, or list it under 'opening' or 'closing'"
            )
        );
        return null;
    }

    private List<CurriculumPage> PagesOf(IEnumerable<PageReference> references) => [.. references.Select(Find).OfType<CurriculumPage>()];

    private CurriculumPage? Find(PageReference reference) => FindOnce(reference, _placed);

    private CurriculumPage? FindOnce(PageReference reference, HashSet<string> placed)
    {
        if (!pages.TryGetValue(reference.Id, out var page) && (page = ByFileName(reference.Id)) is null)
        {
            _isWhole = false;
            if (broken.Any(one => one.IsMeantBy(reference.Id)))
            {
                return null;
            }

            problems.Add(
                new ContentProblem(
                    file.File,
                    reference.Line,
                    $"There is no page with the id '{reference.Id}'",
                    "Correct the id, or write the page; until then the plan skips this entry"
                )
            );
            return null;
        }

        if (!placed.Add(page.Id))
        {
            _isWhole = false;
            problems.Add(
                new ContentProblem(file.File, reference.Line, $"The page '{page.Id}' is in the plan twice", "Keep one of the two")
            );
            return null;
        }

        return page;
    }

    /// <summary>The id of an imported document is its path; the file name alone is enough if it is unique.</summary>
    private CurriculumPage? ByFileName(string name) =>
        pages.Values.Where(page => page.IsBrought && Path.GetFileNameWithoutExtension(page.File) == name).Take(2).ToList() is [var only]
            ? only
            : null;
}
