using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;

namespace IncidentTraining.Tests.Core.People;

/// <summary>A class that is closed to new trainees stays open to those who have joined.</summary>
public sealed class JoiningTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task No_one_joins_a_closed_class_and_those_who_have_joined_sign_in_with_its_code()
    {
        await _bench.JoinedAsync("Nadia Petrov");
        await CloseAsync(true);
        var refused = (await _bench.JoinAsync("Ben Ortiz")).Refusal!;
        Assert.Equal(RefusalKind.Conflict, refused.Kind);
        Assert.Contains("is not accepting new members", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ask the facilitator to open joining", refused.Message, StringComparison.Ordinal);
        Assert.True((await _bench.CheckAsync("Nadia Petrov", PeopleBench.Passphrase, await _bench.CodeAsync())).Succeeded);

        await CloseAsync(false);
        Assert.True((await _bench.JoinAsync("Ben Ortiz")).Succeeded);
        Assert.Equal(
            [AuditAction.JoiningClosed, AuditAction.JoiningOpened],
            (await _bench.LogAsync())
                .Select(line => line.Action)
                .Where(action => action.ToString().StartsWith("Joining", StringComparison.Ordinal))
                .Order()
        );
    }

    [Fact]
    public async Task A_renewed_code_is_closed_like_the_old_one()
    {
        await CloseAsync(true);
        Assert.True(
            (
                await _bench
                    .Get<ChangeClass>()
                    .RenewCodeAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), Ct)
            ).Succeeded
        );
        Assert.Equal(RefusalKind.Conflict, (await _bench.JoinAsync("Ben Ortiz")).Refusal?.Kind);
    }

    [Fact]
    public async Task Staff_still_add_people_by_a_list()
    {
        await CloseAsync(true);
        Assert.True(
            (
                await _bench
                    .Get<AddPeople>()
                    .RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), "Ben Ortiz", Ct)
            ).Succeeded
        );
    }

    [Fact]
    public async Task Screens_of_the_class_see_it_and_hear_when_it_changes()
    {
        var (cohort, heard) = (await _bench.ClassAsync(), 0);
        using var subscription = _bench
            .Get<LiveEvents>()
            .Subscribe<JoiningChanged>(cohort, _ =>
            {
                heard++;
                return Task.CompletedTask;
            });
        Assert.False((await _bench.Get<ReadTimer>().OfClassAsync(cohort, Ct)).IsJoiningClosed);
        await CloseAsync(true);
        Assert.Equal(1, heard);
        Assert.True((await _bench.Get<ReadTimer>().OfClassAsync(cohort, Ct)).IsJoiningClosed);
        Assert.True(
            (await _bench.Get<ReadDay>().RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), cohort, Ct)).Value.IsJoiningClosed
        );
        Assert.Equal(_bench.Time.GetUtcNow().UtcDateTime, (await _bench.MembersAsync()).JoiningClosedAt);
    }

    public void Dispose() => _bench.Dispose();

    private async Task CloseAsync(bool closed) =>
        Assert.True(
            (
                await _bench
                    .Get<ChangeClass>()
                    .CloseJoiningAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), closed, Ct)
            ).Succeeded
        );
}
