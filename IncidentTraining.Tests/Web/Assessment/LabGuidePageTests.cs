using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment.Guides;

namespace IncidentTraining.Tests.Web.Assessment;

/// <summary>The page with a lab's causes: refused, and with a single cause, several, and healthy ones.</summary>
public sealed class LabGuidePageTests : PortalPageTest
{
    public LabGuidePageTests()
        : base(new LabBench().Portal) { }

    [Fact]
    public async Task A_trainee_is_refused_and_has_no_way_to_it_while_staff_have()
    {
        await SignInAsync("demo-trainee-1");
        Assert.Empty((await LinkAsync("demo-trainee-1", LabBench.Lab4)).FindAll("a"));
        var refused = Causes(LabBench.Lab4);
        Assert.Contains("staff", refused.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("worker", refused.Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Staff_come_from_the_labs_and_read_causes_looks_and_repairs()
    {
        await SignInAsync("demo-facilitator");
        Assert.NotNull((await LinkAsync("demo-facilitator", LabBench.Lab4)).Find($"a[href='/labs/{LabBench.Lab4}/causes']"));
        Assert.Empty((await LinkAsync("demo-facilitator", "lab-6-post-incident-review")).FindAll("a"));

        var page = Causes(LabBench.Lab4);
        Assert.Equal("Causes: Lab 4: Worker Failure Incident", page.Find("h1").TextContent);
        var poison = page.Find("[data-testid=cause-poison-job]");
        Assert.Contains("quarantine-job job=(the job that does the damage)", poison.TextContent, StringComparison.Ordinal);
        Assert.Equal(10, poison.QuerySelectorAll("ol li").Length);
        Assert.Contains("Queue & workers", poison.TextContent, StringComparison.Ordinal);
        Assert.Equal(page.FindAll("[data-testid=causes] tbody tr").Count, page.FindAll(".guide-cause").Count);
        Assert.Equal($"/labs/{LabBench.Lab4}/causes#poison-job", page.Find("[data-testid=causes] a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_second_act_and_a_healthy_shop_say_so()
    {
        await SignInAsync("demo-instructor");
        Assert.Contains("after the first repair", Causes(LabBench.Lab5).Markup, StringComparison.Ordinal);
        var night = Causes("on-call-night");
        Assert.Contains("There is no incident; shown by", night.Markup, StringComparison.Ordinal);
        Assert.Contains("nothing to repair", night.Markup, StringComparison.Ordinal);
        Assert.Contains("One cause.", Causes("first-incident").Markup, StringComparison.Ordinal);
        Assert.Contains(
            "It happened before",
            Causes("on-call-outages").Find("[data-testid=cause-runaway-filter]").TextContent,
            StringComparison.Ordinal
        );
    }

    /// <summary>What the list of labs shows next to a lab; a browser test checks which parts it shows.</summary>
    private async Task<IRenderedComponent<LabGuideLink>> LinkAsync(string userName, string pageId)
    {
        var actor = await Portal.ActorAsync(userName);
        var own = Assert.Single(await Get<MyClasses>().RunAsync(actor, Ct));
        return Render<LabGuideLink>(link => link.Add(one => one.Actor, actor).Add(one => one.Class, own).Add(one => one.PageId, pageId));
    }

    private IRenderedComponent<LabGuidePage> Causes(string pageId) =>
        Open<LabGuidePage>($"/labs/{pageId}/causes", page => page.Add(one => one.PageId, pageId));
}
