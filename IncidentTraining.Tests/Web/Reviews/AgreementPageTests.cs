using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Agreement;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>Graders and samples, and the documents for a moderator, on the real use cases.</summary>
public sealed class AgreementPageTests : PortalPageTest
{
    private readonly Writing _writing;

    public AgreementPageTests()
        : this(new Writing()) { }

    private AgreementPageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Theory]
    [InlineData(Writing.Author)]
    [InlineData(Facilitator)]
    public async Task Who_is_no_instructor_is_refused(string userName)
    {
        await SignInAsync(userName);
        var page = Open<AgreementPage>("/reviews/agreement");
        Assert.Contains("for the instructors", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=severity]"));
    }

    [Fact]
    public async Task Before_anything_is_marked_each_part_says_that_it_is_empty()
    {
        await SignInAsync(Writing.Instructor);
        var page = Open<AgreementPage>("/reviews/agreement");
        Assert.NotNull(page.Find("[data-testid=none-twice]"));
        Assert.Contains("There are no samples yet.", page.Markup);
        Assert.Empty(page.FindAll("[data-testid=blind], [data-testid=moderate], [data-testid=gold]"));
    }

    [Fact]
    public async Task Second_marks_given_meanwhile_appear_as_agreement_and_as_a_document_for_a_moderator()
    {
        var (id, second) = await MarkedOnceAsync();
        await SignInAsync(Writing.Instructor);
        var page = Open<AgreementPage>("/reviews/agreement");
        Assert.NotNull(page.Find("[data-testid=none-twice]"));
        await MarkFarApartAsync(id, second);
        page.WaitForAssertion(() =>
            Assert.Equal("1", page.Find("[data-testid=agreement] tbody tr").QuerySelectorAll("td")[1].TextContent.Trim())
        );
        // The reader gave the first marks, so the document is listed without a link.
        Assert.Contains("you have marked it", page.Markup);
        Assert.Empty(page.FindAll("[data-testid=moderate]"));
    }

    [Fact]
    public async Task A_sample_appears_by_itself_and_leads_to_its_page()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        await SignInAsync(Writing.Instructor);
        var page = Open<AgreementPage>("/reviews/agreement");
        var sample = (await Get<SaveAsSample>().RunAsync(await _writing.ActorAsync(Writing.Instructor), id, true, Ct)).Value;
        page.WaitForAssertion(() => Assert.Equal($"/samples/{sample}", page.Find("[data-testid=gold]").GetAttribute("href")));
    }

    [Fact]
    public async Task The_moderation_list_refuses_trainees()
    {
        await SignInAsync(Writing.Author);
        var page = Open<ModerationPage>("/reviews/moderation");
        Assert.Contains("for the staff", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=to-moderate], [data-testid=nothing-to-moderate]"));
    }

    [Fact]
    public async Task Without_a_dispute_there_is_nothing_to_moderate()
    {
        await SignInAsync(Facilitator);
        Assert.NotNull(Open<ModerationPage>("/reviews/moderation").Find("[data-testid=nothing-to-moderate]"));
    }

    [Fact]
    public async Task A_dispute_appears_to_the_facilitator_who_may_decide_and_goes_when_it_is_decided()
    {
        var (id, second) = await MarkedOnceAsync();
        await SignInAsync(Facilitator);
        var page = Open<ModerationPage>("/reviews/moderation");
        await MarkFarApartAsync(id, second);
        page.WaitForAssertion(() => Assert.Equal($"/reviews/{id}/moderate", page.Find("[data-testid=moderate]").GetAttribute("href")));
        var decided = await Get<ModerateMarks>().RunAsync(await _writing.ActorAsync(Facilitator), new(id, Levels(1), "In between."), Ct);
        Assert.True(decided.Succeeded, decided.Refusal?.Message);
        page.WaitForElement("[data-testid=nothing-to-moderate]");
    }

    [Fact]
    public async Task Who_gave_one_of_the_marks_sees_a_dispute_without_a_link()
    {
        var (id, second) = await MarkedOnceAsync();
        await MarkFarApartAsync(id, second);
        await SignInAsync(Writing.Instructor);
        var page = Open<ModerationPage>("/reviews/moderation");
        Assert.Contains("You gave one of the marks", page.Find("[data-testid=to-moderate]").TextContent);
        Assert.Empty(page.FindAll("[data-testid=moderate]"));
    }

    [Fact]
    public async Task An_administrator_needs_the_class_in_the_address()
    {
        var (id, second) = await MarkedOnceAsync();
        await MarkFarApartAsync(id, second);
        await SignInAsync(Administrator);
        Assert.Contains("You do not belong to a class yet.", Open<ModerationPage>("/reviews/moderation").Markup);
        var cohortId = await Portal.CohortIdAsync();
        Assert.NotNull(
            Open<ModerationPage>($"/reviews/moderation/{cohortId}", p => p.Add(one => one.CohortId, cohortId))
                .Find("[data-testid=moderate]")
        );
    }

    private async Task<(Guid DocumentId, Actor Second)> MarkedOnceAsync()
    {
        Assert.True(
            (
                await Get<ChangeGradingRules>()
                    .RunAsync(
                        await _writing.ActorAsync(Writing.Instructor),
                        await Portal.CohortIdAsync(),
                        new GradingRules(DoubleMarkPercent: 100),
                        Ct
                    )
            ).Succeeded
        );
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return (id, await _writing.SecondInstructorAsync("Ines Duarte"));
    }

    private async Task MarkFarApartAsync(Guid id, Actor second) =>
        Assert.True((await Get<MarkBlind>().RunAsync(second, new(id, Levels(0), "Low."), Ct)).Succeeded);

    private Dictionary<string, int> Levels(int level) =>
        Get<Rubrics>().Find("runbook")!.Criteria.ToDictionary(criterion => criterion.Id, _ => level);
}
