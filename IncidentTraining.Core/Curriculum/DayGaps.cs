using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Rendering;

namespace IncidentTraining.Core.Curriculum;

/// <summary>Finds pages of a planned day that readers cannot reach, and labs that cannot be started.</summary>
/// <param name="resolve">Resolves a link of a page.</param>
/// <param name="lineOfId">Returns the line of a page's id.</param>
internal sealed class DayGaps(TrainingDay day, Func<CurriculumPage, string, LinkTarget> resolve, Func<CurriculumPage, int> lineOfId)
{
    internal IEnumerable<ContentProblem> Find()
    {
        // A consequence of an entry that could not be placed, or of an unreadable page, is not a separate mistake.
        if (!day.HasPlan || !day.IsWhole)
        {
            yield break;
        }

        var planned = day.Activities.Select(item => item.Page).Concat(day.Practice).ToHashSet();
        var reached = Reached();
        foreach (var page in day.Pages)
        {
            if (page.Kind is PageKind.Lab && !planned.Contains(page))
            {
                yield return new ContentProblem(
                    page.File,
                    lineOfId(page),
                    $"The lab '{page.Id}' is not in the plan of any session, so it can be read but not started",
                    $"Add 'page: {page.Id}' to a session's plan in day.yaml, list it under 'practice', or make it another kind of page"
                );
            }
            else if (!reached.Contains(page))
            {
                yield return new ContentProblem(
                    page.File,
                    lineOfId(page),
                    $"The page '{page.Id}' is not in the plan, and no planned page links to it",
                    "Add it to day.yaml, or link to it from another page"
                );
            }
        }
    }

    /// <summary>The planned pages and those that can be reached from them through links.</summary>
    private HashSet<CurriculumPage> Reached()
    {
        var byPath = day.Pages.ToDictionary(page => page.Path);
        var reached = day.Pages.Except(day.Further).ToHashSet();
        var open = new Queue<CurriculumPage>(reached);
        while (open.TryDequeue(out var page))
        {
            foreach (var link in page.Analysis.Links)
            {
                if (
                    resolve(page, link.Url).Address?.Split('#')[0] is { } address
                    && byPath.TryGetValue(address, out var next)
                    && reached.Add(next)
                )
                {
                    open.Enqueue(next);
                }
            }
        }

        return reached;
    }
}
