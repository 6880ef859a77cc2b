using System.Security.Claims;
using System.Text.Json;
using Bunit;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Documents;
using IncidentTraining.Web.Features.Documents.Editing;
using IncidentTraining.Web.Features.Paging;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Features.Response.Diagnoses;
using IncidentTraining.Web.Features.Response.Parts;
using IncidentTraining.Web.Features.Response.Sides;
using IncidentTraining.Web.Features.Runs.Panels.Console;
using IncidentTraining.Web.Features.Schedule.Parts;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Extensions;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>
/// A hundred thousand characters in each field of a working page, on the real use cases: refused in words, and the text is still in its
/// field. The hub's limit, which a browser test checks as well, lets them through a circuit.
/// </summary>
public sealed partial class CircuitFieldsTests : PageTest, IClassFixture<CircuitFieldsTests.Running>
{
    private static readonly CancellationToken Ct = Xunit.TestContext.Current.CancellationToken;

    private readonly Running _running;
    private readonly LabBench _bench;

    internal static readonly Dictionary<string, Func<CircuitFieldsTests, Task>> Fields = new()
    {
        ["ChannelSide: say"] = test => test.SayAsync(),
        ["ChannelSide: correction"] = test => test.CorrectionAsync(),
        ["HypothesisSide: hypothesis-text"] = async test =>
            await test.KeptAsync(test.Show<HypothesisSide>(await test.StartAsync()), "hypothesis-text", "form", "at most 500 characters"),
        ["SeverityForm: severity-reason"] = test => test.SeverityAsync(),
        ["UpdateForm: update-text"] = test => test.UpdateAsync(),
        ["FindingsPart: finding-text"] = async test =>
            await test.KeptAsync(test.Show<FindingsPart>(await test.StartAsync()), "finding-text", "form", "at most 500 characters"),
        ["DiagnosisForm: diagnosis-sentence"] = test => test.DiagnosisAsync(),
        ["IncidentPanel: summary-text"] = test => test.SummaryAsync(),
        ["HelpPanel: hand-reason"] = async test =>
            await test.KeptAsync(test.Show<HelpPanel>(await test.StartAsync()), "hand-reason", "form", "at most 300 characters"),
        ["DebriefCard: debrief-text"] = test => test.DebriefAsync(),
        ["CorrectionCard: correction-reason"] = test => test.CorrectionOfResultAsync(),
        ["WhatIfReplay: what-if-time"] = test => test.WhatIfTimeAsync(),
        ["ConsolePanel: console-input"] = async test =>
            await test.KeptAsync(test.Show<ConsolePanel>(await test.StartAsync()), "console-input", ".console-line", "There is no command"),
        ["MessageCard: inject-from"] = test => test.InjectAsync("inject-from"),
        ["MessageCard: inject-text"] = test => test.InjectAsync("inject-text"),
        ["AnnouncementPanel: announcement-text"] = test => test.AnnouncementAsync(),
        ["NewClassForm: new-class-name"] = test => test.NewClassAsync("new-class-name", "at most 100 characters"),
        ["NewClassForm: new-class-zone"] = test => test.NewClassAsync("new-class-zone", "time zone"),
        ["NewDocumentPage: title"] = test => test.NewDocumentAsync(),
        ["SectionHints: hint-reason"] = test => test.HintAsync(),
        ["ShiftForm: shift-note"] = test => test.ShiftAsync(),
        ["ShiftCard: handover-note"] = test => test.HandOverAsync(),
        ["DrillLog: drill-say"] = test => test.DrillAsync("drill-say", "drill-say-send"),
        ["DrillUpdateForm: drill-text"] = test => test.DrillAsync("drill-text", "drill-send"),
        ["AddStaffForm: staff-name"] = test => test.StaffAsync("staff-name", "at most 60 characters"),
        ["AddStaffForm: staff-passphrase"] = test => test.StaffAsync("staff-passphrase", "at most 256 characters"),
    };

    public static TheoryData<string> Names { get; } = [.. Fields.Keys];

