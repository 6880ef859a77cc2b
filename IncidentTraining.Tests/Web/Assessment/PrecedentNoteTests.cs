using Bunit;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Reviews.Truth;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Assessment;
using IncidentTraining.Web.Features.Reviews.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Web.Assessment;

/// <summary>The real outage on which a cause is based is next to the true cause, with a link to its source.</summary>
public sealed class PrecedentNoteTests : PageTest
{
    private static readonly ToldPrecedent Told = new(
        "Fastly, 8 June 2021",
        "A valid file ended it all.",
        "Nick Rockwell, Summary",
        "https://www.fastly.com/blog/summary-of-june-8-outage"
    );

    [Fact]
    public void A_reviewer_reads_the_precedent_beside_the_cause_and_nothing_where_there_is_none()
    {
        var truth = new TruthView([], [], "A file ends every process", "It was pushed.", [], [], null);

        Assert.Empty(Render<TruthPanel>(p => p.Add(panel => panel.Truth, truth)).FindAll("[data-testid=precedent]"));
        var note = Render<TruthPanel>(p => p.Add(panel => panel.Truth, truth with { Precedent = Told })).Find("[data-testid=precedent]");
        Assert.Contains(Told.Told, note.TextContent, StringComparison.Ordinal);
        Assert.Equal(Told.Address, note.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(Told.Source, note.QuerySelector("a")!.TextContent);
    }

    [Fact]
    public async Task The_after_action_view_tells_the_precedent_and_no_panel_does_before()
    {
        using var shift = new OnCallBench("zones-pushed", scenario: "on-call-outages");
        foreach (
            var type in (Type[])
                [
                    typeof(GetAfterAction),
                    typeof(ReadAccount),
                    typeof(AskWhatIf),
                    typeof(CorrectResult),
                    typeof(HoldDebrief),
                    typeof(LiveEvents),
                ]
        )
        {
            Services.AddSingleton(type, shift.Bench.Portal.Services.GetRequiredService(type));
        }

        Services.AddSingleton<TimeProvider>(shift.Bench.Time);
        var responder = await shift.PagedAsync(TimeSpan.FromSeconds(5));
        var precedent = (await shift.Bench.CauseAsync(responder.RunId)).Precedent!;
        var before = await responder.ViewAsync();
        var early = Render<AfterActionView>(p => p.Add(after => after.View, before).Add(after => after.Actor, responder.Actor));
        Assert.DoesNotContain("Fastly", early.Markup, StringComparison.Ordinal);

        Assert.Null((await responder.FinishAsync()).Refusal);
        var view = await responder.ViewAsync();
        var note = Render<AfterActionView>(p => p.Add(after => after.View, view).Add(after => after.Actor, responder.Actor))
            .Find("[data-testid=truth] [data-testid=precedent]");
        Assert.Contains(precedent.Title, note.TextContent, StringComparison.Ordinal);
        Assert.Equal(precedent.Address, note.QuerySelector("a")!.GetAttribute("href"));
    }
}
