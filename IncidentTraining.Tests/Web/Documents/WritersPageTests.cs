using Bunit;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>Who writes in a document, on the real use cases.</summary>
public sealed class WritersPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public WritersPageTests()
        : this(new Writing()) { }

    private WritersPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_stranger_is_refused()
    {
        var id = await _writing.BeginAsync();
        await SignInAsync(Writing.OtherTrainee);
        Assert.Empty(Writers(id).FindAll("[data-testid=writers], [data-testid=invite]"));
    }

    [Fact]
    public async Task A_classmate_is_chosen_added_and_removed()
    {
        var id = await _writing.BeginAsync();
        await SignInAsync(Writing.Author);
        var page = Writers(id);
        Assert.Single(Names(page));

        var thea = page.FindAll("[data-testid=person] option").Single(option => option.TextContent == "Thea Novak").GetAttribute("value");
        await page.Find("[data-testid=person]").ChangeAsync(new() { Value = thea });
        await page.Find("[data-testid=invite]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(2, Names(page).Count));
        Assert.Equal("Thea Novak can now write in this document.", page.Find("[data-testid=writers-said]").TextContent);
        Assert.DoesNotContain(page.FindAll("[data-testid=person] option"), option => option.TextContent == "Thea Novak");

        await page.Find("[data-testid=remove-writer]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Single(Names(page)));
        Assert.Contains("can no longer write", page.Find("[data-testid=writers-said]").TextContent);
    }

    [Fact]
    public async Task Adding_without_a_choice_is_refused_beside_the_field()
    {
        var id = await _writing.BeginAsync();
        await SignInAsync(Writing.Author);
        var page = Writers(id);
        await page.Find("[data-testid=invite]").ClickAsync(new());
        Assert.Equal("Choose a person from the list.", page.Find("[data-testid=person-missing]").TextContent);
        Assert.Single(Names(page));
    }

    [Fact]
    public async Task A_co_writer_sees_the_list_change_and_can_add_no_one()
    {
        var id = await _writing.BeginAsync();
        var (author, mate, third) = (
            await _writing.ActorAsync(),
            await SignInAsync(Writing.OtherTrainee),
            await _writing.ActorAsync("demo-trainee-3")
        );
        Assert.True((await Get<WriteTogether>().InviteAsync(author, id, mate.PersonId, Ct)).Succeeded);
        var page = Writers(id);
        Assert.Equal(2, Names(page).Count);
        Assert.Empty(page.FindAll("[data-testid=invite], [data-testid=remove-writer], [data-testid=everyone-writes]"));
        Assert.True((await Get<WriteTogether>().InviteAsync(author, id, third.PersonId, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal(3, Names(page).Count));
    }

    [Fact]
    public async Task When_all_trainees_write_there_is_no_field_and_after_submission_no_buttons()
    {
        var id = await _writing.BeginAsync();
        var author = await SignInAsync(Writing.Author);
        foreach (var mate in (string[])[Writing.OtherTrainee, "demo-trainee-3"])
        {
            Assert.True((await Get<WriteTogether>().InviteAsync(author, id, (await _writing.ActorAsync(mate)).PersonId, Ct)).Succeeded);
        }

        var page = Writers(id);
        Assert.NotNull(page.Find("[data-testid=everyone-writes]"));
        Assert.Equal(2, page.FindAll("[data-testid=remove-writer]").Count);
        await _writing.SubmitAsync(id);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=remove-writer]")));
    }

    private IRenderedComponent<WritersPage> Writers(Guid id) =>
        Open<WritersPage>($"/documents/{id}/writers", p => p.Add(page => page.Id, id));

    private static List<string> Names(IRenderedComponent<IComponent> page) =>
        [.. page.FindAll("[data-testid=writers] li > span").Select(name => name.TextContent.Trim())];
}
