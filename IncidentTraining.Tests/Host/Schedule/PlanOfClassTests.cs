using System.Net;
using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Schedule;

/// <summary>A class takes one of the plans of its day, and every screen follows it.</summary>
public sealed partial class PlanOfClassTests : IAsyncDisposable
{
    private const string DayId = RealContent.DayId;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private async Task StartAtAsync(TimeOnly? starts) =>
        Assert.True(
            (
                await Get<ChangeClass>()
                    .StartAtAsync(await _portal.ActorAsync("demo-facilitator"), await _portal.CohortIdAsync(), starts, Ct)
            ).Succeeded
        );

    [Fact]
    public async Task A_class_begins_with_the_plan_of_the_day()
    {
        var day = await DayAsync();

        Assert.Equal(3, day.Sessions.Count);
        Assert.Equal(["09:00", "13:05", "16:45"], day.Sessions.Select(session => $"{session.Activities[0].PlannedAt:HH:mm}"));
    }

    [Fact]
    public async Task The_chosen_plan_gives_the_class_its_sessions_times_and_minutes()
    {
        await ChooseAsync("two-days");
        var day = await DayAsync();

        Assert.Equal(["09:00", "13:25", "09:00", "12:35"], day.Sessions.Select(session => $"{session.Activities[0].PlannedAt:HH:mm}"));
        Assert.Equal("Day 1, morning: fundamentals and two incidents", day.Sessions[0].Title);
        Assert.Equal(("welcome-and-crews", 20, false), Facts(day.Sessions[0].Activities[0]));
        Assert.Equal(("lab-5-full-incident-response", 90, false), Facts(day.Sessions[2].Activities[1]));
        Assert.Equal("welcome-and-crews", day.NextId);
    }

    [Fact]
    public async Task A_class_that_starts_at_another_time_has_its_whole_plan_moved_on_every_screen()
    {
        await StartAtAsync(new TimeOnly(10, 15));
        Assert.Equal(
            ["10:15", "14:20", "18:00"],
            (await DayAsync()).Sessions.Select(session => $"{session.Activities[0].PlannedAt:HH:mm}")
        );
        var trainee = (await _portal.SignInAsync("demo-trainee-1")).Http;
        foreach (var page in (string[])["/today", $"/learn/{DayId}", $"/learn/{DayId}/print"])
        {
            var html = await trainee.GetStringAsync(page, Ct);
            Assert.Contains("10:15", html, StringComparison.Ordinal);
            Assert.DoesNotContain(">09:00<", html, StringComparison.Ordinal);
        }

        // A plan that the class does not take has its own times.
        Assert.Contains(">09:00<", await trainee.GetStringAsync($"/learn/{DayId}?plan=two-days", Ct), StringComparison.Ordinal);
        await StartAtAsync(null);
        Assert.Equal("09:00", $"{(await DayAsync()).Sessions[0].Activities[0].PlannedAt:HH:mm}");
    }

