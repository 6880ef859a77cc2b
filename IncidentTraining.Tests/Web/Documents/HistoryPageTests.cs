using Bunit;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>The history of a document on the real use cases: versions, comparisons, and a restore.</summary>
public sealed class HistoryPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public HistoryPageTests()
        : this(new Writing()) { }

    private HistoryPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_stranger_is_refused_and_sees_no_version()
    {
        var id = await WrittenAsync("first words");
        await SignInAsync(Writing.OtherTrainee);
        var page = History(id);
        Assert.Contains("cannot be shown", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(".history-lines"));
    }

    [Fact]
    public async Task A_new_document_has_one_version_and_nothing_to_compare()
    {
        var id = await _writing.BeginAsync();
        await SignInAsync(Writing.Author);
        var page = History(id);
        Assert.Single(page.FindAll(".history-lines li"));
        Assert.Empty(page.FindAll("[data-testid=compare-earlier], [data-testid=restore]"));
    }

    [Fact]
    public async Task Two_versions_are_chosen_and_compared_whatever_their_order()
    {
        var id = await WrittenAsync("first words", "second words", "third words");
        await SignInAsync(Writing.Author);
        var page = History(id, "?version=2");
        Assert.Contains("first words", page.Find("[data-testid=diff-summary] ins").TextContent);

        await page.Find("[data-testid=compare-earlier]").ChangeAsync(new() { Value = "4" });
        Assert.EndsWith("?version=4&against=2", Address, StringComparison.Ordinal);
        page = History(id, "?version=4&against=2");
        Assert.Equal("From version 2 to version 4.", page.Find("[data-testid=compared]").TextContent);
        Assert.Contains("third", page.Find("[data-testid=diff-summary] ins").TextContent);
        Assert.Contains("first", page.Find("[data-testid=diff-summary] del").TextContent);
        Assert.DoesNotContain("second", page.Find("[data-testid=diff-summary]").TextContent);
        Assert.Empty(page.FindAll(".history-views [aria-current]"));
    }

    [Fact]
    public async Task A_version_that_does_not_exist_is_refused_above_the_list()
    {
        var id = await WrittenAsync("first words");
        await SignInAsync(Writing.Author);
        var page = History(id, "?version=9");
        Assert.Contains("There is no such version.", page.Find("[role=alert]").TextContent);
        Assert.Equal(2, page.FindAll(".history-lines li").Count);
    }

    [Fact]
    public async Task A_text_saved_meanwhile_appears_and_an_earlier_version_is_restored_over_it()
    {
        var id = await WrittenAsync("first words", "second words");
        await SignInAsync(Writing.Author);
        var page = History(id, "?version=2");
        Assert.Equal(3, page.FindAll(".history-lines li").Count);
        _writing.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.True((await _writing.SaveAsync(id, Writing.Body("third words"))).Succeeded);
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".history-lines li").Count));

        await page.Find("[data-testid=restore]").ClickAsync(new());
        Assert.Equal($"/documents/{id}", Address);
        Assert.Equal("first words", (await _writing.ReadAsync(id)).Body.Section("summary").Text);
    }

    [Fact]
    public async Task The_current_version_and_a_submitted_document_cannot_be_restored()
    {
        var id = await WrittenAsync("first words");
        await SignInAsync(Writing.Author);
        Assert.Empty(History(id, "?version=2").FindAll("[data-testid=restore]"));
        var page = History(id, "?version=1");
        Assert.Equal("Restore version 1", page.Find("[data-testid=restore]").TextContent);
        await _writing.SubmitAsync(id);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=restore]")));
    }

    [Fact]
    public async Task A_co_writer_sees_that_it_was_submitted_as_the_author_does()
    {
        var id = await WrittenAsync("first words");
        var (author, mate) = (await _writing.ActorAsync(), await SignInAsync(Writing.OtherTrainee));
        Assert.True((await Get<WriteTogether>().InviteAsync(author, id, mate.PersonId, Ct)).Succeeded);
        var page = History(id, "?version=1");
        Assert.NotNull(page.Find("[data-testid=restore]"));
        await _writing.SubmitAsync(id);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=restore]")));
    }

    private IRenderedComponent<HistoryPage> History(Guid id, string query = "") =>
        Open<HistoryPage>($"/documents/{id}/history{query}", p => p.Add(page => page.Id, id));

    /// <summary>A document with one version for each text; texts half an hour apart never form one version.</summary>
    private async Task<Guid> WrittenAsync(params string[] texts)
    {
        var id = await _writing.BeginAsync();
        foreach (var text in texts)
        {
            _writing.Time.Advance(TimeSpan.FromMinutes(30));
            Assert.True((await _writing.SaveAsync(id, Writing.Body(text))).Value.Saved);
        }

        return id;
    }
}
