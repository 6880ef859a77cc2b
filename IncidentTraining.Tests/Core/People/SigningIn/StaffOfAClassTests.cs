using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.People;

/// <summary>
/// Staff leave the class code empty, including those whose account was created in a class: they were trainees before, or came with an
/// imported class.
/// </summary>
public sealed class StaffOfAClassTests : IDisposable
{
    private const string Name = "Nadia Petrov";

    private readonly PeopleBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_trainee_who_becomes_staff_signs_in_without_a_code_and_with_it()
    {
        var nadia = await _bench.JoinedAsync(Name);
        Assert.False((await _bench.CheckAsync(Name, PeopleBench.Passphrase)).Succeeded);
        await MakeInstructorAsync(nadia, await _bench.ClassAsync());
        var userId = await _bench.UserIdAsync(nadia.PersonId);
        Assert.Equal(userId, (await _bench.CheckAsync("nadia petrov", PeopleBench.Passphrase)).Value);
        Assert.Equal(userId, (await _bench.CheckAsync(Name, PeopleBench.Passphrase, await _bench.CodeAsync())).Value);
        Assert.False((await _bench.CheckAsync(Name, "guess guess guess")).Succeeded);
    }

    [Fact]
    public async Task Of_two_with_one_name_each_needs_the_code_of_their_class()
    {
        var second = await _bench.AnotherClassAsync();
        var (one, other) = (await _bench.JoinedAsync(Name), await _bench.JoinedAsync(Name, second));
        await MakeInstructorAsync(one, await _bench.ClassAsync());
        Assert.True((await _bench.CheckAsync(Name, PeopleBench.Passphrase)).Succeeded);
        await MakeInstructorAsync(other, second);
        var refused = await _bench.CheckAsync(Name, PeopleBench.Passphrase);
        Assert.Contains("type the code as well", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(
            await _bench.UserIdAsync(other.PersonId),
            (await _bench.CheckAsync(Name, PeopleBench.Passphrase, await _bench.CodeAsync(second))).Value
        );
    }

    [Fact]
    public async Task An_account_of_the_site_comes_before_one_of_a_class()
    {
        var site = await _bench.StaffAsync("Ines Holm", ClassRole.Facilitator, await _bench.AnotherClassAsync());
        var ofClass = await _bench.JoinedAsync("Ines Holm");
        await MakeInstructorAsync(ofClass, await _bench.ClassAsync());
        Assert.Equal(await _bench.UserIdAsync(site.PersonId), (await _bench.CheckAsync("Ines Holm", PeopleBench.Passphrase)).Value);
    }

    [Fact]
    public async Task The_server_resets_a_trainee_who_became_staff_and_an_administrator_without_a_class()
    {
        var nadia = await _bench.JoinedAsync(Name);
        Assert.Equal(RefusalKind.NotFound, (await _bench.Get<IssueCode>().FromServerAsync(Name, PeopleBench.Ct)).Refusal?.Kind);
        await MakeInstructorAsync(nadia, await _bench.ClassAsync());
        Assert.Equal(nadia.PersonId, (await _bench.Get<IssueCode>().FromServerAsync(Name, PeopleBench.Ct)).Value.PersonId);

        var ada = await _bench.ActorAsync(PeopleBench.Administrator);
        Assert.True((await _bench.Get<Administrators>().AddAsync(ada, new(Name), PeopleBench.Ct)).Succeeded);
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(ada, await _bench.ClassAsync(), nadia.PersonId, PeopleBench.Ct)).Succeeded);
        Assert.Equal(nadia.PersonId, (await _bench.Get<IssueCode>().FromServerAsync(Name, PeopleBench.Ct)).Value.PersonId);
        Assert.Equal(await _bench.UserIdAsync(nadia.PersonId), (await _bench.CheckAsync(Name, PeopleBench.Passphrase)).Value);
    }

    private async Task MakeInstructorAsync(Actor person, Guid cohortId)
    {
        var changed = await _bench
            .Get<ChangeRoles>()
            .RunAsync(
                await _bench.ActorAsync(PeopleBench.Administrator),
                cohortId,
                person.PersonId,
                [ClassRole.Instructor],
                PeopleBench.Ct
            );
        Assert.True(changed.Succeeded, changed.Refusal?.Message);
    }
}
