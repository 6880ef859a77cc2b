using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Browser.Keyboard;

/// <summary>Where the pages with a parameter are found, and what must exist before they can be opened.</summary>
public sealed partial class KeyboardWalkTests
{
    /// <summary>The person who walks each page with a parameter, and the page that the test has prepared for it.</summary>
    private static Dictionary<string, Func<KeyboardWalkTests, Task<(string UserName, string[] Paths)>>> Places { get; } =
        new()
        {
            ["/admin/classes/{CohortId:guid}"] = async test =>
                ("demo-administrator", [$"/admin/classes/{await test._writing.Factory.CohortIdAsync()}"]),
            ["/admin/classes/{CohortId:guid}/anonymise"] = async test =>
                ("demo-administrator", [$"/admin/classes/{await test._writing.Factory.CohortIdAsync()}/anonymise"]),
            ["/admin/classes/{CohortId:guid}/delete"] = async test =>
                ("demo-administrator", [$"/admin/classes/{await test.ArchivedAsync()}/delete"]),
            ["/class/{CohortId:guid}/crews"] = async test =>
                ("demo-facilitator", [$"/class/{await test._writing.Factory.CohortIdAsync()}/crews"]),
            ["/documents/{Id:guid}"] = async test =>
                (
                    Writing.Author,
                    [
                        $"/documents/{await test.BegunAsync("pir")}",
                        $"/documents/{await test.BegunAsync("runbook")}",
                        $"/documents/{await test._writing.SubmittedAsync()}",
                    ]
                ),
            ["/documents/{Id:guid}/history"] = async test => (Writing.Author, [$"/documents/{await test.BegunAsync("pir")}/history"]),
            ["/documents/{Id:guid}/print"] = async test => (Writing.Author, [$"/documents/{await test.BegunAsync("pir")}/print"]),
            ["/documents/{Id:guid}/rendered"] = async test =>
                (Writing.Author, [$"/documents/{await test.BegunAsync("communication")}/rendered"]),
            ["/documents/{Id:guid}/writers"] = async test => (Writing.Author, [$"/documents/{await test.BegunAsync("pir")}/writers"]),
            ["/documents/{Id:guid}/runs"] = async test => (Writing.Author, [$"/documents/{await test.RunbookAsync()}/runs"]),
            ["/documents/{Id:guid}/walk"] = async test => (Writing.OtherTrainee, [$"/documents/{await test.RunbookAsync()}/walk"]),
            ["/runbook-runs/{Id:guid}"] = async test => (Writing.OtherTrainee, [$"/runbook-runs/{await test.BeginWalkAsync()}"]),
            ["/documents/{DocumentId:guid}/comments"] = async test =>
                (Writing.Author, [$"/documents/{(await test.CommentedAsync()).Own}/comments"]),
            ["/documents/classmates/{DocumentId:guid}"] = async test =>
                (Writing.Author, [$"/documents/classmates/{(await test.CommentedAsync()).Classmates}"]),
            ["/drills/{DrillId:guid}"] = async test => (Writing.OtherTrainee, [$"/drills/{await test.DrillAsync()}"]),
            ["/labs/{PageId}/causes"] = _ => Task.FromResult((Writing.Instructor, new[] { "/labs/lab-5-full-incident-response/causes" })),
            ["/lobbies/{LobbyId:guid}"] = async test => (Writing.OtherTrainee, [$"/lobbies/{await test.LobbyAsync()}"]),
            ["/runs/{RunId:guid}"] = async test =>
                (Writing.Author, [$"/runs/{await test.FinishedRunAsync()}", .. await test.WorkspaceAsync()]),
            ["/runs/{RunId:guid}/replay"] = async test => (Writing.Author, [$"/runs/{await test.FinishedRunAsync()}/replay"]),
            ["/runs/{RunId:guid}/status"] = async test => (Writing.Author, [$"/runs/{await test.StartRunAsync()}/status"]),
            ["/reviews/{DocumentId:guid}"] = async test => (Writing.Instructor, [$"/reviews/{await test._writing.SubmittedAsync()}"]),
            ["/reviews/{DocumentId:guid}/second"] = async test =>
                ("Ines Duarte", [$"/reviews/{(await test.MarkedOnceAsync()).DocumentId}/second"]),
            ["/reviews/{DocumentId:guid}/moderate"] = async test => ("Mio Kato", [$"/reviews/{await test.FarApartAsync()}/moderate"]),
            ["/reviews/moderation/{CohortId:guid}"] = async test =>
                (Writing.Instructor, [$"/reviews/moderation/{await test._writing.Factory.CohortIdAsync()}"]),
            ["/samples/{SampleId:guid}"] = async test => (Writing.OtherTrainee, [$"/samples/{await test.SampleAsync()}"]),
            ["/quiz/{AttemptId:guid}"] = async test => (Writing.Author, [$"/quiz/{await test.StartQuizAsync()}"]),
            ["/quiz/{AttemptId:guid}/result"] = async test => (Writing.Author, [$"/quiz/{await test.HandedInAsync()}/result"]),
            ["/learn/{DayId}"] = _ => Task.FromResult((Writing.Author, new[] { Day })),
            ["/learn/{DayId}/{PageId}"] = _ =>
                Task.FromResult((Writing.Author, new[] { $"{Day}/lecture-incident-response-principles", $"{Day}/lab-1-high-latency" })),
            ["/learn/{DayId}/{PageId}/slides"] = _ =>
                Task.FromResult((Writing.Author, new[] { $"{Day}/lecture-incident-response-principles/slides" })),
            ["/learn/{DayId}/glossary"] = _ => Task.FromResult((Writing.Author, new[] { $"{Day}/glossary" })),
            ["/learn/{DayId}/print"] = _ => Task.FromResult((Writing.Author, new[] { $"{Day}/print" })),
            ["/practice-shop/source/{**Path}"] = _ =>
                Task.FromResult((Writing.Author, new[] { "/practice-shop/source/server/routes/payments.ts" })),
            ["/error/{Status:int}"] = _ => Task.FromResult((Writing.Author, new[] { "/error/404" })),
            ["/projector/{Token}"] = async test => ("demo-facilitator", [$"/projector/{await test.ProjectorAsync()}"]),
        };

