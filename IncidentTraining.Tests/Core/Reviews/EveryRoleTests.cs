using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Reviews.Releasing;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Core.Reviews.Peers;
using IncidentTraining.Tests.Core.RunbookTrials;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>
/// Every command on a document in every state by every role: only the listed ones are executed, all others are refused and change nothing.
/// </summary>
[Trait("Speed", "slow")]
public sealed class EveryRoleTests(Writing writing) : IClassFixture<Writing>
{
    private const string Author = Writing.Author;
    private const string CoWriter = "demo-trainee-3";
    private const string Instructor = Writing.Instructor;
    private const string Stranger = "an instructor of another class";

    private Actor? _stranger;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly string[] Roles =
    [
        Author,
        CoWriter,
        Writing.OtherTrainee,
        Instructor,
        "demo-facilitator",
        "demo-administrator",
        Stranger,
    ];

    private static readonly string[] Writers = [Author, CoWriter];

    private static readonly DocumentState[] Open = [DocumentState.Draft, DocumentState.Returned];
    private static readonly DocumentState[] HandedIn =
    [
        DocumentState.Submitted,
        DocumentState.InReview,
        DocumentState.Returned,
        DocumentState.Accepted,
    ];
    private static readonly DocumentState[] Any = Enum.GetValues<DocumentState>();

    private static readonly Dictionary<string, Command> Commands = new()
    {
        ["write"] = new(typeof(SaveDraft), Open, Writers, async (test, actor, id, seen) =>
            Plain(await test.Get<SaveDraft>().RunAsync(actor, new(id, seen.Version, Text("changed")), Ct))
        ),
        ["submit"] = new(typeof(SubmitDocument), Open, Writers, async (test, actor, id, seen) =>
            Plain(await test.Get<SubmitDocument>().RunAsync(actor, id, seen.Version, Ct))
        ),
        ["restore"] = new(typeof(RestoreVersion), Open, Writers, (test, actor, id, seen) =>
            test.Get<RestoreVersion>().RunAsync(actor, new(id, 1, seen.Version), Ct)
        ),
        // A choice between two texts may come after the document was submitted: the rejected text is stored even then.
        ["set a text aside"] = new(typeof(SetAside), Any, Writers, (test, actor, id, _) =>
            test.Get<SetAside>().RunAsync(actor, id, Text("aside"), Ct)
        ),
        ["dismiss a check"] = new(typeof(DismissFinding), Open, Writers, (test, actor, id, _) =>
            test.Get<DismissFinding>().RunAsync(actor, new(id, "blame", "0123456789abcdef01234567", "A quotation."), Ct)
        ),
        ["invite a writer"] = new(typeof(WriteTogether), Open, [Author], async (test, actor, id, _) =>
            await test.Get<WriteTogether>().InviteAsync(actor, id, (await test.ActorAsync(Writing.OtherTrainee)).PersonId, Ct)
        ),
        ["take a writer back"] = new(typeof(WriteTogether), Open, [Author], async (test, actor, id, _) =>
            await test.Get<WriteTogether>().RemoveAsync(actor, id, (await test.ActorAsync(CoWriter)).PersonId, Ct)
        ),
        ["offer it to the class"] = new(typeof(OfferRunbook), Any, Writers, (test, actor, id, _) =>
            test.Get<OfferRunbook>().RunAsync(actor, id, true, Ct)
        ),
        ["mark"] = new(typeof(SaveReview), [DocumentState.Submitted, DocumentState.InReview], [Instructor], async (test, actor, id, _) =>
            Plain(await test.MarkAsync(actor, id))
        ),
        ["return"] = new(typeof(DecideReview), [DocumentState.InReview], [Instructor], (test, actor, id, _) =>
            test.Get<DecideReview>().RunAsync(actor, new(id, 1, ReviewDecision.Returned), Ct)
        ),
        ["accept"] = new(typeof(DecideReview), [DocumentState.InReview], [Instructor], (test, actor, id, _) =>
            test.Get<DecideReview>().RunAsync(actor, new(id, 1, ReviewDecision.Accepted), Ct)
        ),
        ["reopen"] = new(typeof(ReopenGrade), [DocumentState.Accepted], [Instructor], (test, actor, id, _) =>
            test.Get<ReopenGrade>().RunAsync(actor, id, Ct)
        ),
        // Opening a document for grading does not change it.
        ["hold"] = new(typeof(HoldDocument), HandedIn, [Instructor], (test, actor, id, _) =>
            test.Get<HoldDocument>().TakeAsync(actor, id, Ct)
        ),
        ["lay back"] = new(typeof(HoldDocument), HandedIn, [Instructor], (test, actor, id, _) =>
            test.Get<HoldDocument>().LayBackAsync(actor, id, Ct)
        ),
        ["keep as a sample"] = new(typeof(SaveAsSample), [DocumentState.Accepted], [Instructor], async (test, actor, id, _) =>
            Plain(await test.Get<SaveAsSample>().RunAsync(actor, id, true, Ct))
        ),
        // Access is checked before checking whether there is something to release.
        ["release the grade"] = new(typeof(ReleaseGrades), Any, [Instructor], async (test, actor, id, seen) =>
            Plain(await test.Get<ReleaseGrades>().RunAsync(actor, seen.CohortId, id, Ct))
        ),
    };

