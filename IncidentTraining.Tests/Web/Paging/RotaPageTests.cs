using Bunit;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Paging;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using MudBlazor.Extensions;

namespace IncidentTraining.Tests.Web.Paging;

/// <summary>The rota on the real use cases: taking a shift, its errors next to the fields, and changes while the page is open.</summary>
public sealed class RotaPageTests : PortalPageTest
{
    private const string First = "demo-trainee-1";
    private const string Second = "demo-trainee-2";

    private readonly LabBench _bench;

    public RotaPageTests()
        : this(new LabBench()) { }

    private RotaPageTests(LabBench bench)
        : base(bench.Portal) => _bench = bench;

    [Fact]
    public async Task Who_has_no_class_is_refused_with_the_way_to_one()
    {
        await SignInAsync(Administrator);
        var page = Open<RotaPage>("/on-call");
        Assert.Contains("class members", page.Find("h1").TextContent);
        Assert.NotNull(page.Find("a[href='/join']"));
        Assert.Empty(page.FindAll("[data-testid=shift-take]"));
    }

    [Fact]
    public async Task A_trainee_goes_on_call_and_the_note_is_in_the_shift_and_no_longer_in_the_field()
    {
        await SignInAsync(First);
        var page = Open<RotaPage>("/on-call");
        Assert.NotNull(page.Find("[data-testid=no-shifts]"));
        Assert.Empty(page.FindAll("[data-testid=shift-primary]"));
        await page.Find("[data-testid=shift-note]").ChangeAsync(new() { Value = "Watch the queue." });
        await TakeAsync(page);
        page.WaitForAssertion(() => Assert.Equal("Waiting", Shift(page).GetAttribute("data-state")));
        Assert.Equal("Watch the queue.", page.Find("[data-testid=shifts] blockquote").TextContent);
        Assert.Equal("Tariq Aziz Khan is on call for 30 minutes.", page.Find("[data-testid=shift-said]").TextContent);
        Assert.Equal(
            "",
            page.FindComponents<MudTextField<string>>()
                .Single(field => field.Instance.Label == "Handover note")
                .Instance.GetState(state => state.Value)
        );
    }

    [Theory]
    [InlineData("shift-window", "0", "A shift must last 1 to 480 minutes.")]
    [InlineData("shift-window", "1", null)]
    [InlineData("shift-window", "480", null)]
    [InlineData("shift-window", "481", "A shift must last 1 to 480 minutes.")]
    [InlineData("shift-escalate", "0", "Set escalation to between 1 and 30 minutes.")]
    [InlineData("shift-escalate", "1", null)]
    [InlineData("shift-escalate", "30", null)]
    [InlineData("shift-escalate", "31", "Set escalation to between 1 and 30 minutes.")]
    public async Task A_figure_outside_its_bounds_is_refused_beside_its_field_and_begins_no_shift(
        string field,
        string value,
        string? refused
    )
    {
        await SignInAsync(First);
        var page = Open<RotaPage>("/on-call");
        await page.Find($"[data-testid={field}]").ChangeAsync(new() { Value = value });
        await TakeAsync(page);
        if (refused is null)
        {
            page.WaitForElement("[data-testid=shifts] li");
            return;
        }

        page.WaitForAssertion(() =>
            Assert.Equal(
                refused,
                page.Find($"[data-testid={field}]")
                    .Closest(".mud-input-control")!
                    .QuerySelector(".mud-input-error.mud-input-helper-text")!
                    .TextContent.Trim()
            )
        );
        Assert.Equal(value, page.Find($"[data-testid={field}]").GetAttribute("value"));
        Assert.Empty(page.FindAll("[data-testid=shifts] li"));
    }

    [Fact]
    public async Task A_second_shift_of_one_person_is_refused_above_the_form()
    {
        await SignInAsync(First);
        await GoOnCallAsync(First);
        var page = Open<RotaPage>("/on-call");
        await TakeAsync(page);
        page.WaitForAssertion(() => Assert.Contains("already on call", page.Find("[data-testid=shift-form] [role=alert]").TextContent));
        Assert.Single(page.FindAll("[data-testid=shifts] li"));
    }

