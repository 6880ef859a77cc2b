using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Web.Reviews;

/// <summary>The review queue on the real use cases: its states, its order, and its changes while it is open.</summary>
public sealed class QueuePageTests : PortalPageTest
{
    private readonly Writing _writing;

    public QueuePageTests()
        : this(new Writing()) { }

    private QueuePageTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Fact]
    public async Task Who_is_no_instructor_is_refused()
    {
        await _writing.SubmittedAsync();
        await SignInAsync(Facilitator);
        var page = Open<QueuePage>("/reviews");
        Assert.Contains("for class instructors", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=queue]"));
    }

    [Fact]
    public async Task An_empty_queue_says_that_documents_appear_by_themselves_and_they_do()
    {
        await SignInAsync(Writing.Instructor);
        var page = Open<QueuePage>("/reviews");
        Assert.Contains("The review queue is empty", page.Find("[data-testid=queue-empty]").TextContent);
        var id = await _writing.SubmittedAsync("runbook");
        page.WaitForAssertion(() => Assert.Equal($"/reviews/{id}", page.Find($"[data-testid=waiting-{id}] a").GetAttribute("href")));
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        page.WaitForElement("[data-testid=queue-empty]");
    }

    [Fact]
    public async Task The_longest_waiting_comes_first_and_a_kind_and_an_order_in_the_address_change_that()
    {
        await SignInAsync(Writing.Instructor);
        var first = await _writing.SubmittedAsync("runbook");
        _writing.Time.Advance(TimeSpan.FromMinutes(90));
        var second = await _writing.SubmittedAsync("pir");
        var page = Open<QueuePage>("/reviews");
        Assert.Equal([first, second], Waiting(page));
        Assert.Contains("2 h", page.Find($"[data-testid=waiting-{first}]").Closest("tr")!.TextContent);

        page = Open<QueuePage>("/reviews?sort=-SubmittedAt");
        page.WaitForAssertion(() => Assert.Equal([second, first], Waiting(page)));
        page = Open<QueuePage>("/reviews?kind=runbook");
        Assert.Equal([first], Waiting(page));
        page = Open<QueuePage>("/reviews?kind=playbook");
        Assert.Equal("There are no documents of this kind in the queue.", page.Find("[data-testid=queue-empty]").TextContent);
    }

    private static List<Guid> Waiting(IRenderedComponent<IComponent> page) =>
        [
            .. page.FindAll("[data-testid=queue] [data-testid^=waiting-]")
                .Select(cell => Guid.Parse(cell.GetAttribute("data-testid")!["waiting-".Length..])),
        ];
}