    /// <summary>
    /// Use cases that write but are not a command on one document, or whose rights depend on more than its state; each has its tests.
    /// </summary>
    private static readonly Dictionary<Type, Type> HaveTestsOfTheirOwn = new()
    {
        [typeof(StartDocument)] = typeof(Documents.WritingTests),
        [typeof(MarkBlind)] = typeof(AgreementTests),
        [typeof(MarkSample)] = typeof(AgreementTests),
        [typeof(ModerateMarks)] = typeof(ModerationTests),
        [typeof(GradeChanges)] = typeof(GradeChangeTests),
        [typeof(ChangeGradingRules)] = typeof(GradingRulesTests),
        [typeof(ReusableComments)] = typeof(GradingTests),
        [typeof(TakePeerDocument)] = typeof(TakePeerDocumentTests),
        [typeof(WritePeerComments)] = typeof(PeerRightsTests),
        [typeof(AnswerPeerComment)] = typeof(PeerRightsTests),
        [typeof(TryRunbook)] = typeof(RunbookTrialTests),
        [typeof(WalkRunbook)] = typeof(RunbookWalkTests),
    };

    public static TheoryData<DocumentState> States { get; } = [.. Any];

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_command_is_done_only_by_whom_and_when_it_may(DocumentState state)
    {
        Guid? standing = null;
        foreach (var (name, command) in Commands)
        {
            foreach (var role in Roles)
            {
                // A refused command has changed nothing, as checked below: the next may be tried on the same document.
                var id = standing ?? await InAsync(state);
                var before = await LookAsync(id);
                var outcome = await command.RunAsync(this, await ActorAsync(role), id, await writing.ReadAsync(id));
                var may = command.States.Contains(state) && command.By.Contains(role);
                Assert.True(may == outcome.Succeeded, $"{name} in {state} by {role}: {outcome.Refusal?.Message ?? "done"}");
                Assert.True(may || before == await LookAsync(id), $"{name} in {state} by {role} was refused and changed something.");
                standing = may ? null : id;
            }
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task In_an_archived_class_no_command_is_done(DocumentState state)
    {
        var id = await InAsync(state);
        var (before, seen, cohort) = (await LookAsync(id), await writing.ReadAsync(id), await writing.Factory.CohortIdAsync());
        var administrator = await writing.ActorAsync("demo-administrator");
        var actors = new List<Actor>();
        foreach (var role in Roles)
        {
            actors.Add(await ActorAsync(role));
        }

        await Get<ChangeClass>().ArchiveAsync(administrator, cohort, archived: true, Ct);
        try
        {
            foreach (var (name, command) in Commands)
            {
                foreach (var (role, actor) in Roles.Zip(actors))
                {
                    var outcome = await command.RunAsync(this, actor, id, seen);
                    Assert.False(outcome.Succeeded, $"{name} in {state} by {role}");
                    Assert.True(
                        role is not Instructor || command.By is not [Instructor] || outcome.Refusal!.Message.Contains("archived"),
                        $"{name} in {state}: {outcome.Refusal!.Message}"
                    );
                }
            }
        }
        finally
        {
            await Get<ChangeClass>().ArchiveAsync(administrator, cohort, archived: false, Ct);
        }

        Assert.Equal(before, await LookAsync(id));
    }

    [Fact]
    public void Every_use_case_that_writes_is_in_the_table_or_has_tests_of_its_own()
    {
        string[] rooms = ["IncidentTraining.Core.Documents", "IncidentTraining.Core.Reviews", "IncidentTraining.Core.RunbookTrials"];
        var writes = typeof(SaveDraft)
            .Assembly.GetTypes()
            .Where(type =>
                rooms.Any(room => type.Namespace == room || type.Namespace?.StartsWith($"{room}.", StringComparison.Ordinal) == true)
                && type.GetConstructors().Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(WriteGate)))
            );
        var known = Commands.Values.Select(command => command.UseCase).Distinct().Concat(HaveTestsOfTheirOwn.Keys);
        Assert.Equal(writes.Select(type => type.Name).Order(), known.Select(type => type.Name).Order());
    }

