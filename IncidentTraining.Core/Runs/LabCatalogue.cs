using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Core.Runs;

/// <summary>A lab as the day's curriculum has it.</summary>
/// <param name="PageId">Id of its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">One or two sentences.</param>
/// <param name="Minutes">Its time.</param>
/// <param name="ScenarioId">The scenario that it is worked on; null for a lab without a shop.</param>
/// <param name="Path">The address of its page.</param>
public sealed record LabPage(string PageId, string Title, string Summary, int Minutes, string? ScenarioId, string Path);

/// <summary>The labs of a training day.</summary>
public sealed class LabCatalogue(CurriculumLibrary curriculum)
{
    private const int Hour = 60;

    /// <summary>Whether a page of any day is worked on a scenario; one without a page only serves the pager, and is in no list of
    /// labs.</summary>
    public bool HasLab(string scenarioId) => curriculum.Days.Any(day => day.Pages.Any(page => page.ScenarioId == scenarioId));

    /// <summary>The minutes for each on-call incident of a day.</summary>
    public int OnCallMinutesOf(string dayId) => OnCallOf(dayId).Minutes;

    /// <summary>How many of a hundred pages of a day are for a shop in which no customer is harmed.</summary>
    public int FalseAlarmPercentOf(string dayId) => OnCallOf(dayId).FalseAlarmPercent;

    /// <summary>The scenarios that only the pager of a day draws; each has its own id as its page, and a title that tells
    /// nothing.</summary>
    public IReadOnlyList<LabPage> PagerOnlyOf(string dayId) =>
        OnCallOf(dayId) is var plan ? [.. plan.Scenarios.Select(id => new LabPage(id, OnCallBrief.Title, "", plan.Minutes, id, ""))] : [];

    /// <summary>The labs of a day in the order of its plan; none for an unknown day.</summary>
    /// <param name="dayId">The day.</param>
    /// <param name="planId">The plan whose lengths the labs have; empty for the day's own.</param>
    public IReadOnlyList<LabPage> Of(string dayId, string planId = "") =>
        curriculum.FindDay(dayId) is not { } day
            ? []
            :
            [
                .. day
                    .Activities.Select(item => item.Page!)
                    .Where(page => page.Kind == PageKind.Lab)
                    .Select(page => new LabPage(
                        page.Id,
                        page.Title,
                        page.Summary,
                        day.MinutesOf(page, planId) ?? Hour,
                        page.ScenarioId,
                        page.Path
                    )),
            ];

    private OnCallPlan OnCallOf(string dayId) => curriculum.FindDay(dayId)?.OnCall ?? OnCallPlan.None;
}
