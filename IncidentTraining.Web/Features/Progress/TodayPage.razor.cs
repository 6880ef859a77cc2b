using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Progress;

/// <summary>
/// A trainee's home page: current and next activities, returned documents, and progress. Staff see links to their pages next to the plan.
/// </summary>
public partial class TodayPage
{
    private static readonly IReadOnlySet<string> NothingRead = new HashSet<string>();

    private ClassDay? _day;
    private TraineeProgress? _progress;
    private Refusal? _refusal;
    private ClassRole? _role;
    private string _className = "";

    [Inject]
    public required Viewer Viewer { get; init; }

    [Inject]
    public required ReadDay ReadDay { get; init; }

    [Inject]
    public required MyProgress MyProgress { get; init; }

    protected override async Task OnInitializedAsync()
    {
        var viewer = await Viewer.GetAsync();
        if (viewer.Class is not { } cohort)
        {
            _refusal = viewer.NoClass;
            return;
        }

        (_className, _role) = (cohort.Name, cohort.Role);
        var day = await ReadDay.RunAsync(viewer.Actor, cohort.CohortId);
        (_day, _refusal) = (day.ValueOrDefault, day.Refusal);
        if (_role is ClassRole.Trainee)
        {
            _progress = (await MyProgress.RunAsync(viewer.Actor, cohort.CohortId)).ValueOrDefault;
        }
    }
}
