using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Who removes another person's second factor, and who is notified.</summary>
public sealed class RemoveSecondFactorTests : IDisposable
{
    private const string Name = "Ingrid Holm";

    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_lost_one_of_staff_is_removed_by_administrators_only_and_that_is_recorded()
    {
        var (actor, _, _) = await _bench.WithFactorAsync(Name);
        var userId = await _bench.UserIdAsync(actor.PersonId);
        var (ada, cohort, remove) = (
            await _bench.ActorAsync(PeopleBench.Administrator),
            await _bench.ClassAsync(),
            _bench.Get<RemoveSecondFactor>()
        );
        var refused = (await remove.OfMemberAsync(await _bench.ActorAsync(PeopleBench.Facilitator), cohort, actor.PersonId, Ct)).Refusal!;
        Assert.Equal(
            (RefusalKind.NotAllowed, "Ingrid Holm is staff, and only an administrator can change staff accounts."),
            (refused.Kind, refused.Message)
        );
        Assert.True(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));

        Assert.True((await remove.OfMemberAsync(ada, cohort, actor.PersonId, Ct)).Succeeded);
        Assert.False(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));
        Assert.Contains(await _bench.LogAsync(), line =>
            line.Action is AuditAction.SecondFactorRemoved
            && line.ById == ada.PersonId
            && line.PersonId == actor.PersonId
            && line.CohortId == cohort
        );
        Assert.Equal(RefusalKind.Conflict, (await remove.OfMemberAsync(ada, cohort, actor.PersonId, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task That_of_a_trainee_who_was_staff_is_removed_by_a_facilitator_and_ones_own_by_no_one()
    {
        var (actor, _, _) = await _bench.WithFactorAsync(Name);
        var userId = await _bench.UserIdAsync(actor.PersonId);
        var (ada, femi, cohort) = (
            await _bench.ActorAsync(PeopleBench.Administrator),
            await _bench.ActorAsync(PeopleBench.Facilitator),
            await _bench.ClassAsync()
        );
        Assert.True((await _bench.Get<ChangeRoles>().RunAsync(ada, cohort, actor.PersonId, [ClassRole.Trainee], Ct)).Succeeded);
        Assert.True((await _bench.MemberAsync(actor.PersonId))!.HasSecondFactor);
        Assert.True((await _bench.Get<RemoveSecondFactor>().OfMemberAsync(femi, cohort, actor.PersonId, Ct)).Succeeded);
        Assert.False(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));
        Assert.False((await _bench.MemberAsync(actor.PersonId))!.HasSecondFactor);

        // An open browser alone must not be enough.
        var (olga, _, _) = await _bench.WithFactorAsync("Olga Brandt");
        Assert.True((await _bench.Get<Administrators>().AddAsync(ada, new("Olga Brandt"), Ct)).Succeeded);
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<RemoveSecondFactor>().OfMemberAsync(olga, cohort, olga.PersonId, Ct)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task Open_pages_of_the_person_hear_that_it_was_switched_on_or_off_or_removed()
    {
        var heard = new List<AccessChanged>();
        using var subscription = _bench
            .Get<LiveEvents>()
            .SubscribeToAll<AccessChanged>(changed =>
            {
                heard.Add(changed);
                return Task.CompletedTask;
            });
        var ingrid = (await _bench.StaffAsync(Name, ClassRole.Instructor)) with { SessionId = Guid.CreateVersion7() };
        heard.Clear();
        var secret = (await _bench.Get<OwnSecondFactor>().BeginAsync(ingrid, PeopleBench.Passphrase, Ct)).Value.Secret;
        Assert.Empty(heard);
        Assert.True((await _bench.Get<OwnSecondFactor>().ConfirmAsync(ingrid, _bench.CodeOf(secret), Ct)).Succeeded);
        Assert.Equal(new AccessChanged(ingrid.PersonId, ingrid.SessionId), heard[^1]);
        heard.Clear();
        Assert.True(
            (await _bench.Get<OwnSecondFactor>().EndAsync(ingrid, PeopleBench.Passphrase, _bench.CodeOf(secret, steps: 1), Ct)).Succeeded
        );
        Assert.Equal([new AccessChanged(ingrid.PersonId, ingrid.SessionId)], heard);

        var (olga, _, _) = await _bench.WithFactorAsync("Olga Brandt");
        heard.Clear();
        Assert.True(
            (
                await _bench
                    .Get<RemoveSecondFactor>()
                    .OfMemberAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), olga.PersonId, Ct)
            ).Succeeded
        );
        Assert.Equal([new AccessChanged(olga.PersonId)], heard);
    }

    [Fact]
    public async Task That_of_an_administrator_is_removed_by_administrators_only()
    {
        var (actor, _, _) = await _bench.WithFactorAsync(Name);
        var userId = await _bench.UserIdAsync(actor.PersonId);
        var ada = await _bench.ActorAsync(PeopleBench.Administrator);
        Assert.True((await _bench.Get<Administrators>().AddAsync(ada, new(Name), Ct)).Succeeded);
        var remove = _bench.Get<RemoveSecondFactor>();
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await remove.OfMemberAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), actor.PersonId, Ct))
                .Refusal!
                .Kind
        );
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await remove.OfAdministratorAsync(await _bench.ActorAsync(PeopleBench.Facilitator), actor.PersonId, Ct)).Refusal!.Kind
        );
        Assert.True((await remove.OfAdministratorAsync(ada, actor.PersonId, Ct)).Succeeded);
        Assert.False(await _bench.Get<CheckSecondFactor>().IsAskedAsync(userId, Ct));
    }

    public void Dispose() => _bench.Dispose();
}
