using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The causes of a scenario, for instructors.</summary>
/// <param name="PageId">The lab, or the scenario of the pager.</param>
/// <param name="Title">Its title.</param>
/// <param name="LessonPath">Address of the lab's lesson; empty for a scenario of the pager.</param>
/// <param name="Hold">How long every service level must hold before the incident counts as resolved.</param>
/// <param name="Causes">The causes, in the order of the file.</param>
/// <param name="All">All guides of the day, including this one: the labs, then the incidents of the pager.</param>
public sealed record LabGuide(
    string PageId,
    string Title,
    string LessonPath,
    TimeSpan Hold,
    IReadOnlyList<CauseGuide> Causes,
    IReadOnlyList<GuideLine> All
);

/// <summary>A guide in the list of a day's guides.</summary>
/// <param name="PageId">The lab, or the scenario of the pager.</param>
/// <param name="Title">Its title.</param>
public sealed record GuideLine(string PageId, string Title);

/// <summary>A cause in a guide.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Diagnosis">Each of its faults as a diagnosis that counts as right, with every accepted answer; empty for a healthy
/// system.</param>
/// <param name="Difficulty">How hard it is; null when there is no estimate for this text.</param>
public sealed record CauseGuide(RootCause Cause, IReadOnlyList<string> Diagnosis, CauseDifficulty? Difficulty);

/// <summary>
/// The part of an instructor's guide that comes from the scenario: causes, evidence paths, repairs and reference times. It is read from the
/// file that the next run uses, so that it is always up to date. Advice that only a teacher can give is on the lab's own page.
/// </summary>
public sealed class ReadLabGuide(
    IDbContextFactory<TrainingDb> databases,
    LabCatalogue labs,
    RunScenarios scenarios,
    DifficultyTable difficulties
) : IUseCase
{
    private static readonly ClassRole[] Staff = [ClassRole.Instructor, ClassRole.Facilitator];

    /// <summary>A guide.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="cohortId">The class of which the actor is staff.</param>
    /// <param name="pageId">The lab, or the scenario of the pager.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Outcome<LabGuide>> RunAsync(Actor actor, Guid cohortId, string pageId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var staff = await db.RequireRoleAsync(actor, cohortId, Staff, ct);
        if (!staff.Succeeded)
        {
            return staff.Refusal;
        }

        var dayId = await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.DayId).SingleAsync(ct);
        var guides = Guides(dayId);
        if (guides.FirstOrDefault(guide => guide.Page.PageId == pageId) is not { Scenario: { } scenario } found)
        {
            return Refusal.NotFound("The class's training day has no such lab, or its scenario cannot be read.");
        }

        return new LabGuide(
            pageId,
            Title(found),
            found.Page.Path,
            scenario.ServiceLevels.HoldTime,
            [
                .. scenario.RootCauses.Select(cause => new CauseGuide(
                    cause,
                    [.. (cause.Diagnosis ?? []).Select(fault => Words(fault, scenario))],
                    difficulties.Of(scenario, cause.Id)
                )),
            ],
            [.. guides.Select(guide => new GuideLine(guide.Page.PageId, Title(guide)))]
        );
    }

    private List<(LabPage Page, Scenario Scenario)> Guides(string dayId) =>
        [
            .. from page in labs.Of(dayId).Concat(labs.PagerOnlyOf(dayId))
            let scenario = page.ScenarioId is { } id ? scenarios.Find(id) : null
            where scenario is not null
            select (page, scenario),
        ];

    // All incidents of the pager have the same title, so that it reveals nothing; their staff distinguish them by the content of the file.
    private static string Title((LabPage Page, Scenario Scenario) guide) =>
        guide.Page.Path.Length > 0 ? guide.Page.Title : guide.Scenario.Title;

    private static string Words(TrueFault fault, Scenario scenario) =>
        string.Join(
            "; ",
            Any(fault.Where.Select(place => place.Title())),
            Any(fault.How.Select(mode => mode.Title())),
            Any(fault.StartedBy.Select(origin => Words(origin, scenario)))
        );

    private static string Words(FaultOrigin origin, Scenario scenario) =>
        origin.Kind == OriginKind.Change && scenario.Changes.FirstOrDefault(change => change.Id == origin.Id) is { } change
            ? $"“{change.Title}”"
            : origin.Words;

    private static string Any(IEnumerable<string> answers) => string.Join(" or ", answers.Distinct(StringComparer.Ordinal));
}
