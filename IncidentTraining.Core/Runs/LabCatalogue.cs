using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Core.Runs;

/// <summary>A lab as defined in the day's curriculum.</summary>
/// <param name="PageId">Id of its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">One or two sentences.</param>
/// <param name="Minutes">Its time.</param>
/// <param name="ScenarioId">The scenario that it uses; null for a lab without a shop.</param>
/// <param name="Path">The address of its page.</param>
public sealed record LabPage(string PageId, string Title, string Summary, int Minutes, string? ScenarioId, string Path)
{
    /// <summary>Whether it is outside the plan: always open, not counted for any criterion, and never used by the pager.</summary>
    public bool IsPractice { get; init; }
}

/// <summary>The labs of a training day.</summary>
public sealed class LabCatalogue(CurriculumLibrary curriculum)
{
    private const int Hour = 60;

    /// <summary>Whether a lab that counts, on any day, uses a scenario. A scenario without such a lab only serves the pager.</summary>
    public bool HasLab(string scenarioId) =>
        curriculum.Days.Any(day => day.Pages.Except(day.Practice).Any(page => page.ScenarioId == scenarioId));

    /// <summary>Ids of the pages of a day's labs that count for no criterion.</summary>
    public IReadOnlyList<string> PracticeOf(string dayId) => [.. curriculum.FindDay(dayId)?.Practice.Select(page => page.Id) ?? []];

    /// <summary>The minutes for each on-call incident of a day.</summary>
    public int OnCallMinutesOf(string dayId) => OnCallOf(dayId).Minutes;

    /// <summary>Share of a day's pages, in per cent, for shops in which no customer is harmed.</summary>
    public int FalseAlarmPercentOf(string dayId) => OnCallOf(dayId).FalseAlarmPercent;

    /// <summary>
    /// The scenarios that only the pager of a day draws; each has its own id as its page, and a title that reveals nothing.
    /// </summary>
    public IReadOnlyList<LabPage> PagerOnlyOf(string dayId) =>
        OnCallOf(dayId) is var plan ? [.. plan.Scenarios.Select(id => new LabPage(id, OnCallBrief.Title, "", plan.Minutes, id, ""))] : [];

    /// <summary>The labs of a day whose incidents page people on call: those of its plan.</summary>
    public IReadOnlyList<LabPage> PagedOf(string dayId) => [.. Of(dayId).Where(lab => !lab.IsPractice)];

    /// <summary>The labs of a day: practice labs first, then the others in the order of its plan; none for an unknown day.</summary>
    /// <param name="dayId">The day.</param>
    /// <param name="planId">The plan that defines the labs' durations; empty for the day's own.</param>
    public IReadOnlyList<LabPage> Of(string dayId, string planId = "") =>
        curriculum.FindDay(dayId) is not { } day
            ? []
            :
            [
                .. day
                    .Practice.Concat(day.Activities.Select(item => item.Page!))
                    .Where(page => page.Kind == PageKind.Lab)
                    .Distinct()
                    .Select(page => new LabPage(
                        page.Id,
                        page.Title,
                        page.Summary,
                        day.MinutesOf(page, planId) ?? Hour,
                        page.ScenarioId,
                        page.Path
                    )
                    {
                        IsPractice = day.Practice.Contains(page),
                    }),
            ];

    private OnCallPlan OnCallOf(string dayId) => curriculum.FindDay(dayId)?.OnCall ?? OnCallPlan.None;
}
