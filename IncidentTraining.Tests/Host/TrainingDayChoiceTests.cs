using System.Collections.Concurrent;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Tests.Host;

/// <summary>An administrator chooses the day of a class among those that the content has, whatever they are called.</summary>
public sealed class TrainingDayChoiceTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly TemporaryContent _content = new();
    private readonly TemporaryFolder _data = new();
    private readonly Lines _log = new();
    private PortalFactory _portal = null!;

    public ValueTask InitializeAsync()
    {
        _content
            .Save(
                "days/dns/day.yaml",
                "id: dns\nnumber: 2\ntitle: \"Day 2: DNS\"\nstarts: \"09:00\"\nsessions:\n  - page: morning\n    plan:\n      - page: resolver\n"
            )
            .Save("days/dns/morning.md", "---\nid: morning\nkind: session\ntitle: Morning\n---\nx\n")
            .Save("days/dns/resolver.md", "---\nid: resolver\nkind: lab\ntitle: Lab of the resolver\nminutes: 30\n---\nx\n")
            .Save("days/handbook/README.md", "# Team handbook\n\nx\n")
            .Save(
                "quizzes/dns.yaml",
                "id: dns\nday: dns\ntitle: Quiz of day 2\nminutes: 5\npass: 50\nquestions:\n  - id: a\n    kind: short\n    text: Why?\n    points: 1\n    topic: dns\n    feedback: So.\n    model: So.\n    marks: [So]\n"
            );
        _portal = Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _content.Dispose();
        _data.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Every_day_is_offered_and_the_class_takes_the_one_that_is_chosen_with_its_labs_and_its_quiz()
    {
        // What the fields of the administration offer.
        Assert.Equal(["dns", "handbook"], Get<ITrainingDays>().All.Select(day => day.Id).Where(id => id is "dns" or "handbook"));
        Assert.True(
            (
                await Get<CreateClass>().RunAsync(await _portal.ActorAsync("demo-administrator"), new("Readers", "handbook", "UTC"), Ct)
            ).Succeeded
        );

        var readers = await ClassAsync("Readers");
        Assert.Equal("handbook", readers.DayId);
        Assert.Equal(["resolver"], Get<LabCatalogue>().Of("dns").Select(lab => lab.PageId));
        Assert.Empty(Get<LabCatalogue>().Of("handbook"));
        Assert.Equal("dns", Get<QuizCatalogue>().OfDay("dns")?.Id);
        Assert.Null(Get<QuizCatalogue>().OfDay("handbook"));
    }

    [Fact]
    public async Task A_start_is_refused_with_which_a_session_would_begin_before_midnight_or_end_after_it()
    {
        _content
            .Save(
                "days/dns/day.yaml",
                "id: dns\nnumber: 2\ntitle: \"Day 2: DNS\"\nstarts: \"09:00\"\nsessions:\n  - page: morning\n    plan:\n      - page: resolver\nplans:\n  - id: split\n    title: Split\n    summary: Two days.\n    sessions:\n"
                    + "      - title: First\n        page: morning\n        day: 1\n        starts: \"09:00\"\n        plan:\n          - page: resolver\n      - title: Second\n        page: evening\n        day: 2\n        starts: \"08:00\"\n        plan:\n          - pause: Reading\n            minutes: 20\n"
            )
            .Save("days/dns/evening.md", "---\nid: evening\nkind: session\ntitle: Evening\n---\nx\n");
        await _portal.DisposeAsync();
        _portal = Start();
        var (day, split) = (Choice(""), Choice("split"));

        Assert.Null(day.Refuse(null));
        Assert.Null(day.Refuse(TimeOnly.MinValue));
        Assert.Null(day.Refuse(new TimeOnly(23, 29)));
        Assert.Contains("by 23:29", day.Refuse(new TimeOnly(23, 30))?.Message, StringComparison.Ordinal);
        Assert.Null(split.Refuse(new TimeOnly(1, 0)));
        Assert.Contains("at 01:00 or later", split.Refuse(new TimeOnly(0, 59))?.Message, StringComparison.Ordinal);

        TrainingDayChoice Choice(string planId) => Get<ITrainingDays>().All.Single(one => one.Id == "dns" && one.PlanId == planId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gone")]
    public async Task A_day_that_is_not_there_is_refused(string dayId)
    {
        var actor = await _portal.ActorAsync("demo-administrator");

        var created = await Get<CreateClass>().RunAsync(actor, new("Nowhere", dayId, "UTC"), Ct);
        var chosen = await Get<ChooseDay>().RunAsync(actor, new(await _portal.CohortIdAsync(), dayId), Ct);

        Assert.Equal(RefusalKind.Invalid, created.Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, chosen.Refusal?.Kind);
    }

    [Fact]
    public async Task The_demonstration_takes_the_first_day_that_has_activities() =>
        Assert.Equal(
            "dns",
            (await Get<ClassList>().OneAsync(await _portal.ActorAsync("demo-administrator"), await _portal.CohortIdAsync(), Ct)).Value.DayId
        );

    [Fact]
    public async Task A_class_that_has_not_begun_gets_another_day_and_one_that_has_keeps_its_own()
    {
        var administrator = await _portal.ActorAsync("demo-administrator");
        var cohortId = await _portal.CohortIdAsync();

        Assert.True((await Get<ChooseDay>().RunAsync(administrator, new(cohortId, "handbook"), Ct)).Succeeded);
        Assert.True((await Get<ChooseDay>().RunAsync(administrator, new(cohortId, "dns"), Ct)).Succeeded);
        Assert.True(
            (await Get<StartActivity>().RunAsync(await _portal.ActorAsync("demo-facilitator"), new(cohortId, "resolver"), Ct)).Succeeded
        );

        Assert.Equal(RefusalKind.Conflict, (await Get<ChooseDay>().RunAsync(administrator, new(cohortId, "handbook"), Ct)).Refusal?.Kind);
        Assert.True((await Get<ChooseDay>().RunAsync(administrator, new(cohortId, "dns"), Ct)).Succeeded);
    }

    [Fact]
    public async Task The_start_names_every_class_whose_day_is_missing_and_the_class_can_get_another_even_after_it_has_begun()
    {
        var cohortId = await _portal.CohortIdAsync();
        Assert.True(
            (await Get<StartActivity>().RunAsync(await _portal.ActorAsync("demo-facilitator"), new(cohortId, "resolver"), Ct)).Succeeded
        );
        Assert.DoesNotContain(_log.Warnings, line => line.Contains("uses the training day", StringComparison.Ordinal));
        await _portal.DisposeAsync();
        Directory.Delete(_content.Folder.FullPath("days/dns"), recursive: true);

        _portal = Start();
        var page = await (await _portal.SignInAsync("demo-administrator")).Http.GetStringAsync("/admin", Ct);

        Assert.Contains(_log.Warnings, line =>
            line.StartsWith(
                "The class Demonstration class uses the training day dns, which is not in the content.",
                StringComparison.Ordinal
            )
        );
        Assert.Contains("The content has no training day “dns”.", System.Net.WebUtility.HtmlDecode(page));
        Assert.True(
            (await Get<ChooseDay>().RunAsync(await _portal.ActorAsync("demo-administrator"), new(cohortId, "handbook"), Ct)).Succeeded
        );
    }

    private PortalFactory Start()
    {
        var portal = new PortalFactory(_data.Path) { ConfigureServices = services => services.AddSingleton<ILoggerProvider>(_log) };
        portal.Settings["Content:Directory"] = _content.Folder.Directory;
        return portal;
    }

    private async Task<ClassDetails> ClassAsync(string name) =>
        Assert.Single((await Get<ClassList>().AllAsync(await _portal.ActorAsync("demo-administrator"), Ct)).Value, cohort =>
            cohort.Name == name
        );

    private T Get<T>()
        where T : notnull => _portal.Services.GetRequiredService<T>();

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _warnings = new();

        public IReadOnlyCollection<string> Warnings => _warnings;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel is LogLevel.Warning)
            {
                _warnings.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose() { }
    }
}
