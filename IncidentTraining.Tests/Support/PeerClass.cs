using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Reviews.Settings;

namespace IncidentTraining.Tests.Support;

/// <summary>The demonstration class with peer comments; the rules belong to the class, so each test has its own.</summary>
public sealed class PeerClass(Writing? writing = null) : IDisposable
{
    public const string Author = Writing.Author;
    public const string Reader = Writing.OtherTrainee;
    public const string Third = "demo-trainee-3";
    public const string Instructor = Writing.Instructor;
    public const string Kind = "playbook";
    public const string Section = "escalation-paths";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Writing Writing { get; } = writing ?? new Writing();

    public T UseCase<T>()
        where T : class => Writing.UseCase<T>();

    public Task<Actor> ActorAsync(string userName) => Writing.ActorAsync(userName);

    public async Task<Outcome> RulesAsync(bool on = true, int documents = 2, bool hideNames = false, string by = Instructor) =>
        await UseCase<ChangeGradingRules>()
            .RunAsync(
                await ActorAsync(by),
                await Writing.Factory.CohortIdAsync(),
                new GradingRules(hideNames, PeerComments: on, PeerDocuments: documents),
                Ct
            );

    /// <summary>A person's filled document, submitted unless specified otherwise.</summary>
    public async Task<Guid> WrittenAsync(
        Actor actor,
        string kind = Kind,
        string title = "Our playbook",
        bool submit = true,
        Guid? run = null,
        Guid? cohort = null
    )
    {
        var cohortId = cohort ?? await Writing.Factory.CohortIdAsync();
        var id = (await UseCase<StartDocument>().RunAsync(actor, new StartDocument.Input(cohortId, kind, SourceRunId: run), Ct)).Value;
        await WriteOnAsync(actor, id, title, submit);
        return id;
    }

    public async Task<Guid> WrittenAsync(string userName, string kind = Kind, string title = "Our playbook", bool submit = true) =>
        await WrittenAsync(await ActorAsync(userName), kind, title, submit);

    public async Task WriteOnAsync(Actor actor, Guid id, string title, bool submit = true)
    {
        var seen = (await UseCase<ReadDocument>().RunAsync(actor, id, Ct)).Value;
        var body = Writing.Complete(seen.Kind.Sections.Select(section => section.Id), $"secret-words of {title}") with { Title = title };
        var saved = await UseCase<SaveDraft>().RunAsync(actor, new SaveDraft.Input(id, seen.Version, body), Ct);
        Assert.True(saved.Succeeded, saved.Refusal?.Message);
        if (submit)
        {
            var submitted = await UseCase<SubmitDocument>().RunAsync(actor, id, saved.Value.Version, Ct);
            Assert.True(submitted.Succeeded, submitted.Refusal?.Message);
        }
    }

    /// <summary>A document of the author's that the reader was given; the reader has submitted one of the kind.</summary>
    public async Task<Guid> GivenAsync()
    {
        Assert.True((await RulesAsync()).Succeeded);
        await WrittenAsync(Reader);
        var id = await WrittenAsync(Author);
        Assert.Equal(id, (await TakeAsync(Reader)).Value);
        return id;
    }

    public async Task<Outcome<Guid>> TakeAsync(string userName) =>
        await UseCase<TakePeerDocument>().RunAsync(await ActorAsync(userName), await Writing.Factory.CohortIdAsync(), Ct);

    public async Task<Outcome> CommentAsync(
        string userName,
        Guid id,
        string text = "Whom do I call after ten minutes?",
        int seen = 0,
        int submission = 1,
        string section = Section
    ) => await CommentAsync(await ActorAsync(userName), id, text, seen, submission, section);

    public Task<Outcome> CommentAsync(
        Actor actor,
        Guid id,
        string text = "Whom do I call after ten minutes?",
        int seen = 0,
        int submission = 1,
        string section = Section
    ) =>
        UseCase<WritePeerComments>()
            .RunAsync(actor, new(id, submission, new Dictionary<string, WritePeerComments.Said> { [section] = new(text, seen) }), Ct);

    public async Task<Outcome<PeerDocumentView>> OpenAsync(string userName, Guid id) =>
        await UseCase<OpenPeerDocument>().RunAsync(await ActorAsync(userName), id, Ct);

    public async Task<PeerCommentsView> ReadAsync(string userName, Guid id) =>
        (await UseCase<ReadPeerComments>().RunAsync(await ActorAsync(userName), id, Ct)).Value;

    public void Dispose() => Writing.Dispose();
}