    [Fact]
    public async Task A_start_that_would_carry_the_day_past_midnight_is_refused_and_says_by_when_it_has_to_start()
    {
        var (femi, ada, cohortId) = (
            await _portal.ActorAsync("demo-facilitator"),
            await _portal.ActorAsync("demo-administrator"),
            await _portal.CohortIdAsync()
        );
        var latest = Get<ITrainingDays>().All.Single(day => day is { Id: DayId, PlanId: "" }).LatestStart;
        await StartAtAsync(latest);
        var day = await DayAsync();
        var last = day.Sessions[^1].Activities[^1];
        Assert.Equal(new TimeOnly(23, 59), last.PlannedAt?.AddMinutes(last.Minutes));
        Assert.True(day.Sessions[0].Activities[0].PlannedAt < last.PlannedAt);

        var late = await Get<ChangeClass>().StartAtAsync(femi, cohortId, latest.AddMinutes(1), Ct);
        Assert.Equal(RefusalKind.Invalid, late.Refusal?.Kind);
        Assert.Contains($"by {latest:HH:mm}", late.Refusal?.Message, StringComparison.Ordinal);
        Assert.Equal(
            late.Refusal?.Message,
            (await Get<CreateClass>().RunAsync(ada, new("Night", DayId, "UTC", StartsAt: latest.AddMinutes(1)), Ct)).Refusal?.Message
        );
        Assert.Equal($"{latest:HH:mm}", $"{(await DayAsync()).Sessions[0].Activities[0].PlannedAt:HH:mm}");

        // A plan that takes less time lets a class start later, and a class that does so cannot go back to the longer one.
        var twoDays = Get<ITrainingDays>().All.Single(one => one is { Id: DayId, PlanId: "two-days" });
        Assert.True(twoDays.LatestStart > latest);
        await ChooseAsync("two-days");
        await StartAtAsync(twoDays.LatestStart);
        Assert.Equal(RefusalKind.Invalid, (await Get<ChooseDay>().RunAsync(ada, new(cohortId, DayId), Ct)).Refusal?.Kind);
        Assert.Equal(4, (await DayAsync()).Sessions.Count);
    }

    [Fact]
    public async Task An_activity_of_the_plan_starts_with_the_plans_minutes_and_one_of_another_plan_does_not_start()
    {
        var facilitator = await _portal.ActorAsync("demo-facilitator");
        var cohortId = await _portal.CohortIdAsync();
        Assert.Equal(
            RefusalKind.NotFound,
            (await Get<StartActivity>().RunAsync(facilitator, new(cohortId, "welcome-and-crews"), Ct)).Refusal?.Kind
        );

        await ChooseAsync("two-days");
        Assert.True((await Get<StartActivity>().RunAsync(facilitator, new(cohortId, "lab-5-full-incident-response"), Ct)).Succeeded);

        Assert.Equal(90, (await DayAsync()).On?.Minutes);
    }

    [Fact]
    public async Task The_plan_can_change_after_the_class_has_begun_and_what_is_done_stays_done()
    {
        var facilitator = await _portal.ActorAsync("demo-facilitator");
        var cohortId = await _portal.CohortIdAsync();
        Assert.True((await Get<StartActivity>().RunAsync(facilitator, new(cohortId, "lab-4-worker-failure"), Ct)).Succeeded);

        await ChooseAsync("two-days");

        var day = await DayAsync();
        Assert.Equal(ActivityState.Running, day.Sessions[1].Activities.Single(activity => activity.Id == "lab-4-worker-failure").State);
        Assert.Equal(
            "exercise-2-runbooks",
            day.Sessions[1].Activities.SkipWhile(activity => activity.Id != day.NextId).First(activity => !activity.IsPause).Id
        );
    }

    [Fact]
    public async Task A_plan_that_the_day_does_not_have_is_refused()
    {
        var administrator = await _portal.ActorAsync("demo-administrator");

        Assert.Equal(
            RefusalKind.Invalid,
            (await Get<ChooseDay>().RunAsync(administrator, new(await _portal.CohortIdAsync(), DayId, "three-days"), Ct)).Refusal?.Kind
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (await Get<CreateClass>().RunAsync(administrator, new("Autumn", DayId, "UTC", "three-days"), Ct)).Refusal?.Kind
        );
        Assert.True((await Get<CreateClass>().RunAsync(administrator, new("Autumn", DayId, "UTC", "two-days"), Ct)).Succeeded);
    }

    [Fact]
    public async Task The_reading_page_of_the_day_shows_the_plan_of_the_readers_class_and_offers_the_other()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        var page = WebUtility.HtmlDecode(await trainee.Http.GetStringAsync($"/learn/{DayId}", Ct));
        Assert.Contains("09:00 to 19:25", page);
        Assert.DoesNotContain("Day 2, 09:00", page);
        Assert.Contains($"href=\"/learn/{DayId}?plan=two-days\"", page);

        await ChooseAsync("two-days");