    public CircuitFieldsTests(Running running)
    {
        (_running, _bench) = (running, running.Bench);
        Services.AddSingleton(_bench.Get<LiveEvents>());
        Services.AddSingleton<TimeProvider>(_bench.Time);
        Services.AddScoped<Viewer>();
        // The rules that fields of a MudForm ask.
        Services.AddFallbackServiceProvider(_bench.Portal.Services);
        foreach (var useCase in typeof(LabRun).Assembly.GetTypes().Where(type => type is { IsSealed: true, IsPublic: true }))
        {
            if (_bench.Portal.Services.GetService(useCase) is { } known)
            {
                Services.AddSingleton(useCase, known);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_long_text_is_refused_and_stays_in_its_field(string field) => Fields[field](this);

    [Fact]
    public void A_long_text_of_wide_letters_and_line_ends_gets_through_a_circuit()
    {
        var most = _bench.Get<IOptions<HubOptions>>().Value.MaximumReceiveMessageSize;
        // What js/typed-text.js accepts: 200,000 characters, each of three bytes; or line ends, each escaped.
        Assert.All((string[])[new('漢', 200_000), new('\n', 200_000), LongText.Text], text =>
            Assert.True(JsonSerializer.SerializeToUtf8Bytes(text, WithoutEscapes).Length + 10_000 < most)
        );
    }

    // A browser escapes no letters, as System.Text.Json does unless told otherwise.
    private static readonly JsonSerializerOptions WithoutEscapes = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private async Task KeptAsync(IRenderedComponent<IComponent> part, string field, string form, string refusal)
    {
        var place = $"[data-testid={field}]";
        await part.Find(place).ChangeAsync(new() { Value = LongText.Text });
        await part.Find(form).SubmitAsync();
        AssertKept(part, place, refusal);
    }

    private static void AssertKept(IRenderedComponent<IComponent> part, string place, string refusal)
    {
        Assert.Contains(
            refusal,
            string.Join(' ', part.FindAll("[role=alert]").Select(alert => alert.TextContent)),
            StringComparison.Ordinal
        );
        Assert.Equal(LongText.Text, part.Find(place).GetAttribute("value"));
    }

    private Task<Responder> StartAsync() => _running.AcknowledgedAsync();

    private IRenderedComponent<IComponent> Show<T>(Responder responder)
        where T : IComponent
    {
        var view = responder.ViewAsync().GetAwaiter().GetResult();
        var window = _bench.Get<OpenShopWindow>().RunAsync(responder.Actor, responder.RunId, Ct).GetAwaiter().GetResult().Value;
        return (IRenderedComponent<IComponent>)
            Render<T>(p =>
            {
                p.TryAdd("View", view);
                p.TryAdd("Window", window);
                p.TryAdd("Actor", responder.Actor);
            });
    }

    private async Task AnnouncementAsync()
    {
        await SignInAsync("demo-facilitator");
        var day = (
            await _bench
                .Get<ReadDay>()
                .RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), await _bench.Portal.CohortIdAsync(), Ct)
        ).Value;
        var panel = (IRenderedComponent<IComponent>)Render<AnnouncementPanel>(p => p.Add(a => a.Day, day));
        await panel.Find("[data-testid=announcement-text]").InputAsync(new() { Value = LongText.Text });
        await panel.Find("form").SubmitAsync();
        AssertKept(panel, "[data-testid=announcement-text]", "at most 200 characters");
    }

    private async Task NewClassAsync(string field, string refusal)
    {
        Render<MudBlazor.MudPopoverProvider>();
        var actor = await _bench.Portal.ActorAsync("demo-administrator");
        var form =
            (IRenderedComponent<IComponent>)
                Render<NewClassForm>(p => p.Add(f => f.Actor, actor).Add(f => f.Days, _bench.Get<ITrainingDays>().All));
        await FilledAsync(form, refusal, "create-class", ("new-class-name", "Spring"), (field, LongText.Text));
        AssertInField(form, field);
    }

    private async Task NewDocumentAsync()
    {
        await SignInAsync("demo-trainee-1");
        Render<MudBlazor.MudPopoverProvider>();
        var page = (IRenderedComponent<IComponent>)Render<NewDocumentPage>();
        await FilledAsync(page, "at most 200 characters", "begin", ("title", LongText.Text));
        AssertInField(page, "title");
    }

    private async Task HintAsync()
    {
        await SignInAsync("demo-trainee-1");
        var author = await _bench.Portal.ActorAsync("demo-trainee-1");
        var id = (await _bench.Get<StartDocument>().RunAsync(author, new(await _bench.Portal.CohortIdAsync(), "pir"), Ct)).Value;
        var saved = await _bench.Get<SaveDraft>().RunAsync(author, new(id, 1, Writing.Body("It was human error.")), Ct);
        Assert.True(saved.Value.Saved);
        Services.AddScoped<EditorSession>();
        var hints =
            (IRenderedComponent<IComponent>)
                Render<SectionHints>(p => p.Add(h => h.DocumentId, id).Add(h => h.SectionId, "summary").Add(h => h.Title, "Summary"));
        await hints.Find("[data-testid=hint-dismiss]").ClickAsync(new());
        await KeptAsync(hints, "hint-reason", "form", "at most 500 characters");
    }

    private async Task ShiftAsync()
    {
        await SignInAsync("demo-trainee-1");
        Render<MudBlazor.MudPopoverProvider>();
        var page = (IRenderedComponent<IComponent>)Render<RotaPage>();
        await FilledAsync(page, "at most 1000 characters", "shift-take", ("shift-note", LongText.Text));
        Assert.Equal(
            LongText.Text,
            page.FindComponents<MudBlazor.MudTextField<string>>()
                .Single(field => field.Instance.Label == "Handover note")
                .Instance.GetState(state => state.Value)
        );
    }

    private async Task HandOverAsync()
    {
        var trainee = await _bench.Portal.ActorAsync("demo-trainee-2");
        var cohortId = await _bench.Portal.CohortIdAsync();
        await _bench.Get<TakeShift>().RunAsync(trainee, new(cohortId, trainee.PersonId, null, 30, 5), Ct);
        var shift = (await _bench.Get<ReadRota>().RunAsync(trainee, cohortId, Ct)).Value.Shifts[0];
        var card =
            (IRenderedComponent<IComponent>)
                Render<ShiftCard>(p =>
                    p.Add(c => c.Shift, shift).Add(c => c.Actor, trainee).Add(c => c.Zone, "UTC").Add(c => c.MayChange, true)
                );
        await card.Find("[data-testid=handover-note]").ChangeAsync(new() { Value = LongText.Text });
        await card.Find("[data-testid=save-note]").ClickAsync(new());
        AssertKept(card, "[data-testid=handover-note]", "at most 1000 characters");
    }

    private async Task StaffAsync(string field, string refusal)
    {
        Render<MudBlazor.MudPopoverProvider>();
        var actor = await _bench.Portal.ActorAsync("demo-administrator");
        var cohort = (await _bench.Get<ClassList>().OneAsync(actor, await _bench.Portal.CohortIdAsync(), Ct)).Value;
        var form = (IRenderedComponent<IComponent>)Render<AddStaffForm>(p => p.Add(f => f.Actor, actor).Add(f => f.Cohort, cohort));
        await FilledAsync(
            form,
            refusal,
            "add-staff",
            ("staff-name", "Ada Long"),
            ("staff-passphrase", "correct horse battery staple"),
            (field, LongText.Text)
        );
        AssertInField(form, field);
    }

    /// <summary>Fills the fields of a MudBlazor form, sends it, and checks the refusal next to a field or above the form.</summary>
    private static async Task FilledAsync(
        IRenderedComponent<IComponent> form,
        string refusal,
        string send,
        params (string Field, string Text)[] texts
    )
    {
        foreach (var (field, text) in texts)
        {
            var input = form.Find($"[data-testid={field}]");
            // A field with suggestions, or one that Enter sends, handles each letter, the others the end of the input.
            await (
                field is "new-class-zone" or "title" ? input.InputAsync(new() { Value = text }) : input.ChangeAsync(new() { Value = text })
            );
        }

        await form.Find($"[data-testid={send}]").ClickAsync(new());
        form.WaitForAssertion(() =>
            Assert.Contains(
                refusal,
                string.Join(' ', form.FindAll("[role=alert], .mud-input-error").Select(said => said.TextContent)),
                StringComparison.Ordinal
            )
        );
    }

    private static void AssertInField(IRenderedComponent<IComponent> form, string field) =>
        Assert.Equal(LongText.Text, form.Find($"[data-testid={field}]").GetAttribute("value"));

    private async Task SignInAsync(string userName) =>
        AddAuthorization()
            .SetAuthorized(userName)
            .SetClaims(new Claim(ViewerClaims.PersonId, (await _bench.Portal.ActorAsync(userName)).PersonId.ToString()));

    private async Task<Responder> ResolvedAsync()
    {
        var trainee = await _running.BeginAsync("demo-trainee-2");
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        Assert.Null((await trainee.DeclareAsync((await _bench.CauseAsync(trainee.RunId)).Id)).Refusal);
        await trainee.RepairAsync();
        Assert.True((await trainee.SwitchChaosAsync(on: false)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(6));
        Assert.Null((await trainee.VerifyAsync()).Refusal);
        return trainee;
    }

    /// <summary>One portal with one run under way for all fields: each of them only refuses.</summary>
    public sealed class Running : IDisposable
    {
        private Responder? _first;

        internal LabBench Bench { get; } = new();

        internal async Task<Responder> AcknowledgedAsync() => _first ??= await BeginAsync("demo-trainee-1");

        internal async Task<Responder> BeginAsync(string userName)
        {
            var trainee = await Bench.StartAsync(userName);
            Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
            await Bench.LiveAsync(TimeSpan.FromSeconds(100));
            Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
            return trainee;
        }

        public void Dispose() => Bench.Dispose();
    }
}
