using Bunit;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Layout;
using IncidentTraining.Web.Features.Documents;
using IncidentTraining.Web.Features.Documents.Editing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Documents;

/// <summary>The page of a document in its states, on the real use cases. The text itself is the script's.</summary>
public sealed class DocumentPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public DocumentPageTests()
        : this(new Writing()) { }

    private DocumentPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task A_stranger_is_refused_until_they_are_invited_and_is_then_sent_to_the_editor()
    {
        var id = await _writing.BeginAsync();
        var (author, mate) = (await _writing.ActorAsync(), await SignInAsync(Writing.OtherTrainee));
        var page = Show(id);
        Assert.Contains("you cannot see it", page.Find(".notice").TextContent);
        Assert.Empty(page.FindAll("[data-testid=editor], .document-read"));

        Navigation.NavigateTo("/elsewhere");
        Assert.True((await Get<WriteTogether>().InviteAsync(author, id, mate.PersonId, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal($"/documents/{id}", Address));
    }

    [Fact]
    public async Task An_own_draft_shows_its_text_what_is_done_and_what_the_checks_say_and_follows_what_is_saved()
    {
        var id = await _writing.BeginAsync();
        await _writing.SaveAsync(id, Writing.Body("It was human error."));
        await SignInAsync(Writing.Author);
        var page = Show(id);
        Assert.Equal("It was human error.", page.Find("[data-testid=text-summary]").TextContent);
        Assert.Equal(("true", "false"), (Done("summary"), Done("impact")));
        Assert.Contains("1 hint", page.Find("[data-testid=tick-summary]").TextContent);
        Assert.Equal("1 hint.", page.Find("[data-testid=checks-state]").TextContent);
        Assert.NotNull(page.Find("[data-testid=findings-summary] [data-testid=finding-blame]"));
        Assert.Equal("2", page.Find("[data-stored]").GetAttribute("data-stored"));
        Assert.Equal("", page.Find("[data-testid=writers-here]").TextContent);
        // Without its circuit nothing that needs it can be pressed; the text fields can be used at once.
        Assert.All(page.FindAll("[data-live]"), control => Assert.True(control.HasAttribute("disabled")));
        Assert.Null(page.Find("[data-testid=text-summary]").Closest("[disabled]"));

        await _writing.SaveAsync(id, new DocumentBody("T", new Dictionary<string, SectionBody> { ["impact"] = new("12 orders failed.") }));
        page.WaitForAssertion(() => Assert.Equal(("false", "true"), (Done("summary"), Done("impact"))));
        Assert.Equal("3", page.Find("[data-stored]").GetAttribute("data-stored"));
        Assert.Empty(page.FindAll("[data-testid=finding-blame]"));
        // The circuit does not touch the text: the script merges it.
        Assert.Equal("It was human error.", page.Find("[data-testid=text-summary]").TextContent);

        string? Done(string section) => page.Find($"[data-testid=tick-{section}]").GetAttribute("data-done");
    }

    [Fact]
    public async Task A_co_writer_is_named_with_the_section_in_which_they_are_and_gone_when_they_leave()
    {
        var (id, mate) = await TogetherAsync();
        await SignInAsync(Writing.Author);
        var page = Show(id);
        var presence = Get<DocumentPresence>();
        var visit = (await presence.EnterAsync(mate, id, ct: Ct)).Value;
        page.WaitForAssertion(() => Assert.Equal("Also writing here: Thea Novak.", page.Find("[data-testid=writers-here]").TextContent));
        Assert.Empty(page.FindAll(".writers-in"));
        await presence.MoveAsync(visit, "impact");
        page.WaitForAssertion(() => Assert.Equal("Here now: Thea Novak", page.Find("[data-testid=here-impact]").TextContent.Trim()));
        await presence.MoveAsync(visit, "timeline");
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-testid=here-timeline]")));
        Assert.Empty(page.FindAll("[data-testid=here-impact]"));
        await presence.LeaveAsync(visit);
        page.WaitForAssertion(() => Assert.Equal("", page.Find("[data-testid=writers-here]").TextContent));
        Assert.Empty(page.FindAll(".writers-in"));
    }

    [Fact]
    public async Task A_page_tells_the_others_that_its_person_is_there_and_no_longer_when_it_is_closed()
    {
        var (id, _) = await TogetherAsync();
        var author = await _writing.ActorAsync();
        await SignInAsync(Writing.OtherTrainee);
        var script = JSInterop.SetupModule("./Features/Documents/DocumentPage.razor.js");
        script.Mode = JSRuntimeMode.Loose;
        var page = Show(id);
        page.WaitForAssertion(() => script.VerifyInvoke("connect"));
        Assert.Equal("Thea Novak", Assert.Single((await Get<DocumentPresence>().OthersAsync(author, id, Ct)).Value).Name);
        await page.InvokeAsync(() => page.FindComponent<EditorDesk>().Instance.MoveAsync("impact"));
        Assert.Equal("impact", (await Get<DocumentPresence>().OthersAsync(author, id, Ct)).Value[0].SectionId);
        // An id that is not a section of the document is ignored.
        await page.InvokeAsync(() => page.FindComponent<EditorDesk>().Instance.MoveAsync("<b>else</b>"));
        Assert.Null((await Get<DocumentPresence>().OthersAsync(author, id, Ct)).Value[0].SectionId);
        await DisposeComponentsAsync();
        Assert.Empty((await Get<DocumentPresence>().OthersAsync(author, id, Ct)).Value);
    }

    [Fact]
    public async Task Who_is_removed_as_a_writer_is_told_so_and_the_text_stays_on_the_page()
    {
        var (id, mate) = await TogetherAsync();
        await SignInAsync(Writing.OtherTrainee);
        var page = Show(id);
        Assert.True((await Get<WriteTogether>().RemoveAsync(await _writing.ActorAsync(), id, mate.PersonId, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Contains("no longer write in this document", page.Find("[data-testid=no-writer]").TextContent));
        Assert.NotNull(page.Find("[data-testid=text-summary]"));
    }

    [Fact]
    public async Task Submitting_saves_first_and_lists_what_is_missing_with_links_to_the_sections()
    {
        var id = await _writing.BeginAsync();
        await SignInAsync(Writing.Author);
        var script = JSInterop.SetupModule("./Features/Documents/DocumentPage.razor.js");
        script.Mode = JSRuntimeMode.Loose;
        var save = script.Setup<int?>("save", _ => true);
        save.SetResult(null);
        var page = Show(id);
        Assert.Empty(page.FindAll("[data-testid=problems]"));

        await page.Find("[data-testid=submit]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("could not be saved", page.Find("[data-testid=problems]").TextContent));
        Assert.Equal(DocumentState.Draft, (await _writing.ReadAsync(id)).State);

        save.SetResult(1);
        await page.Find("[data-testid=submit]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains(
                $"/documents/{id}#section-impact",
                page.FindAll("[data-testid=problems] a").Select(link => link.GetAttribute("href"))
            )
        );
        Assert.Contains(
            $"/documents/{id}#section-action-items",
            page.FindAll("[data-testid=problems] a").Select(link => link.GetAttribute("href"))
        );

        await _writing.SaveAsync(
            id,
            Writing.Complete((await _writing.ReadAsync(id)).Kind.Sections.Select(section => section.Id), "written")
        );
        save.SetResult(2);
        await page.Find("[data-testid=submit]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("false", page.Find("[data-stored]").GetAttribute("data-open")));
        Assert.Empty(page.FindAll("[data-testid=problems]"));
        Assert.Equal(DocumentState.Submitted, (await _writing.ReadAsync(id)).State);
    }

    [Fact]
    public async Task A_submitted_document_is_read_and_shows_its_grade_when_it_is_released()
    {
        var id = await _writing.SubmittedAsync();
        await HoldGradesBackAsync();
        await SignInAsync(Writing.Author);
        var page = Show(id);
        Assert.Equal("Waiting for review", page.Find("[data-testid=document-state]").TextContent);
        Assert.Empty(page.FindAll("[data-testid=editor], [data-testid=held-back], .result"));

        await _writing.DecideAsync(id, ReviewDecision.Accepted, "Exemplary.");
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-testid=held-back]")));
        Assert.Equal("Accepted", page.Find("[data-testid=document-state]").TextContent);
        Assert.Empty(page.FindAll(".result"));

        var instructor = await _writing.ActorAsync(Writing.Instructor);
        Assert.True((await Get<ReleaseGrades>().RunAsync(instructor, await Portal.CohortIdAsync(), id, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Contains("Exemplary.", page.Find("[data-testid=result-1]").TextContent));
        Assert.Empty(page.FindAll("[data-testid=held-back]"));
    }

    [Fact]
    public async Task A_document_that_is_returned_while_it_is_read_becomes_the_editor()
    {
        var id = await _writing.SubmittedAsync();
        await SignInAsync(Writing.Author);
        var page = Show(id);
        Navigation.NavigateTo("/elsewhere");
        await _writing.DecideAsync(id, ReviewDecision.Returned);
        page.WaitForAssertion(() => Assert.Equal($"/documents/{id}", Address));
    }

    [Fact]
    public void The_notice_of_a_lost_connection_says_that_writing_goes_on()
    {
        var notice = Render<ReconnectNotice>(parameters => parameters.Add(one => one.KeepsWriting, true));
        Assert.All(notice.FindAll("#components-reconnect-modal p"), words => Assert.Contains("You can keep writing", words.TextContent));
        Assert.DoesNotContain("keep writing", Render<ReconnectNotice>().Markup);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<DocumentPage> Show(Guid id) => Open<DocumentPage>($"/documents/{id}", p => p.Add(page => page.Id, id));

    private async Task<(Guid Id, Actor Mate)> TogetherAsync()
    {
        var id = await _writing.BeginAsync();
        var mate = await _writing.ActorAsync(Writing.OtherTrainee);
        Assert.True((await Get<WriteTogether>().InviteAsync(await _writing.ActorAsync(), id, mate.PersonId, Ct)).Succeeded);
        return (id, mate);
    }

    private async Task HoldGradesBackAsync()
    {
        var (instructor, cohort) = (await _writing.ActorAsync(Writing.Instructor), await Portal.CohortIdAsync());
        var rules = (await Get<ChangeGradingRules>().ReadAsync(instructor, cohort, Ct)).Value;
        Assert.True((await Get<ChangeGradingRules>().RunAsync(instructor, cohort, rules with { ReleaseTogether = true }, Ct)).Succeeded);
    }
}
