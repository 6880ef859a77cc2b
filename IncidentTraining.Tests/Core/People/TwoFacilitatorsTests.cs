using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.People;

/// <summary>
/// Two facilitators who change the people of a class at the same moment: one succeeds, the other is told, and nothing is done twice.
/// </summary>
public sealed class TwoFacilitatorsTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task Who_both_remove_a_person_remove_them_once()
    {
        var (femi, olga, cohort) = await BothAsync();
        var nadia = await _bench.JoinedAsync("Nadia Petrov");
        var refused = await OneIsRefusedAsync(who => _bench.Get<RemoveMember>().RunAsync(who, cohort, nadia.PersonId, Ct), femi, olga);
        Assert.Equal(RefusalKind.NotFound, refused.Kind);
        Assert.Single(await _bench.LogAsync(), entry => entry.Action is AuditAction.Removed);
        Assert.Single((await _bench.Get<RemoveMember>().RemovedAsync(femi, cohort, Ct)).Value);
    }

    [Fact]
    public async Task Who_both_add_the_same_list_add_each_person_once()
    {
        var (femi, olga, cohort) = await BothAsync();
        var before = (await _bench.MembersAsync()).Members.Count;
        var refused = await OneIsRefusedAsync(
            async who =>
                await _bench.Get<AddPeople>().RunAsync(who, cohort, "Ben Ortiz\nZoe Lind", Ct) is { Succeeded: false } no
                    ? no.Refusal
                    : Outcome.Done,
            femi,
            olga
        );
        Assert.Contains("already in the class", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before + 2, (await _bench.MembersAsync()).Members.Count);
    }

    [Fact]
    public async Task Who_remove_each_other_leave_one_facilitator()
    {
        var cohort = await _bench.AnotherClassAsync();
        var (anna, olga) = (
            await _bench.StaffAsync("Anna Facilitator", ClassRole.Facilitator, cohort),
            await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator, cohort)
        );
        await TogetherAsync(
            () => _bench.Get<ChangeRoles>().RunAsync(anna, cohort, olga.PersonId, [ClassRole.Instructor], Ct),
            () => _bench.Get<ChangeRoles>().RunAsync(olga, cohort, anna.PersonId, [ClassRole.Instructor], Ct)
        );
        Assert.Single((await _bench.MembersAsync(cohort)).Members, member => member.Roles.Contains(ClassRole.Facilitator));
    }

    [Fact]
    public async Task Who_rename_different_people_to_one_name_give_it_once()
    {
        var (femi, olga, cohort) = await BothAsync();
        var (one, other) = (await _bench.JoinedAsync("Ben Ortiz"), await _bench.JoinedAsync("Zoe Lind"));
        var outcomes = await TogetherAsync(
            () => _bench.Get<RenamePerson>().MemberAsync(femi, cohort, one.PersonId, new("Sam Smith"), Ct),
            () => _bench.Get<RenamePerson>().MemberAsync(olga, cohort, other.PersonId, new("Sam Smith"), Ct)
        );
        Assert.Equal(
            "Sam Smith is already in this class. Add an initial.",
            Assert.Single(outcomes, outcome => !outcome.Succeeded).Refusal?.Message
        );
        Assert.Single((await _bench.MembersAsync()).Members, member => member.Name == "Sam Smith");
    }

    public void Dispose() => _bench.Dispose();

    private async Task<(Actor Femi, Actor Olga, Guid Cohort)> BothAsync() =>
        (
            await _bench.ActorAsync(PeopleBench.Facilitator),
            await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator),
            await _bench.ClassAsync()
        );

    private static async Task<Refusal> OneIsRefusedAsync(Func<Actor, Task<Outcome>> work, Actor one, Actor other) =>
        Assert.Single(await TogetherAsync(() => work(one), () => work(other)), outcome => !outcome.Succeeded).Refusal!;

    private static async Task<Outcome[]> TogetherAsync(params Func<Task<Outcome>>[] both)
    {
        using var together = new Barrier(both.Length);
        return await Task.WhenAll(
            both.Select(work =>
                Task.Run(() =>
                {
                    together.SignalAndWait(Ct);
                    return work();
                })
            )
        );
    }
}
