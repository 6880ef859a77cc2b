using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Tests.Core.People;

/// <summary>
/// A member of several classes signs in with the code of any of them, even after they have left the one in which they joined.
/// </summary>
public sealed class SeveralClassesTests : IDisposable
{
    private const string Name = "Nadia Petrov";

    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task The_code_of_each_class_opens_the_account_and_the_code_of_a_strange_class_does_not()
    {
        var (nadia, second) = await InTwoClassesAsync();
        var strange = await _bench.AnotherClassAsync("Strange class");
        var userId = await _bench.UserIdAsync(nadia.PersonId);
        Assert.Equal(userId, (await CheckAsync(await _bench.ClassAsync())).Value);
        Assert.Equal(userId, (await CheckAsync(second)).Value);
        Assert.False((await CheckAsync(strange)).Succeeded);
        Assert.False((await _bench.CheckAsync(Name, "guess guess guess", await _bench.CodeAsync(second))).Succeeded);
    }

    [Fact]
    public async Task Who_is_removed_from_the_class_of_their_code_signs_in_to_the_other_one_and_is_still_signed_in_there()
    {
        var (nadia, second) = await InTwoClassesAsync();
        var session = (
            await _bench.Get<Sessions>().StartAsync((await CheckAsync(await _bench.ClassAsync())).Value, new Visit("x"), Ct)
        ).Value;
        Assert.True((await RemoveAsync(nadia)).Succeeded);
        Assert.NotNull(await _bench.Get<SessionGuard>().CheckAsync(session, ct: Ct));
        Assert.False((await CheckAsync(await _bench.ClassAsync())).Succeeded);
        Assert.Equal(await _bench.UserIdAsync(nadia.PersonId), (await CheckAsync(second)).Value);

        // A new passphrase or name does not change this.
        Assert.True((await _bench.Get<RenamePerson>().OwnAsync(nadia, new("Nadia P. Petrov"), Ct)).Succeeded);
        Assert.True((await CheckAsync(second, "nadia p. petrov")).Succeeded);
        Assert.True(
            (
                await _bench
                    .Get<RemoveMember>()
                    .PutBackAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), nadia.PersonId, Ct)
            ).Succeeded
        );
        Assert.True((await CheckAsync(await _bench.ClassAsync(), "Nadia P. Petrov")).Succeeded);
        Assert.True((await CheckAsync(second, "Nadia P. Petrov")).Succeeded);
    }

    [Fact]
    public async Task The_name_is_free_in_the_class_that_was_left_and_taken_in_the_other()
    {
        var (nadia, second) = await InTwoClassesAsync();
        Assert.True((await RemoveAsync(nadia)).Succeeded);
        var namesake = await _bench.JoinedAsync(Name);
        Assert.Equal(await _bench.UserIdAsync(namesake.PersonId), (await CheckAsync(await _bench.ClassAsync())).Value);
        Assert.Equal(await _bench.UserIdAsync(nadia.PersonId), (await CheckAsync(second)).Value);

        Assert.Equal(RefusalKind.Conflict, (await _bench.JoinAsync("nadia  petrov", second)).Refusal?.Kind);
        var ben = await _bench.JoinedAsync("Ben Ortiz", second);
        var ada = await _bench.ActorAsync(PeopleBench.Administrator);
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<RenamePerson>().MemberAsync(ada, second, ben.PersonId, new(Name), Ct)).Refusal?.Kind
        );
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<MoveMember>().RunAsync(ada, await _bench.ClassAsync(), namesake.PersonId, second, Ct)).Refusal?.Kind
        );
        Assert.Contains(
            "Rename them first",
            (await _bench.Get<RemoveMember>().PutBackAsync(ada, await _bench.ClassAsync(), nadia.PersonId, Ct)).Refusal?.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Two members of one class can have the same name if one of them comes from another class.</summary>
    [Fact]
    public async Task A_removal_that_would_leave_a_person_without_a_sign_in_is_refused_until_they_have_another_name()
    {
        var nadia = await _bench.JoinedAsync(Name);
        var second = await _bench.AnotherClassAsync("Second class");
        await _bench.JoinedAsync(Name, second);
        await _bench
            .Get<WriteGate>()
            .WriteAsync(
                db =>
                {
                    db.Add(new Membership(second, nadia.PersonId, ClassRole.Trainee, _bench.Time.GetUtcNow().UtcDateTime));
                    return Task.FromResult(Outcome.Done);
                },
                Ct
            );
        var refused = await RemoveAsync(nadia);
        Assert.Equal(
            "Nadia Petrov signs in with this class's code, and Second class, where they stay, has another person with that name. Rename Nadia Petrov first, then remove them.",
            refused.Refusal?.Message
        );
        Assert.True(
            (
                await _bench
                    .Get<RenamePerson>()
                    .MemberAsync(
                        await _bench.ActorAsync(PeopleBench.Administrator),
                        await _bench.ClassAsync(),
                        nadia.PersonId,
                        new("Nadia Second"),
                        Ct
                    )
            ).Succeeded
        );
        Assert.True((await RemoveAsync(nadia)).Succeeded);
        Assert.Equal(await _bench.UserIdAsync(nadia.PersonId), (await CheckAsync(second, "Nadia Second")).Value);
    }

    [Fact]
    public async Task A_name_that_is_not_clear_opens_neither_account_and_no_typed_name_reaches_past_the_class()
    {
        var second = await _bench.AnotherClassAsync("Second class");
        var (one, other) = (await _bench.JoinedAsync(Name), await _bench.JoinedAsync(Name, await _bench.AnotherClassAsync("Third class")));
        await _bench
            .Get<WriteGate>()
            .WriteAsync(
                db =>
                {
                    db.AddRange(
                        new[] { one, other }.Select(person => new Membership(
                            second,
                            person.PersonId,
                            ClassRole.Trainee,
                            _bench.Time.GetUtcNow().UtcDateTime
                        ))
                    );
                    return Task.FromResult(Outcome.Done);
                },
                Ct
            );
        Assert.False((await CheckAsync(second)).Succeeded);
        Assert.False((await CheckAsync(second, "")).Succeeded);
        Assert.False((await CheckAsync(second, "%")).Succeeded);
        var lena = await _bench.JoinedAsync("Lena Left");
        Assert.True((await RemoveAsync(lena)).Succeeded);
        Assert.False((await _bench.CheckAsync(Accounts.UserNameOfLeft(lena.PersonId, "Lena Left"), PeopleBench.Passphrase)).Succeeded);
    }

    [Fact]
    public async Task A_name_with_a_slash_is_refused_wherever_an_account_is_made()
    {
        Assert.Contains("slash", (await _bench.JoinAsync("Nadia/Petrov")).Refusal?.Message, StringComparison.Ordinal);
        var refused = await _bench
            .Get<AddPeople>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), "left/0123", Ct);
        Assert.Contains("slash", refused.Refusal?.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<(Actor Nadia, Guid Second)> InTwoClassesAsync()
    {
        var nadia = await _bench.JoinedAsync(Name);
        var copy = await _bench
            .Get<CreateClass>()
            .RunAsync(
                await _bench.ActorAsync(PeopleBench.Administrator),
                new("Second class", "day-4-incident-response", "UTC", CopyOf: await _bench.ClassAsync(), WithTrainees: true),
                Ct
            );
        return (nadia, copy.Value);
    }

    private async Task<Outcome<string>> CheckAsync(Guid cohort, string name = Name) =>
        await _bench.CheckAsync(name, PeopleBench.Passphrase, await _bench.CodeAsync(cohort));

    private async Task<Outcome> RemoveAsync(Actor person) =>
        await _bench
            .Get<RemoveMember>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), person.PersonId, Ct);
}
