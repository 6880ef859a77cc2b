using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews.Peers;

/// <summary>
/// Every command on comments by every role, in every state of the document, switched on and off: only the listed ones are executed.
/// </summary>
public sealed class PeerRightsTests : IDisposable
{
    private const string OtherClass = "a trainee of another class";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly string[] Roles =
    [
        PeerClass.Author,
        PeerClass.Reader,
        PeerClass.Third,
        PeerClass.Instructor,
        "demo-facilitator",
        "demo-administrator",
        OtherClass,
    ];

    private static readonly string[] Commands = ["open", "comment", "read", "helpful", "hide", "show"];

    private readonly PeerClass _class = new();

    public static TheoryData<DocumentState, bool> Situations { get; } =
    [.. Enum.GetValues<DocumentState>().SelectMany(state => (bool[])[true, false], (state, on) => (state, on))];

    [Theory]
    [MemberData(nameof(Situations))]
    public async Task A_command_is_done_only_by_whom_and_when_it_may(DocumentState state, bool on)
    {
        var (id, commentId) = await InAsync(state);
        Assert.True((await _class.RulesAsync(on)).Succeeded);
        foreach (var command in Commands)
        {
            foreach (var role in Roles)
            {
                var actor = role == OtherClass ? await StrangerAsync() : await _class.ActorAsync(role);
                var before = await TextsAsync(id);
                var done = await RunAsync(command, actor, id, commentId);
                Assert.True(
                    May(command, role, state, on) == done,
                    $"{command} in {state} by {role}, switched {(on ? "on" : "off")}: {(done ? "done" : "refused")}"
                );
                if (!done)
                {
                    Assert.Equal(before, await TextsAsync(id));
                }
            }
        }
    }

    [Theory]
    [InlineData(PeerClass.Author)]
    [InlineData("demo-facilitator")]
    [InlineData("demo-administrator")]
    public async Task Only_an_instructor_of_the_class_switches_comments_on(string userName)
    {
        Assert.False((await _class.RulesAsync(by: userName)).Succeeded);
        Assert.Equal(RefusalKind.NotAllowed, (await _class.TakeAsync(PeerClass.Reader)).Refusal!.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task Nobody_is_asked_for_fewer_than_one_or_more_than_five_documents(int documents) =>
        Assert.Equal(RefusalKind.Invalid, (await _class.RulesAsync(documents: documents)).Refusal!.Kind);

    public void Dispose() => _class.Dispose();

    private static bool May(string command, string role, DocumentState state, bool on)
    {
        var handedIn = state is not DocumentState.Draft;
        return (command, role) switch
        {
            ("open", PeerClass.Reader) or ("comment", PeerClass.Reader) => on
                && state is DocumentState.Submitted or DocumentState.InReview
                && on,
            ("read", PeerClass.Author) => true,
            ("helpful", PeerClass.Author) => handedIn,
            ("read" or "hide" or "show", PeerClass.Instructor) => handedIn,
            _ => false,
        };
    }

    /// <summary>A document in the state, with a comment of the reader where there can be one. That of a draft is forced: even then it is
    /// not to be read.</summary>
    private async Task<(Guid Id, Guid CommentId)> InAsync(DocumentState state)
    {
        if (state is DocumentState.Draft)
        {
            var draft = await _class.WrittenAsync(PeerClass.Author, submit: false);
            await using var db = await _class.Writing.Factory.OpenDatabaseAsync();
            db.Add(new PeerReader(draft, (await _class.ActorAsync(PeerClass.Reader)).PersonId, DateTime.UnixEpoch));
            await db.SaveChangesAsync(Ct);
            return (draft, Guid.CreateVersion7());
        }

        var id = await _class.GivenAsync();
        Assert.True((await _class.CommentAsync(PeerClass.Reader, id)).Succeeded);
        if (state is DocumentState.Returned or DocumentState.Accepted)
        {
            await _class.Writing.DecideAsync(id, state is DocumentState.Returned ? ReviewDecision.Returned : ReviewDecision.Accepted);
        }
        else if (state is DocumentState.InReview)
        {
            await _class
                .UseCase<SaveReview>()
                .RunAsync(await _class.ActorAsync(PeerClass.Instructor), new(id, 0, ReviewNotes.None with { Summary = "Begun." }), Ct);
        }

        Assert.Equal(state, (await _class.Writing.ReadAsync(id)).State);
        return (id, Assert.Single((await _class.ReadAsync(PeerClass.Author, id)).Comments).CommentId);
    }

    private async Task<bool> RunAsync(string command, Actor actor, Guid id, Guid commentId) =>
        command switch
        {
            "open" => (await _class.UseCase<OpenPeerDocument>().RunAsync(actor, id, Ct)) is { Succeeded: true, Value.Body: not null },
            "comment" => (await _class.CommentAsync(actor, id, "Changed.", await VersionAsync(commentId))).Succeeded,
            "read" => (await _class.UseCase<ReadPeerComments>().RunAsync(actor, id, Ct)).Succeeded,
            "helpful" => (await _class.UseCase<AnswerPeerComment>().HelpfulAsync(actor, commentId, true, Ct)).Succeeded,
            "hide" => (await _class.UseCase<AnswerPeerComment>().HideAsync(actor, new(commentId, "About the person."), Ct)).Succeeded,
            _ => (await _class.UseCase<AnswerPeerComment>().ShowAsync(actor, commentId, Ct)).Succeeded,
        };

    private async Task<int> VersionAsync(Guid commentId)
    {
        await using var db = await _class.Writing.Factory.OpenDatabaseAsync();
        return (await db.FindAsync<PeerComment>([commentId], Ct))?.Version ?? 0;
    }

    private async Task<IReadOnlyList<string>> TextsAsync(Guid id)
    {
        await using var db = await _class.Writing.Factory.OpenDatabaseAsync();
        return
        [
            .. db.Set<PeerComment>()
                .Where(comment => comment.DocumentId == id)
                .AsEnumerable()
                .Select(comment => $"{comment.Text}|{comment.IsHelpful}|{comment.HiddenBecause}"),
        ];
    }

    /// <summary>A trainee of a class in which comments are switched on as well.</summary>
    private async Task<Actor> StrangerAsync()
    {
        if (_stranger is null)
        {
            var classId = await OtherClassAsync(_class);
            _stranger = await JoinAsync(_class, classId, "Sam Stranger");
        }

        return _stranger;
    }

    private Actor? _stranger;

    internal static async Task<Guid> OtherClassAsync(PeerClass at) =>
        (
            await at.UseCase<CreateClass>()
                .RunAsync(await at.ActorAsync("demo-administrator"), new("Another class", "day-4-incident-response", "Europe/London"), Ct)
        ).Value;

    internal static async Task<Actor> JoinAsync(PeerClass at, Guid classId, string name)
    {
        await using var db = await at.Writing.Factory.OpenDatabaseAsync();
        var code = (await db.FindAsync<Cohort>([classId], Ct))!.JoinCode;
        var joined = await at.UseCase<JoinClass>().RunAsync(new(code, name, "correct horse battery staple"), Ct);
        Assert.True(joined.Succeeded, joined.Refusal?.Message);
        return await at.ActorAsync(joined.Value);
    }
}