    private T Get<T>()
        where T : class => writing.UseCase<T>();

    private async Task<Actor> ActorAsync(string role) => role == Stranger ? await StrangerAsync() : await writing.ActorAsync(role);

    private async Task<Actor> StrangerAsync()
    {
        if (_stranger is null)
        {
            var administrator = await writing.ActorAsync("demo-administrator");
            var other = await Get<CreateClass>()
                .RunAsync(
                    administrator,
                    new($"Other {Guid.CreateVersion7(writing.Time.GetUtcNow()):N}", "day-4-incident-response", "UTC"),
                    Ct
                );
            var added = await Get<AddStaff>()
                .RunAsync(
                    administrator,
                    new(other.Value, $"Olga {Guid.CreateVersion7(writing.Time.GetUtcNow()):N}", "green river stone", ClassRole.Instructor),
                    Ct
                );
            _stranger = new Actor(added.Value);
        }

        return _stranger;
    }

    /// <summary>Everything that a command could change: the document, its history, its writers, the graders' data about it.</summary>
    private async Task<string> LookAsync(Guid id)
    {
        var document = await writing.ReadAsync(id);
        var author = await writing.ActorAsync(Author);
        var instructor = await writing.ActorAsync(Instructor);
        var history = (await Get<ReadHistory>().LinesAsync(author, id, Ct)).Value;
        var writers = (await Get<WriteTogether>().ReadAsync(author, id, Ct)).Value.Writers;
        var results = (await Get<ReadResults>().RunAsync(author, id, Ct)).Value;
        var desk = (await Get<OpenForGrading>().RunAsync(instructor, id, Ct)).ValueOrDefault;
        var offered = await Get<OfferRunbook>().IsOfferedAsync(id, Ct);
        return string.Join(
            '|',
            document.State,
            document.Version,
            document.Body.ToJson(),
            document.Submissions,
            history.Count,
            string.Join(',', writers),
            results.Count,
            desk?.Version,
            desk?.Notes.ToJson(),
            offered
        );
    }

    private async Task<Guid> InAsync(DocumentState state)
    {
        var id = await writing.BeginAsync("runbook");
        await Get<WriteTogether>().InviteAsync(await writing.ActorAsync(), id, (await writing.ActorAsync(CoWriter)).PersonId, Ct);
        var kind = (await writing.ReadAsync(id)).Kind;
        await writing.SaveAsync(id, Writing.Complete(kind.Sections.Select(section => section.Id), "text"), apart: true);
        if (state is DocumentState.Draft)
        {
            return id;
        }

        await Get<SubmitDocument>().RunAsync(await writing.ActorAsync(), id, (await writing.ReadAsync(id)).Version, Ct);
        if (state is DocumentState.Returned or DocumentState.Accepted)
        {
            await writing.DecideAsync(id, state is DocumentState.Returned ? ReviewDecision.Returned : ReviewDecision.Accepted);
        }
        else if (state is DocumentState.InReview)
        {
            await MarkAsync(await writing.ActorAsync(Instructor), id);
        }

        Assert.Equal(state, (await writing.ReadAsync(id)).State);
        return id;
    }

    private async Task<Outcome<SaveReview.Answer>> MarkAsync(Actor actor, Guid id)
    {
        var criteria = Get<Rubrics>().Find("runbook")!.Criteria;
        var notes = new ReviewNotes(
            criteria.ToDictionary(criterion => criterion.Id, _ => new CriterionMark(1)),
            new Dictionary<string, string>(),
            "Say more."
        );
        var desk = await Get<OpenForGrading>().RunAsync(await writing.ActorAsync(Instructor), id, Ct);
        return await Get<SaveReview>().RunAsync(actor, new(id, desk.ValueOrDefault?.Version ?? 0, notes), Ct);
    }

    private static DocumentBody Text(string words) => Writing.Complete(["symptoms"], words);

    private static Outcome Plain<T>(Outcome<T> outcome) => outcome.Succeeded ? Outcome.Done : outcome.Refusal;

    /// <summary>A command: the use case, the states in which it is allowed, for whom, and how.</summary>
    private sealed record Command(
        Type UseCase,
        DocumentState[] States,
        string[] By,
        Func<EveryRoleTests, Actor, Guid, DocumentView, Task<Outcome>> RunAsync
    );
}