    // After the places, which its initial value reads.
    /// <summary>The first words of the addresses with a parameter; a test walks what begins with one.</summary>
    public static TheoryData<string> Beginnings { get; } = [.. Places.Keys.Select(route => route.Split('/')[1]).Distinct()];

    private static IEnumerable<string> Routes { get; } =
    [
        .. typeof(Program)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template)
            .Order(StringComparer.Ordinal),
    ];

    private async Task<Guid> BeginWalkAsync() =>
        (
            await _writing
                .UseCase<WalkRunbook>()
                .BeginAsync(await _writing.ActorAsync(Writing.OtherTrainee), await RunbookAsync(), null, Ct)
        ).Value;

    private async Task<(Guid Own, Guid Classmates)> CommentedAsync()
    {
        if (_commented is { } known)
        {
            return known;
        }

        var peers = new PeerClass(_writing);
        Assert.True((await peers.RulesAsync()).Succeeded);
        await _writing.SubmittedAsync();
        await peers.WrittenAsync(PeerClass.Reader, "pir");
        var (own, classmates) = ((await peers.TakeAsync(PeerClass.Reader)).Value, (await peers.TakeAsync(PeerClass.Author)).Value);
        Assert.True((await peers.CommentAsync(PeerClass.Reader, own, section: "summary")).Succeeded);
        return (_commented = (own, classmates)).Value;
    }

    private async Task<(Guid DocumentId, Actor Second)> MarkedOnceAsync()
    {
        Assert.True(
            (
                await _writing
                    .UseCase<ChangeGradingRules>()
                    .RunAsync(
                        await _writing.ActorAsync(Writing.Instructor),
                        await _writing.Factory.CohortIdAsync(),
                        new GradingRules(DoubleMarkPercent: 100),
                        Ct
                    )
            ).Succeeded
        );
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return (id, _ines ??= await _writing.SecondInstructorAsync("Ines Duarte"));
    }

    private async Task<Guid> FarApartAsync()
    {
        var (id, second) = await MarkedOnceAsync();
        var rubric = _writing.UseCase<Rubrics>().Find("runbook")!;
        Assert.True(
            (
                await _writing
                    .UseCase<MarkBlind>()
                    .RunAsync(second, new(id, rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => 0), "Low."), Ct)
            ).Succeeded
        );
        await _writing.SecondInstructorAsync("Mio Kato");
        return id;
    }

    private async Task<Guid> SampleAsync()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return (await _writing.UseCase<SaveAsSample>().RunAsync(await _writing.ActorAsync(Writing.Instructor), id, true, Ct)).Value;
    }

    private async Task<Guid> StartQuizAsync() =>
        (await _writing.UseCase<StartAttempt>().RunAsync(await _writing.ActorAsync(), await _writing.Factory.CohortIdAsync(), Ct)).Value;

    private async Task<Guid> HandedInAsync()
    {
        var attempt = await StartQuizAsync();
        Assert.Null((await _writing.UseCase<SubmitAttempt>().RunAsync(await _writing.ActorAsync(), attempt, Ct)).Refusal);
        return attempt;
    }

    private async Task<string> ProjectorAsync() =>
        (
            await _writing
                .UseCase<CreateProjectorLink>()
                .RunAsync(await _writing.ActorAsync("demo-facilitator"), await _writing.Factory.CohortIdAsync(), Ct)
        ).Value.ToString();
}
