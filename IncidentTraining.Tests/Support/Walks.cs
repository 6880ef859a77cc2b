using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.RunbookTrials;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Support;

/// <summary>A classmate's run of a runbook: a page with a long text that is sent once.</summary>
internal static class Walks
{
    public const string Author = "demo-trainee-1";

    /// <summary>Offers a runbook of the author's, begins it as the walker, and returns the address of the page.</summary>
    public static async Task<string> BeginAsync(PortalFactory portal, string walker)
    {
        T Get<T>()
            where T : notnull => portal.Services.GetRequiredService<T>();
        var (author, ct) = (await portal.ActorAsync(Author), TestContext.Current.CancellationToken);
        var id = (await Get<StartDocument>().RunAsync(author, new(await portal.CohortIdAsync(), "runbook"), ct)).Value;
        var body = new DocumentBody(
            "A runbook",
            new Dictionary<string, SectionBody> { ["steps"] = new("note Look at the dashboard\nnote Tell support") }
        );
        Assert.True((await Get<SaveDraft>().RunAsync(author, new(id, 1, body), ct)).Succeeded);
        Assert.True((await Get<OfferRunbook>().RunAsync(author, id, true, ct)).Succeeded);
        return $"/runbook-runs/{(await Get<WalkRunbook>().BeginAsync(await portal.ActorAsync(walker), id, null, ct)).Value}";
    }
}
