using Bunit;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment.OtherCourse;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Assessment;

/// <summary>The what-if question on the time axis of a replay.</summary>
[Trait("Speed", "slow")]
public sealed class WhatIfReplayTests : PageTest
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    /// <summary>The shop's clock of a run that began in the middle of a second, shortly before midnight.</summary>
    private static readonly ShopClock Clock = new(new DateTime(2026, 11, 29, 23, 58, 30, 400, DateTimeKind.Utc));

    private readonly LabBench _bench = new(seed: LabBench.SeedOf(LabBench.Lab4, "locked-table"));

    public WhatIfReplayTests()
    {
        Services.AddSingleton(_bench.Get<AskWhatIf>());
        Services.AddSingleton<TimeProvider>(_bench.Time);
    }

    [Fact]
    public async Task An_action_of_the_axis_is_left_out_or_moved_and_both_courses_are_drawn_over_the_run()
    {
        var axis = await ShowAsync();
        var mark = axis.Find("[data-testid^=action-mark-]");
        Assert.Equal("false", mark.GetAttribute("aria-pressed"));
        Assert.Empty(axis.FindAll("[data-testid=what-if-slide]"));
        await mark.ClickAsync(new());
        Assert.Equal("true", axis.Find("[data-testid^=action-mark-]").GetAttribute("aria-pressed"));

        await axis.Find("[data-testid=what-if-leave-out]").ClickAsync(new());
        axis.WaitForAssertion(() => Assert.StartsWith("Without it, there would have been", Answer(axis), StringComparison.Ordinal), Enough);
        Assert.Equal(2, axis.FindAll("[data-testid=what-if-lines] svg").Count);
        foreach (var drawn in axis.FindAll("[data-testid=what-if-lines] svg"))
        {
            var lines = drawn.QuerySelectorAll("polyline").Select(line => line.GetAttribute("points")!.Split(' ')).ToList();
            Assert.Equal(2, lines.Count);
            Assert.All(lines, line => Assert.Equal(("0", "1000"), (line[0].Split(',')[0], line[^1].Split(',')[0])));
            Assert.NotEqual(lines[0][^1], lines[1][^1]);
        }

        await axis.Find("[data-testid=what-if-slide]").InputAsync(new() { Value = "60" });
        Assert.Equal(Clock.Time(TimeSpan.FromSeconds(60)), axis.Find("[data-testid=what-if-time]").GetAttribute("value"));
        await axis.Find("[data-testid=what-if-form]").SubmitAsync();
        axis.WaitForAssertion(
            () => Assert.StartsWith($"At {Clock.Time(TimeSpan.FromSeconds(60))} instead of", Answer(axis), StringComparison.Ordinal),
            Enough
        );
    }

    [Fact]
    public async Task A_time_that_is_typed_counts_only_within_the_run()
    {
        var axis = await ShowAsync();
        await axis.Find("[data-testid^=action-mark-]").ClickAsync(new());
        await axis.Find("[data-testid=what-if-time]").ChangeAsync(new() { Value = Clock.Time(TimeSpan.FromHours(-1)) });
        Assert.Contains("Enter a time within the run", axis.Markup, StringComparison.Ordinal);
        await axis.Find("[data-testid=what-if-form]").SubmitAsync();
        Assert.Empty(axis.FindAll("[data-testid=what-if-answer]"));

        await axis.Find("[data-testid=what-if-time]").ChangeAsync(new() { Value = Clock.Time(TimeSpan.FromSeconds(50)) });
        Assert.Equal("50", axis.Find("[data-testid=what-if-slide]").GetAttribute("value"));
        Assert.DoesNotContain("Enter a time within the run", axis.Markup, StringComparison.Ordinal);
        await axis.Find("[data-testid=what-if-form]").SubmitAsync();
        axis.WaitForAssertion(
            () => Assert.StartsWith($"At {Clock.Time(TimeSpan.FromSeconds(50))} instead of", Answer(axis), StringComparison.Ordinal),
            Enough
        );

        await axis.Find("[data-testid=what-if-time]").ChangeAsync(new() { Value = "soon" });
        await axis.Find("[data-testid=what-if-slide]").InputAsync(new() { Value = "61" });
        Assert.Equal(Clock.Time(TimeSpan.FromSeconds(61)), axis.Find("[data-testid=what-if-time]").GetAttribute("value"));
        Assert.DoesNotContain("Enter a time within the run", axis.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_of_the_moment_that_the_replay_shows_are_told()
    {
        var axis = await ShowAsync();
        await axis.Find("[data-testid^=action-mark-]").ClickAsync(new());
        await axis.Find("[data-testid=what-if-leave-out]").ClickAsync(new());
        axis.WaitForElement("[data-testid=what-if-now]", Enough);
        Assert.StartsWith(
            $"At {Clock.Told(TimeSpan.Zero)}: ",
            axis.Find("[data-testid=what-if-now]").TextContent,
            StringComparison.Ordinal
        );

        var shown = TimeSpan.FromSeconds(127);
        axis.Render(p => p.Add(c => c.At, shown));
        var looked = Sampling.Moments(axis.Instance.Length).Last(moment => moment <= shown);
        Assert.StartsWith($"At {Clock.Told(looked)}: ", axis.Find("[data-testid=what-if-now]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_an_action_says_that_there_is_none_to_move()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var axis = Show(trainee, TimeSpan.FromMinutes(1));
        Assert.Empty(axis.FindAll("[data-testid=action-marks]"));
        Assert.Contains("no action was taken", axis.Find("[data-testid=what-if]").TextContent, StringComparison.Ordinal);
    }

    private static string Answer(IRenderedComponent<WhatIfReplay> axis) => axis.Find("[data-testid=what-if-answer]").TextContent;

    private async Task<IRenderedComponent<WhatIfReplay>> ShowAsync()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(4));
        await trainee.RepairAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(4));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        return Show(trainee, (await trainee.ViewAsync()).Clock.Now);
    }

    private IRenderedComponent<WhatIfReplay> Show(Responder trainee, TimeSpan length) =>
        Render<WhatIfReplay>(p =>
            p.AddCascadingValue(Clock)
                .Add(c => c.RunId, trainee.RunId)
                .Add(c => c.Actor, trainee.Actor)
                .Add(c => c.Length, length)
                .Add(c => c.At, TimeSpan.Zero)
                .Add(c => c.Events, [])
                .Add(c => c.OnSeek, EventCallback<TimeSpan>.Empty)
        );

    protected override void End() => _bench.Dispose();
}
