using Bunit;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.Response;
using IncidentTraining.Web.Features.Assessment;
using IncidentTraining.Web.Features.Assessment.OtherCourse;
using IncidentTraining.Web.Features.Assessment.Results;
using IncidentTraining.Web.Features.Drills;
using IncidentTraining.Web.Features.Response.Board;
using IncidentTraining.Web.Features.Response.Parts;
using IncidentTraining.Web.Features.Response.Sides;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.LongTexts;

// The fields of the lab, and of what is written about its run.
public sealed partial class CircuitFieldsTests
{
    // The field's own script sends, and puts a refused text back; LongTextInTheBrowserTests see it there.
    private async Task SayAsync()
    {
        var channel = Show<ChannelSide>(await StartAsync());
        Assert.False(await channel.InvokeAsync(() => ((ChannelSide)channel.Instance).SendAsync(LongText.Text)));
        Assert.Contains("at most 2000 characters", channel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private async Task CorrectionAsync()
    {
        var trainee = await StartAsync();
        Assert.True((await trainee.TypeAsync("The pool is empty.")).Succeeded);
        var channel = Show<ChannelSide>(trainee);
        await channel.FindAll("button").First(button => button.TextContent == "Correct").ClickAsync(new());
        await KeptAsync(channel, "correction", "form", "at most 2000 characters");
    }

    private async Task SeverityAsync()
    {
        var trainee = await StartAsync();
        var panel = Show<IncidentPanel>(trainee);
        await panel.Find("[data-testid=severity-p1]").ChangeAsync(new() { Value = "P1" });
        await KeptAsync(panel, "severity-reason", "[data-testid=severity-form] form", "at most 500 characters");
    }

    private async Task UpdateAsync()
    {
        var trainee = await StartAsync();
        var panel = Show<IncidentPanel>(trainee);
        await KeptAsync(panel, "update-text", "[data-testid=update-form] form", "at most 2000 characters");
        await panel.Find("[data-testid=update-draft]").ClickAsync(new());
        AssertKept(panel, "[data-testid=update-text]", "at most 2000 characters");
    }

    private async Task DiagnosisAsync()
    {
        var panel = Show<IncidentPanel>(await StartAsync());
        await panel.Find("[data-testid=diagnosis-none]").ChangeAsync(new() { Value = true });
        await KeptAsync(panel, "diagnosis-sentence", "[data-testid=diagnosis-form]", "at most 500 characters");
    }

    private async Task SummaryAsync()
    {
        var trainee = await ResolvedAsync();
        await KeptAsync(Show<IncidentPanel>(trainee), "summary-text", "[data-testid=document-form] form", "at most 4000 characters");
    }

    private async Task CorrectionOfResultAsync()
    {
        var trainee = await _bench.StartAsync("demo-trainee-3");
        await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        Assert.True((await trainee.ActAsync("run-smoke-tests")).Succeeded);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var result = (await trainee.AfterActionAsync()).Value.Result!;
        var instructor = await _bench.Portal.ActorAsync("demo-instructor");
        var card =
            (IRenderedComponent<IComponent>)
                Render<CorrectionCard>(p =>
                    p.Add(c => c.Result, result).Add(c => c.RunId, trainee.RunId).Add(c => c.Actor, instructor).Add(c => c.MayCorrect, true)
                );
        await card.Find("[data-testid=correction-reason]").ChangeAsync(new() { Value = LongText.Text });
        await card.Find("form").SubmitAsync(EventArgs.Empty);
        AssertKept(card, "[data-testid=correction-reason]", "at most 1000 characters");
    }

    private async Task WhatIfTimeAsync()
    {
        var trainee = await _bench.StartAsync("demo-trainee-3");
        await _bench.LiveAsync(TimeSpan.FromSeconds(5));
        Assert.True((await trainee.ActAsync("shed-traffic", ("percent", "10"))).Succeeded);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var axis =
            (IRenderedComponent<IComponent>)
                Render<WhatIfReplay>(p =>
                    p.Add(c => c.RunId, trainee.RunId)
                        .Add(c => c.Actor, trainee.Actor)
                        .Add(c => c.Length, TimeSpan.FromMinutes(1))
                        .Add(c => c.At, TimeSpan.Zero)
                        .Add(c => c.Events, [])
                );
        await axis.Find("[data-testid^=action-mark-]").ClickAsync(new());
        await axis.Find("[data-testid=what-if-time]").ChangeAsync(new() { Value = LongText.Text });
        await axis.Find("form").SubmitAsync(EventArgs.Empty);
        AssertKept(axis, "[data-testid=what-if-time]", "Enter a time within the run");
    }

    private async Task DebriefAsync()
    {
        var trainee = await _bench.StartAsync("demo-trainee-3");
        Assert.Null((await trainee.FinishAsync()).Refusal);
        Assert.Null((await _bench.Get<HoldDebrief>().BeginAsync(trainee.Actor, trainee.RunId, Ct)).Refusal);
        var view = await trainee.ViewAsync();
        var card = (IRenderedComponent<IComponent>)Render<DebriefCard>(p => p.Add(c => c.View, view).Add(c => c.Actor, trainee.Actor));
        await card.Find("[data-testid=debrief-text]").ChangeAsync(new() { Value = LongText.Text });
        foreach (var button in (string[])["debrief-save", "debrief-next"])
        {
            await card.Find($"[data-testid={button}]").ClickAsync(new());
            AssertKept(card, "[data-testid=debrief-text]", "at most 4000 characters");
        }
    }

    private async Task DrillAsync(string field, string button)
    {
        var actor = await _bench.Portal.ActorAsync("demo-trainee-3");
        var drill = await _bench
            .Get<StartDrill>()
            .RunAsync(actor, new(await _bench.Portal.CohortIdAsync(), "lab-7-incident-communication"), Ct);
        var view = (await _bench.Get<ReadDrill>().RunAsync(actor, drill.Value, Ct)).Value;
        await SignInAsync("demo-trainee-3");
        Render<MudBlazor.MudPopoverProvider>();
        IRenderedComponent<IComponent> part;
        if (field == "drill-say")
        {
            part = (IRenderedComponent<IComponent>)Render<DrillLog>(p => p.Add(c => c.View, view).Add(c => c.Actor, actor));
        }
        else
        {
            var form = Render<DrillUpdateForm>(p => p.Add(c => c.View, view).Add(c => c.Actor, actor).Add(c => c.OnAudience, _ => { }));
            var stage = form.FindComponent<MudBlazor.MudSelect<UpdateStage?>>();
            await form.InvokeAsync(() => stage.Instance.ValueChanged.InvokeAsync(UpdateStage.Investigating));
            part = (IRenderedComponent<IComponent>)form;
        }

        await part.Find($"[data-testid={field}]").ChangeAsync(new() { Value = LongText.Text });
        await part.Find($"[data-testid={button}]").ClickAsync(new());
        AssertKept(part, $"[data-testid={field}]", "at most 2000 characters");
    }

    private async Task InjectAsync(string field)
    {
        await StartAsync();
        await SignInAsync("demo-facilitator");
        var board = (IRenderedComponent<IComponent>)Render<BoardPage>();
        await board.Find("[data-testid=inject-text]").ChangeAsync(new() { Value = "Is anybody there?" });
        await KeptAsync(board, field, "form", field == "inject-from" ? "at most 100 characters" : "at most 2000");
    }
}
