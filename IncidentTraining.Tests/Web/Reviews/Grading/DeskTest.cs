using Bunit;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Reviews.Grading;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Web.Reviews.Grading;

/// <summary>A runbook at the grading desk, on the real use cases.</summary>
public abstract class DeskTest : PortalPageTest
{
    protected DeskTest()
        : this(new Writing()) { }

    private DeskTest(Writing writer)
        : base(writer.Factory) => Writer = writer;

    protected Writing Writer { get; }

    protected Rubric Rubric => Get<Rubrics>().Find("runbook")!;

    protected async Task<Guid> OpenAsync()
    {
        await SignInAsync(Writing.Instructor);
        return await Writer.SubmittedAsync("runbook");
    }

    protected IRenderedComponent<GradingDesk> Desk(Guid id) => Open<GradingDesk>($"/reviews/{id}", p => p.Add(page => page.DocumentId, id));

    protected static string State(IRenderedComponent<GradingDesk> page) => page.Find("[data-testid=save-state]").GetAttribute("data-kind")!;

    protected static string Total(IRenderedComponent<GradingDesk> page) => page.Find("[data-testid=total]").TextContent;

    protected static Task TypeAsync(IRenderedComponent<GradingDesk> page, string field, string text) =>
        page.Find($"[data-testid={field}]").InputAsync(new() { Value = text });

    protected Task ChooseAsync(IRenderedComponent<GradingDesk> page, int criterion, int level) =>
        page.Find($"[data-testid=level-{Rubric.Criteria[criterion].Id}-{level}]").ChangeAsync(new() { Value = $"{level}" });

    protected AngleSharp.Dom.IElement Button(string words) =>
        Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == words);

    protected async Task<GradingView> StoredAsync(Guid id) =>
        (await Get<OpenForGrading>().RunAsync(await Portal.ActorAsync(Writing.Instructor), id, Ct)).Value;

    protected async Task SaveAsync(Guid id, string summary) =>
        Assert.True(
            (
                await Get<SaveReview>()
                    .RunAsync(await Portal.ActorAsync(Writing.Instructor), new(id, 0, ReviewNotes.None with { Summary = summary }), Ct)
            )
                .Value
                .Saved
        );

    protected async Task<IReadOnlyList<Guid>> HeldAsync()
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Set<ReviewHold>().Select(hold => hold.DocumentId).ToListAsync(Ct);
    }

    protected async Task<ReviewDecision> DecisionAsync(Guid id)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return (await db.Set<Review>().SingleAsync(review => review.DocumentId == id, Ct)).Decision;
    }

    protected static async Task WaitAsync(Func<Task> assertion)
    {
        for (var left = 50; ; left--)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (left > 0)
            {
                await Task.Delay(20, Ct);
            }
        }
    }
}
