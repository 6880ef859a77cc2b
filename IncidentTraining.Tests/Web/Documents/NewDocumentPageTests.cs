using Bunit;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>Creating a document, with the real use case and its rules.</summary>
public sealed class NewDocumentPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public NewDocumentPageTests()
        : this(new Writing()) { }

    private NewDocumentPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_person_without_a_class_is_told_how_to_join_one()
    {
        await SignInAsync(Administrator);
        var page = Open<NewDocumentPage>("/documents/new?kind=pir");
        Assert.Contains("You do not belong to a class yet. ", page.Find(".notice").TextContent);
        Assert.Equal("/join", page.Find("a[href='/join']").GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-testid=begin]"));
    }

    [Theory]
    [InlineData("High latency", "High latency")]
    [InlineData("", "Runbook")]
    public async Task A_kind_is_begun_with_the_title_or_with_its_own_name(string title, string expected)
    {
        await SignInAsync(Writing.Author);
        var page = Open<NewDocumentPage>("/documents/new?kind=runbook");
        Assert.Equal("/documents/import?kind=runbook", page.Find("[data-testid=import-open]").GetAttribute("href"));
        await page.Find("[data-testid=title]").InputAsync(new() { Value = title });
        await page.Find("[data-testid=begin]").ClickAsync(new());
        var begun = await _writing.ReadAsync(Guid.Parse(Address.Split('/')[^1]));
        Assert.Equal((expected, "runbook"), (begun.Body.Title, begun.Kind.Id));
    }

    [Fact]
    public async Task Enter_in_the_title_creates_the_document()
    {
        await SignInAsync(Writing.Author);
        var page = Open<NewDocumentPage>("/documents/new?kind=playbook");
        await page.Find("[data-testid=title]").InputAsync(new() { Value = "Escalation" });
        await page.Find("[data-testid=title]").KeyDownAsync(Key.Enter);
        page.WaitForAssertion(() => Assert.NotEqual("/documents/new?kind=playbook", Address));
        Assert.Equal("Escalation", (await _writing.ReadAsync(Guid.Parse(Address.Split('/')[^1]))).Body.Title);
    }

    [Fact]
    public async Task A_title_that_is_too_long_is_refused_beside_the_field_and_stays_in_it()
    {
        await SignInAsync(Writing.Author);
        var page = Open<NewDocumentPage>("/documents/new?kind=runbook");
        await FillAsync(page, new string('t', DocumentBody.LongestTitle + 1));
        page.WaitForAssertion(() =>
            Assert.Contains("at most 200 characters", page.Find(".mud-input-error.mud-input-helper-text").TextContent)
        );
        Assert.Equal(DocumentBody.LongestTitle + 1, page.Find("[data-testid=title]").GetAttribute("value")!.Length);
        Assert.Empty(await Get<MyDocuments>().RunAsync(await _writing.ActorAsync(), await Portal.CohortIdAsync(), Ct));

        await FillAsync(page, new string('t', DocumentBody.LongestTitle));
        Assert.Single(await Get<MyDocuments>().RunAsync(await _writing.ActorAsync(), await Portal.CohortIdAsync(), Ct));
    }

    [Fact]
    public async Task Without_a_kind_in_the_address_one_is_chosen_on_the_page()
    {
        await SignInAsync(Writing.Author);
        var page = Open<NewDocumentPage>("/documents/new");
        Assert.Equal("New document", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=import-open]"));
        await page.InvokeAsync(() => page.FindComponent<MudSelect<string>>().Instance.ValueChanged.InvokeAsync("communication"));
        await page.Find("[data-testid=begin]").ClickAsync(new());
        Assert.Equal("communication", (await _writing.ReadAsync(Guid.Parse(Address.Split('/')[^1]))).Kind.Id);
    }

    private static async Task FillAsync(IRenderedComponent<IComponent> page, string title)
    {
        await page.Find("[data-testid=title]").InputAsync(new() { Value = title });
        await page.Find("[data-testid=begin]").ClickAsync(new());
    }
}