    [Fact]
    public async Task The_staff_put_others_on_call_and_see_all_shifts_of_the_class()
    {
        await SignInAsync(Facilitator);
        await GoOnCallAsync(Second);
        var page = Open<RotaPage>("/on-call");
        Assert.NotNull(page.Find("[data-testid=shift-primary]"));
        Assert.Single(page.FindAll("[data-testid=shifts] li"));
        await TakeAsync(page);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=shifts] li").Count));
        Assert.Contains(page.FindAll("[data-testid=shifts] li strong"), name =>
            name.TextContent == "Thea Novak" || name.TextContent == "Tariq Aziz Khan"
        );
    }

    [Fact]
    public async Task A_note_of_the_other_person_appears_and_leaves_alone_what_the_reader_has_typed()
    {
        await SignInAsync(First);
        var shift = await GoOnCallAsync(First, Second);
        var page = Open<RotaPage>("/on-call");
        Assert.True((await Get<TakeShift>().NoteAsync(await Portal.ActorAsync(Second), shift, "From the second.", Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("From the second.", Note(page)));

        await page.Find("[data-testid=handover-note]").ChangeAsync(new() { Value = "Mine." });
        Assert.True((await Get<TakeShift>().NoteAsync(await Portal.ActorAsync(Second), shift, "From the second again.", Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("From the second again.", page.Find("[data-testid=shifts] blockquote").TextContent));
        Assert.Equal("Mine.", Note(page));
        await page.Find("[data-testid=save-note]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Mine.", page.Find("[data-testid=shifts] blockquote").TextContent));
    }

    [Fact]
    public async Task A_shift_is_given_back_and_no_longer_offers_it()
    {
        await SignInAsync(First);
        await GoOnCallAsync(First);
        var page = Open<RotaPage>("/on-call");
        await page.Find("[data-testid=give-back]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Cancelled", Shift(page).GetAttribute("data-state")));
        Assert.Empty(page.FindAll("[data-testid=give-back]"));
    }

    [Fact]
    public async Task A_page_that_rings_and_its_acknowledgement_appear_on_an_open_rota()
    {
        await SignInAsync(Facilitator);
        await GoOnCallAsync(First);
        var page = Open<RotaPage>("/on-call");
        var first = await Portal.ActorAsync(First);
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            _bench.Time.Advance((await db.Set<OnCallShift>().SingleAsync(Ct)).FiresAt - _bench.Time.GetUtcNow().UtcDateTime);
        }

        for (var round = 0; round < 10 && (await Get<MyPages>().RunAsync(first, Ct)).Count == 0; round++)
        {
            await Get<OnCallWatch>().LookAsync(Ct);
            await Get<ShopHost>().StepAsync(Ct);
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Get<OnCallWatch>().LookAsync(Ct);
        var ringing = Assert.Single(await Get<MyPages>().RunAsync(first, Ct));
        page.WaitForAssertion(() => Assert.Contains("Ringing", Shift(page).TextContent));
        Assert.True((await Get<AcknowledgePage>().RunAsync(first, ringing.Id, Ct)).Succeeded);
        page.WaitForAssertion(() => Assert.Contains("Acknowledged after", Shift(page).TextContent));
        Assert.Single(page.FindAll(".exercise-steps .is-done"));
    }

    [Theory]
    [InlineData("NotFound", "There is no such page, or it is not paging you.")]
    [InlineData("Conflict", "Someone else has acknowledged the page, or its incident is over.")]
    [InlineData("TooLate", "Someone else has acknowledged the page, or its incident is over.")]
    public async Task The_reason_why_a_page_could_not_be_acknowledged_is_announced(string refused, string reason)
    {
        await SignInAsync(First);
        Assert.Equal(
            $"Your acknowledgement was not accepted. {reason}",
            Open<RotaPage>($"/on-call?refused={refused}").Find("[data-testid=not-acknowledged]").TextContent
        );
    }

    [Theory]
    [InlineData("/on-call")]
    [InlineData("/on-call?refused=Your%20grade%20is%200.")]
    [InlineData("/on-call?refused=77")]
    public async Task An_address_cannot_make_the_page_say_anything_else(string address)
    {
        await SignInAsync(First);
        Assert.Empty(Open<RotaPage>(address).FindAll("[data-testid=not-acknowledged]"));
    }

    private static Task TakeAsync(IRenderedComponent<IComponent> page) => page.Find("[data-testid=shift-take]").ClickAsync(new());

    private static AngleSharp.Dom.IElement Shift(IRenderedComponent<IComponent> page) => page.Find("[data-testid=shifts] li");

    private static string? Note(IRenderedComponent<IComponent> page) => page.Find("[data-testid=handover-note]").GetAttribute("value");

    private async Task<Guid> GoOnCallAsync(string first, string? second = null)
    {
        var (primary, secondary) = (await Portal.ActorAsync(first), second is null ? null : await Portal.ActorAsync(second));
        var taken = await Get<TakeShift>()
            .RunAsync(primary, new(await Portal.CohortIdAsync(), primary.PersonId, secondary?.PersonId, 30, 5), Ct);
        Assert.True(taken.Succeeded, taken.Refusal?.Message);
        return taken.Value;
    }
}
