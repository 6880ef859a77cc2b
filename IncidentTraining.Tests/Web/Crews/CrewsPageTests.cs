using Bunit;
using IncidentTraining.Core.Crews;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Crews;

namespace IncidentTraining.Tests.Web.Crews;

/// <summary>The page on which the staff form crews, when another facilitator changes them meanwhile.</summary>
public sealed class CrewsPageTests : PortalPageTest
{
    private Guid _cohort;
    private List<Guid> _people = [];

    [Fact]
    public async Task To_let_trainees_form_crews_anyway_drops_the_crews_and_not_only_shows_them()
    {
        var page = await BehindAsync();
        await page.Find("[data-testid=clear-crews]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("has changed the crews in the meantime", page.Find("[role=alert]").TextContent));
        Assert.Equal("Let trainees form crews anyway", page.Find("[data-testid=keep-instead]").TextContent);
        await page.Find("[data-testid=keep-instead]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Trainees now form their own crews.", page.Find("[data-testid=crews-said]").TextContent));
        Assert.Empty((await BoardAsync()).Crews);
    }

    [Fact]
    public async Task To_keep_mine_instead_keeps_the_crews_that_were_refused()
    {
        var page = await BehindAsync();
        await page.Find("[data-testid=keep-crews]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Keep mine instead", page.Find("[data-testid=keep-instead]").TextContent));
        await page.Find("[data-testid=keep-instead]").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.StartsWith("The crews are saved.", page.Find("[data-testid=crews-said]").TextContent, StringComparison.Ordinal)
        );
        Assert.Equal([_people[0], _people[2]], (await BoardAsync()).Crews.Single().Order());
    }

    [Fact]
    public async Task The_rules_for_crews_are_off_at_first_and_count_as_soon_as_they_are_chosen()
    {
        _cohort = await Portal.CohortIdAsync();
        await SignInAsync(Facilitator);
        var page = Open<CrewsPage>($"/class/{_cohort}/crews", one => one.Add(crews => crews.CohortId, _cohort));
        Assert.Equal(CrewRules.Usual, (await BoardAsync()).Rules);
        Assert.All((string[])["commander-acts", "hands-over"], box =>
            Assert.False(page.WaitForElement($"[data-testid={box}]").HasAttribute("checked"))
        );
        await page.Find("[data-testid=commander-acts]").ChangeAsync(new() { Value = true });
        page.WaitForAssertion(() => Assert.True(page.Find("[data-testid=commander-acts]").HasAttribute("checked")));
        await page.Find("[data-testid=hands-over]").ChangeAsync(new() { Value = true });
        Assert.Equal(new CrewRules(true, true), (await BoardAsync()).Rules);
        await page.Find("[data-testid=commander-acts]").ChangeAsync(new() { Value = false });
        Assert.Equal(new CrewRules(false, true), (await BoardAsync()).Rules);
    }

    /// <summary>A page on which the second person was taken out of the crew of all three, before another facilitator made two
    /// crews.</summary>
    private async Task<IRenderedComponent<CrewsPage>> BehindAsync()
    {
        _cohort = await Portal.CohortIdAsync();
        _people = [.. (await BoardAsync()).Candidates.Select(person => person.PersonId).Order()];
        var ada = await Portal.ActorAsync(Administrator);
        Assert.True((await Get<FormCrews>().KeepAsync(ada, _cohort, new(0, CrewMethod.Hand, [_people]), Ct)).Succeeded);

        await SignInAsync(Facilitator);
        var page = Open<CrewsPage>($"/class/{_cohort}/crews", one => one.Add(crews => crews.CohortId, _cohort));
        var name = (await BoardAsync()).Candidates.Single(person => person.PersonId == _people[1]).Name;
        await page.WaitForElement($"select[aria-label='Crew of {name}']").ChangeAsync(new() { Value = "0" });
        page.WaitForElement("[data-testid=crews-preview]");

        Assert.True(
            (
                await Get<FormCrews>()
                    .KeepAsync(
                        ada,
                        _cohort,
                        new(
                            1,
                            CrewMethod.Hand,
                            [
                                [_people[0]],
                                _people[1..],
                            ]
                        ),
                        Ct
                    )
            ).Succeeded
        );
        page.WaitForAssertion(() => Assert.Contains("2 crews count", page.Find("[data-testid=crews-now]").TextContent));
        return page;
    }

    private async Task<CrewBoard> BoardAsync() =>
        (await Get<FormCrews>().ReadAsync(await Portal.ActorAsync(Administrator), _cohort, Ct)).Value;
}