        page = WebUtility.HtmlDecode(await trainee.Http.GetStringAsync($"/learn/{DayId}", Ct));
        Assert.Contains("Day 2, 09:00 to 12:35", page);
        Assert.Contains("Two days, 09:00 to 16:30", page);
        Assert.Contains("09:00 to 19:25", WebUtility.HtmlDecode(await trainee.Http.GetStringAsync($"/learn/{DayId}?plan=day", Ct)));
    }

    [Fact]
    public async Task A_lab_takes_the_time_of_the_plan_on_its_page_in_the_list_and_in_print()
    {
        var trainee = await _portal.SignInAsync("demo-trainee-1");
        var lab = $"/learn/{DayId}/lab-5-full-incident-response";
        Assert.Equal("1 hour", await LengthAsync(lab));
        Assert.Equal("60 min", await ListedAsync());

        await ChooseAsync("two-days");

        Assert.Equal("1 hour 30 minutes", await LengthAsync(lab));
        Assert.Equal("90 min", await ListedAsync());
        Assert.Equal("1 hour", await LengthAsync($"/learn/{DayId}/lab-4-worker-failure"));
        Assert.Contains(
            "1 hour 30 minutes",
            WebUtility.HtmlDecode(await trainee.Http.GetStringAsync($"/learn/{DayId}/07-incident-simulation-labs", Ct))
        );
        Assert.Contains("1 hour 30 minutes", await trainee.Http.GetStringAsync($"/learn/{DayId}/print?plan=two-days", Ct));
        Assert.DoesNotContain("1 hour 30 minutes", await trainee.Http.GetStringAsync($"/learn/{DayId}/print", Ct));

        async Task<string> LengthAsync(string address) =>
            Length().Match(WebUtility.HtmlDecode(await trainee.Http.GetStringAsync(address, Ct))).Groups[1].Value.Trim();

        async Task<string> ListedAsync() =>
            Listed()
                .Match(WebUtility.HtmlDecode(await trainee.Http.GetStringAsync("/labs", Ct)).Split("lab-5-full-incident-response")[1])
                .Groups[1]
                .Value;
    }

    [Theory]
    [InlineData("", 60)]
    [InlineData("two-days", 90)]
    public async Task A_run_lasts_as_long_as_the_plan_gives_its_lab(string planId, int minutes)
    {
        await ChooseAsync(planId);

        var run = (
            await Get<StartLabRun>()
                .RunAsync(
                    await _portal.ActorAsync("demo-trainee-1"),
                    new(await _portal.CohortIdAsync(), "lab-5-full-incident-response", null, false),
                    Ct
                )
        ).Value;

        await using var db = await Get<IDbContextFactory<TrainingDb>>().CreateDbContextAsync(Ct);
        Assert.Equal(minutes, (await db.Set<LabRun>().SingleAsync(r => r.Id == run, Ct)).Limit.TotalMinutes);
    }

    private static (string, int, bool) Facts(ClassActivity activity) => (activity.Id, activity.Minutes, activity.IsPause);

    private async Task ChooseAsync(string planId) =>
        Assert.True(
            (
                await Get<ChooseDay>()
                    .RunAsync(await _portal.ActorAsync("demo-administrator"), new(await _portal.CohortIdAsync(), DayId, planId), Ct)
            ).Succeeded
        );

    private async Task<ClassDay> DayAsync() =>
        (await Get<ReadDay>().RunAsync(await _portal.ActorAsync("demo-trainee-1"), await _portal.CohortIdAsync(), Ct)).Value;

    private T Get<T>()
        where T : notnull => _portal.Services.GetRequiredService<T>();

    [GeneratedRegex("""class="page-length">.*?</svg>([^<]+)</span>""", RegexOptions.Singleline)]
    private static partial Regex Length();

    [GeneratedRegex("""class="lab-facts"[^>]*><span[^>]*>.*?</svg>\s*(\d+ min)""", RegexOptions.Singleline)]
    private static partial Regex Listed();
}
