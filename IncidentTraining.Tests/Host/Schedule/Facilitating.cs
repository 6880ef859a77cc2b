using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Schedule;

/// <summary>A facilitator's actions in a test: the real use cases of a portal, on the demonstration class.</summary>
internal sealed class Facilitating(PortalFactory portal, Actor actor, Guid cohortId)
{
    public const string Lab1 = "lab-1-high-latency";
    public const string Lab2 = "lab-2-payment-failure";
    public const string Lab7 = "lab-7-incident-communication";

    public Guid CohortId { get; } = cohortId;

    public static async Task<Facilitating> OfAsync(PortalFactory portal, string userName = "demo-facilitator") =>
        new(portal, await portal.ActorAsync(userName), await portal.CohortIdAsync());

    public Task<Outcome> StartAsync(string activityId) => Get<StartActivity>().RunAsync(actor, new(CohortId, activityId));

    public async Task<Outcome> PauseAsync(string activityId) => await Get<PauseActivity>().RunAsync(actor, await StepAsync(activityId));

    public async Task<Outcome> ResumeAsync(string activityId) => await Get<ResumeActivity>().RunAsync(actor, await StepAsync(activityId));

    public async Task<Outcome> ExtendAsync(string activityId) => await Get<ExtendActivity>().RunAsync(actor, await StepAsync(activityId));

    public async Task<Outcome> FinishAsync(string activityId) => await Get<FinishActivity>().RunAsync(actor, await StepAsync(activityId));

    public Task<Outcome> AnnounceAsync(string text) => Get<Announce>().RunAsync(actor, new(CohortId, text));

    public async Task<ClassDay> DayAsync() => (await Get<ReadDay>().RunAsync(actor, CohortId)).Value;

    public async Task<ClassActivity> ActivityAsync(string activityId) =>
        (await DayAsync()).Sessions.SelectMany(session => session.Activities).Single(activity => activity.Id == activityId);

    public async Task<ActivityStep> StepAsync(string activityId) => new(CohortId, activityId, (await ActivityAsync(activityId)).Version);

    public T Get<T>()
        where T : notnull => portal.Services.GetRequiredService<T>();
}
