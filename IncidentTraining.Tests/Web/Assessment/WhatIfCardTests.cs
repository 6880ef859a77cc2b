using Bunit;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment.OtherCourse;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Assessment;

/// <summary>The what-if question on the page.</summary>
public sealed class WhatIfCardTests : PageTest
{
    private readonly LabBench _bench = new(seed: LabBench.SeedOf(LabBench.Lab4, "locked-table"));

    public WhatIfCardTests() => Services.AddSingleton(_bench.Get<AskWhatIf>());

    [Fact]
    public async Task An_action_is_moved_by_the_values_that_the_page_offers()
    {
        var trainee = await _bench.StartAsync(lab: LabBench.Lab4);
        await _bench.LiveAsync(await _bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(2));
        await trainee.RepairAsync();
        await _bench.LiveAsync(TimeSpan.FromMinutes(4));
        Assert.Null((await trainee.FinishAsync()).Refusal);
        var view = await trainee.ViewAsync();
        var card = Render<WhatIfCard>(p => p.AddCascadingValue(view.ShopClock).Add(c => c.View, view).Add(c => c.Actor, trainee.Actor));
        await card.Find("[data-testid=what-if-open]").ClickAsync(new());
        Assert.Empty(card.FindAll("[data-testid=what-if-at]"));

        var moved = card.Find("[data-testid=what-if-how] option:last-child").GetAttribute("value");
        await card.Find("[data-testid=what-if-how]").ChangeAsync(new() { Value = moved });
        await card.Find("[data-testid=what-if-at]").InputAsync(new() { Value = "60" });
        await card.Find("[data-testid=what-if-form]").SubmitAsync();
        card.WaitForAssertion(
            () =>
                Assert.StartsWith(
                    $"At {view.ShopClock.Time(TimeSpan.FromSeconds(60))} instead of",
                    card.Find("[data-testid=what-if-answer]").TextContent,
                    StringComparison.Ordinal
                ),
            TimeSpan.FromSeconds(60)
        );
    }

    protected override void End() => _bench.Dispose();
}
