using System.Net.Http.Headers;
using System.Net.Http.Json;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Support;

/// <summary>The demonstration class with documents and reviews, on the real portal, with a clock that the test moves.</summary>
public sealed class Writing : IDisposable
{
    public const string Author = "demo-trainee-1";
    public const string OtherTrainee = "demo-trainee-2";
    public const string Instructor = "demo-instructor";

    // Later than today: a client drops a sign-in cookie that has expired by its own clock.
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2090, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public PortalFactory Factory { get; }

    public Writing() => Factory = new PortalFactory { Time = Time };

    public T UseCase<T>()
        where T : class => Factory.Services.GetRequiredService<T>();

    public Task<Actor> ActorAsync(string userName = Author) => Factory.ActorAsync(userName);

    /// <summary>A second instructor of the class, with an account of their own.</summary>
    public async Task<Actor> SecondInstructorAsync(string name)
    {
        var added = await UseCase<AddStaff>()
            .RunAsync(
                await ActorAsync("demo-administrator"),
                new AddStaff.Input(await Factory.CohortIdAsync(), name, "correct horse battery staple", ClassRole.Instructor)
            );
        return new Actor(added.Value);
    }

    /// <summary>Creates a document for the author.</summary>
    public async Task<Guid> BeginAsync(string kindId = "pir", string author = Author) =>
        (
            await UseCase<StartDocument>()
                .RunAsync(await ActorAsync(author), new StartDocument.Input(await Factory.CohortIdAsync(), kindId))
        ).Value;

    public async Task<DocumentView> ReadAsync(Guid id, string userName = Author) =>
        (await UseCase<ReadDocument>().RunAsync(await ActorAsync(userName), id)).Value;

    /// <summary>Saves a text against the current version.</summary>
    public async Task<Outcome<SaveDraft.Answer>> SaveAsync(Guid id, DocumentBody body, bool apart = false) =>
        await UseCase<SaveDraft>().RunAsync(await ActorAsync(), new SaveDraft.Input(id, (await ReadAsync(id)).Version, body, apart));

    /// <summary>Opens the grade again and gives every criterion the level; the comments stay.</summary>
    public async Task CorrectAsync(Guid id, int level)
    {
        var instructor = await ActorAsync(Instructor);
        Assert.True((await UseCase<ReopenGrade>().RunAsync(instructor, id)).Succeeded);
        var desk = (await UseCase<OpenForGrading>().RunAsync(instructor, id)).Value;
        var notes = desk.Notes with
        {
            Marks = desk.Rubric!.Criteria.ToDictionary(criterion => criterion.Id, _ => new CriterionMark(level)),
        };
        var saved = await UseCase<SaveReview>().RunAsync(instructor, new(id, desk.Version, notes));
        Assert.True((await UseCase<DecideReview>().RunAsync(instructor, new(id, saved.Value.Version, ReviewDecision.Accepted))).Succeeded);
    }

    /// <summary>A document that has been written and submitted.</summary>
    public async Task<Guid> SubmittedAsync(string kindId = "pir")
    {
        var id = await BeginAsync(kindId);
        await SubmitAsync(id);
        return id;
    }

    /// <summary>Fills a document in and submits it.</summary>
    public async Task SubmitAsync(Guid id)
    {
        var kind = (await ReadAsync(id)).Kind;
        await SaveAsync(
            id,
            Complete(kind.Sections.Select(section => section.Id), FormattableString.Invariant($"written {Time.GetUtcNow():O}"))
        );
        var submitted = await UseCase<SubmitDocument>().RunAsync(await ActorAsync(), id, (await ReadAsync(id)).Version);
        Assert.True(submitted.Succeeded, submitted.Refusal?.Message);
    }

    /// <summary>Reviews a submitted document with the best marks and decides.</summary>
    public async Task DecideAsync(Guid id, ReviewDecision decision, string summary = "Add the measured recovery.")
    {
        var instructor = await ActorAsync(Instructor);
        var desk = (await UseCase<OpenForGrading>().RunAsync(instructor, id)).Value;
        var notes = new ReviewNotes(
            desk.Rubric!.Criteria.ToDictionary(criterion => criterion.Id, criterion => new CriterionMark(criterion.Levels.Count - 1)),
            new Dictionary<string, string>(),
            summary
        );
        var saved = await UseCase<SaveReview>().RunAsync(instructor, new SaveReview.Input(id, desk.Version, notes));
        var decided = await UseCase<DecideReview>().RunAsync(instructor, new DecideReview.Input(id, saved.Value.Version, decision));
        Assert.True(decided.Succeeded, decided.Refusal?.Message);
    }

    /// <summary>A body that may be submitted.</summary>
    public static DocumentBody Complete(IEnumerable<string> sectionIds, string text) =>
        new(
            "A slow checkout",
            sectionIds.ToDictionary(
                id => id,
                id => id == "action-items" ? new SectionBody(Items: [Item]) : new SectionBody($"{text} in {id}")
            )
        );

    public static ActionItem Item { get; } =
        new("Alert on an empty pool", "Thea Novak", new DateOnly(2026, 4, 1), ActionItemKind.Detect, ActionItemPriority.High);

    public static DocumentBody Body(string summary, string title = "A slow checkout") =>
        new(title, new Dictionary<string, SectionBody> { ["summary"] = new(summary) });

    /// <summary>A request as the editor's script sends it.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string url, object content, string? token, int? version) =>
        new(method, url)
        {
            Content = JsonContent.Create(content, options: DocumentBody.Json),
            Headers =
            {
                { "X-CSRF-TOKEN", token is null ? [] : [token] },
                { "If-Match", version is null ? [] : [new EntityTagHeaderValue($"\"{version}\"").ToString()] },
            },
        };

    public void Dispose() => Factory.Dispose();
}
