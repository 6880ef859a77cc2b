using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Progress.Today;

/// <summary>
/// A trainee's home page: the current activity and work in progress, returned documents, and progress. Staff see links to their pages next
/// to the plan. It follows the class, the person's runs, their documents and the quiz.
/// </summary>
public partial class TodayPage
{
    private static readonly IReadOnlySet<string> NothingRead = new HashSet<string>();

    private ClassDay? _day;
    private TraineeProgress? _progress;

    [Inject]
    public required ReadDay ReadDay { get; init; }

    [Inject]
    public required MyProgress MyProgress { get; init; }

    /// <inheritdoc />
    protected override void Watch()
    {
        var cohortId = Class!.CohortId;
        ReloadOn<ScheduleChanged>(cohortId);
        ReloadOn<ClassChanged>(cohortId);
        if (Class.Role is not ClassRole.Trainee)
        {
            return;
        }

        ReloadOn<RunsOfClassChanged>(cohortId);
        ReloadOn<ActivityRunsChanged>(cohortId);
        ReloadOn<QuizChanged>(cohortId);
        ReloadOn<DocumentMoved>(Actor.PersonId);
    }

    /// <inheritdoc />
    protected override async Task ReloadAsync()
    {
        var day = await ReadDay.RunAsync(Actor, Class!.CohortId);
        (_day, Refusal) = (day.ValueOrDefault, day.Refusal);
        if (Class.Role is ClassRole.Trainee)
        {
            _progress = (await MyProgress.RunAsync(Actor, Class.CohortId)).ValueOrDefault;
        }
    }
}
