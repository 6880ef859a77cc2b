using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Desk;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>Every command in every state by every role: only the listed ones are done, all others are refused and change nothing.</summary>
public sealed class EveryRoleTests(Writing writing) : IClassFixture<Writing>
{
    private const string Author = Writing.Author;
    private const string Instructor = Writing.Instructor;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly string[] Roles = [Author, Writing.OtherTrainee, Instructor, "demo-facilitator", "demo-administrator"];

    private static readonly string[] Commands = ["write", "submit", "mark", "return", "accept", "reopen", "hold"];

    private static readonly HashSet<(DocumentState, string, string)> Done =
    [
        (DocumentState.Draft, "write", Author), (DocumentState.Draft, "submit", Author),
        (DocumentState.Returned, "write", Author), (DocumentState.Returned, "submit", Author),
        (DocumentState.Submitted, "mark", Instructor), (DocumentState.InReview, "mark", Instructor),
        (DocumentState.InReview, "return", Instructor), (DocumentState.InReview, "accept", Instructor),
        (DocumentState.Accepted, "reopen", Instructor),
        // To look at a document on one's desk is no change of it.
        (DocumentState.Submitted, "hold", Instructor), (DocumentState.InReview, "hold", Instructor), (DocumentState.Returned, "hold", Instructor), (DocumentState.Accepted, "hold", Instructor),
    ];

    public static TheoryData<DocumentState> States { get; } = [.. Enum.GetValues<DocumentState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_command_is_done_only_by_whom_and_when_it_may(DocumentState state)
    {
        foreach (var command in Commands)
        {
            foreach (var role in Roles)
            {
                var id = await InAsync(state);
                var before = await writing.ReadAsync(id);
                var outcome = await RunAsync(command, await writing.ActorAsync(role), id, before);
                var may = Done.Contains((state, command, role));
                Assert.True(may == outcome.Succeeded, $"{command} in {state} by {role}: {outcome.Refusal?.Message ?? "done"}");
                if (!may)
                {
                    var after = await writing.ReadAsync(id);
                    Assert.Equal((before.State, before.Version, before.Body.ToJson()), (after.State, after.Version, after.Body.ToJson()));
                }
            }
        }
    }

    private async Task<Guid> InAsync(DocumentState state)
    {
        var id = await writing.BeginAsync("playbook");
        var kind = (await writing.ReadAsync(id)).Kind;
        await writing.SaveAsync(id, Writing.Complete(kind.Sections.Select(section => section.Id), "text"));
        if (state is DocumentState.Draft)
        {
            return id;
        }

        await writing.UseCase<SubmitDocument>().RunAsync(await writing.ActorAsync(), id, (await writing.ReadAsync(id)).Version, Ct);
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

    private async Task<Outcome> RunAsync(string command, Actor actor, Guid id, DocumentView seen) => command switch
    {
        "write" => Plain(await writing.UseCase<SaveDraft>().RunAsync(actor, new(id, seen.Version, Writing.Complete(["common-incidents"], "changed")), Ct)),
        "submit" => Plain(await writing.UseCase<SubmitDocument>().RunAsync(actor, id, seen.Version, Ct)),
        "mark" => Plain(await MarkAsync(actor, id)),
        "return" => await writing.UseCase<DecideReview>().RunAsync(actor, new(id, 1, ReviewDecision.Returned), Ct),
        "accept" => await writing.UseCase<DecideReview>().RunAsync(actor, new(id, 1, ReviewDecision.Accepted), Ct),
        "reopen" => await writing.UseCase<ReopenGrade>().RunAsync(actor, id, Ct),
        _ => await writing.UseCase<HoldDocument>().TakeAsync(actor, id, Ct),
    };

    private async Task<Outcome<SaveReview.Answer>> MarkAsync(Actor actor, Guid id)
    {
        var criteria = writing.UseCase<Rubrics>().Find("playbook")!.Criteria;
        var notes = new ReviewNotes(criteria.ToDictionary(criterion => criterion.Id, _ => new CriterionMark(1)), new Dictionary<string, string>(), "Say more.");
        var desk = await writing.UseCase<OpenDesk>().RunAsync(await writing.ActorAsync(Instructor), id, Ct);
        return await writing.UseCase<SaveReview>().RunAsync(actor, new(id, desk.ValueOrDefault?.Version ?? 0, notes), Ct);
    }

    private static Outcome Plain<T>(Outcome<T> outcome) => outcome.Succeeded ? Outcome.Done : outcome.Refusal;
}
