using Bunit;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents;
using MudBlazor;
using MudBlazor.Extensions;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>Templates with the values of a run, on the real use cases.</summary>
public sealed class MessagesPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public MessagesPageTests()
        : this(new Writing()) { }

    private MessagesPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_stranger_is_refused()
    {
        var id = await WriteAsync("{responder} has it.");
        await SignInAsync(Writing.OtherTrainee);
        var page = Show(id);
        Assert.Contains("These messages cannot be shown", page.Find("h1").TextContent);
        Assert.DoesNotContain("has it.", page.Markup);
    }

    [Fact]
    public async Task Without_a_run_the_page_says_what_is_missing_and_a_run_that_is_started_fills_the_messages()
    {
        var id = await WriteAsync("We are on it. {responder} {colour}");
        var author = await SignInAsync(Writing.Author);
        var page = Show(id);
        Assert.NotNull(page.Find("[data-testid=no-runs]"));
        var run = await StartAsync(author);
        page.WaitForAssertion(() => Assert.Contains("We are on it.", page.Find("[data-testid=rendered-status-update]").TextContent));
        Assert.Contains("This run has no value for", page.Find("[data-testid=rendered-status-update] .refusal").TextContent);
        Assert.Equal(run, page.FindComponent<MudSelect<Guid?>>().Instance.GetState(state => state.Value));
        Assert.Empty(page.FindAll("[data-testid=no-runs]"));

        // Text that the author writes in another window appears automatically.
        Assert.True((await _writing.SaveAsync(id, Body("It is over."))).Succeeded);
        page.WaitForAssertion(() => Assert.Contains("It is over.", page.Find("[data-testid=rendered-status-update]").TextContent));
    }

    [Fact]
    public async Task A_document_without_text_says_what_to_do()
    {
        var id = await WriteAsync("");
        var author = await SignInAsync(Writing.Author);
        await StartAsync(author);
        Assert.NotNull(Show(id).Find("[data-testid=no-messages]"));
    }

    [Fact]
    public async Task Another_run_is_chosen_and_is_in_the_address()
    {
        var id = await WriteAsync("We are on it.");
        var author = await SignInAsync(Writing.Author);
        var first = await StartAsync(author);
        Assert.Null((await Get<FinishRun>().RunAsync(author, first, Ct)).Refusal);
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        await StartAsync(author);
        var page = Show(id);
        Assert.NotEqual(first, page.FindComponent<MudSelect<Guid?>>().Instance.GetState(state => state.Value));
        await page.InvokeAsync(() => page.FindComponent<MudSelect<Guid?>>().Instance.ValueChanged.InvokeAsync(first));
        Assert.EndsWith($"?run={first}", Address, StringComparison.Ordinal);
        Assert.Equal(first, Show(id, $"?run={first}").FindComponent<MudSelect<Guid?>>().Instance.GetState(state => state.Value));
        var unknown = Show(id, $"?run={id}");
        Assert.NotEmpty(unknown.Find(".refusal").TextContent);
        Assert.Empty(unknown.FindAll("[data-testid^=rendered-]"));
    }

    private static DocumentBody Body(string text) => new("Messages", new Dictionary<string, SectionBody> { ["status-update"] = new(text) });

    private IRenderedComponent<MessagesPage> Show(Guid id, string query = "") =>
        Open<MessagesPage>($"/documents/{id}/rendered{query}", p => p.Add(page => page.Id, id));

    private async Task<Guid> StartAsync(IncidentTraining.Core.People.Actor actor) =>
        (await Get<StartLabRun>().RunAsync(actor, new(await Portal.CohortIdAsync(), "lab-1-high-latency"), Ct)).Value;

    private async Task<Guid> WriteAsync(string text)
    {
        var id = await _writing.BeginAsync("communication");
        Assert.True((await _writing.SaveAsync(id, Body(text))).Succeeded);
        return id;
    }
}
