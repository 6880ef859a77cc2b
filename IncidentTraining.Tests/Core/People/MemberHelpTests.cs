using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Roles, removal, moving and renaming of members.</summary>
public sealed class MemberHelpTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task One_person_is_facilitator_and_instructor_of_a_class()
    {
        var femi = await _bench.ActorAsync(PeopleBench.Facilitator);
        Assert.True((await RolesAsync(femi.PersonId, ClassRole.Facilitator, ClassRole.Instructor)).Succeeded);
        Assert.Equal("Facilitator and instructor", (await _bench.MemberAsync(femi.PersonId))!.RoleWords);

        var own = Assert.Single(await _bench.Get<MyClasses>().RunAsync(femi, Ct));
        Assert.Equal((ClassRole.Facilitator, true), (own.Role, own.Has(ClassRole.Instructor)));
        Assert.True(
            (await _bench.Get<IncidentTraining.Core.Reviews.Grading.ReviewQueue>().RunAsync(femi, await _bench.ClassAsync(), Ct)).Succeeded
        );
    }

    [Theory]
    [InlineData(ClassRole.Trainee, ClassRole.Facilitator)]
    [InlineData(ClassRole.Instructor, ClassRole.Trainee)]
    public async Task A_trainee_holds_no_other_role(ClassRole one, ClassRole other)
    {
        var refused = await RolesAsync(await _bench.IdAsync(PeopleBench.Trainee), one, other);
        Assert.Contains("staff see the answers", refused.Refusal!.Message);
    }

    [Fact]
    public async Task The_last_facilitator_of_a_class_cannot_be_removed_moved_or_made_something_else()
    {
        var (cohort, femi, ada) = (
            await _bench.ClassAsync(),
            await _bench.IdAsync(PeopleBench.Facilitator),
            await _bench.ActorAsync(PeopleBench.Administrator)
        );
        var other = await _bench.AnotherClassAsync();
        Assert.Contains("last facilitator", (await RolesAsync(femi, ClassRole.Instructor)).Refusal!.Message);
        Assert.Contains("last facilitator", (await _bench.Get<RemoveMember>().RunAsync(ada, cohort, femi, Ct)).Refusal!.Message);
        Assert.Contains("last facilitator", (await _bench.Get<MoveMember>().RunAsync(ada, cohort, femi, other, Ct)).Refusal!.Message);

        Assert.True(
            (await RolesAsync(await _bench.IdAsync(PeopleBench.Instructor), ClassRole.Instructor, ClassRole.Facilitator)).Succeeded
        );
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(ada, cohort, femi, Ct)).Succeeded);
    }

    [Fact]
    public async Task The_last_administrator_who_can_sign_in_keeps_the_right()
    {
        var ada = await _bench.ActorAsync(PeopleBench.Administrator);
        var administrators = _bench.Get<Administrators>();
        Assert.Contains("last administrator", (await administrators.RemoveAsync(ada, ada.PersonId, Ct)).Refusal!.Message);

        var second = (await administrators.AddAsync(ada, new("Omar Diallo"), Ct)).Value!;
        Assert.Contains("last administrator", (await administrators.RemoveAsync(ada, ada.PersonId, Ct)).Refusal!.Message);

        var userId = (
            await _bench.Get<ChoosePassphrase>().WithCodeAsync(new(second.Code, PeopleBench.Passphrase), new Visit("x"), Ct)
        ).Value;
        await _bench.Get<Sessions>().StartAsync(userId, new Visit("x"), Ct);
        Assert.True((await administrators.RemoveAsync(ada, ada.PersonId, Ct)).Succeeded);
        // The actor's data is from before.
        Assert.Equal(RefusalKind.NotAllowed, (await administrators.ListAsync(ada, Ct)).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _bench.Get<CreateClass>().RunAsync(ada, new("X", "day-4-incident-response", "UTC"), Ct)).Refusal!.Kind
        );
        Assert.Equal(RefusalKind.NotAllowed, (await _bench.Get<ClassList>().AllAsync(ada, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task Who_is_removed_is_signed_out_frees_the_name_and_can_be_put_back()
    {
        var (cohort, femi) = (await _bench.ClassAsync(), await _bench.ActorAsync(PeopleBench.Facilitator));
        var ben = await _bench.JoinedAsync("Ben Ortiz");
        var code = await _bench.CodeAsync();
        var session = (
            await _bench
                .Get<Sessions>()
                .StartAsync((await _bench.CheckAsync("Ben Ortiz", PeopleBench.Passphrase, code)).Value, new Visit("x"), Ct)
        ).Value;

        Assert.True((await _bench.Get<RemoveMember>().RunAsync(femi, cohort, ben.PersonId, Ct)).Succeeded);
        Assert.Null(await _bench.Get<SessionGuard>().CheckAsync(session, ct: Ct));
        Assert.Null(await _bench.MemberAsync(ben.PersonId));
        Assert.False((await _bench.CheckAsync("Ben Ortiz", PeopleBench.Passphrase, code)).Succeeded);
        Assert.Equal("Ben Ortiz", (await _bench.Get<RemoveMember>().RemovedAsync(femi, cohort, Ct)).Value.Single().Name);

        var second = await _bench.JoinedAsync("Ben Ortiz");
        Assert.Contains(
            "Rename them first",
            (await _bench.Get<RemoveMember>().PutBackAsync(femi, cohort, ben.PersonId, Ct)).Refusal!.Message
        );
        await _bench.Get<RenamePerson>().MemberAsync(femi, cohort, second.PersonId, new("Ben O. Ortiz"), Ct);
        Assert.True((await _bench.Get<RemoveMember>().PutBackAsync(femi, cohort, ben.PersonId, Ct)).Succeeded);
        Assert.True((await _bench.CheckAsync("Ben Ortiz", PeopleBench.Passphrase, code)).Succeeded);
        Assert.Equal(ClassRole.Trainee, (await _bench.MemberAsync(ben.PersonId))!.Role);

        // And once more: the list of the removed keeps one line for each person.
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(femi, cohort, ben.PersonId, Ct)).Succeeded);
        Assert.Single((await _bench.Get<RemoveMember>().RemovedAsync(femi, cohort, Ct)).Value);
    }

    [Fact]
    public async Task Who_joined_the_wrong_class_is_moved_and_signs_in_with_the_code_of_the_right_one()
    {
        var (cohort, right, ada) = (
            await _bench.ClassAsync(),
            await _bench.AnotherClassAsync(),
            await _bench.ActorAsync(PeopleBench.Administrator)
        );
        var ben = await _bench.JoinedAsync("Ben Ortiz");
        await _bench.JoinedAsync("Ben Ortiz", right);
        Assert.Contains(
            "Rename one of them",
            (await _bench.Get<MoveMember>().RunAsync(ada, cohort, ben.PersonId, right, Ct)).Refusal!.Message
        );

        var zoe = await _bench.JoinedAsync("Zoe Lind");
        Assert.True((await _bench.Get<MoveMember>().RunAsync(ada, cohort, zoe.PersonId, right, Ct)).Succeeded);
        Assert.True((await _bench.CheckAsync("Zoe Lind", PeopleBench.Passphrase, await _bench.CodeAsync(right))).Succeeded);
        Assert.False((await _bench.CheckAsync("Zoe Lind", PeopleBench.Passphrase, await _bench.CodeAsync())).Succeeded);
        Assert.NotNull(await _bench.MemberAsync(zoe.PersonId, right));
        Assert.Null(await _bench.MemberAsync(zoe.PersonId));
    }

    [Fact]
    public async Task A_facilitator_moves_only_between_classes_of_their_own()
    {
        var right = await _bench.AnotherClassAsync();
        var femi = await _bench.ActorAsync(PeopleBench.Facilitator);
        var refused = await _bench
            .Get<MoveMember>()
            .RunAsync(femi, await _bench.ClassAsync(), await _bench.IdAsync(PeopleBench.Trainee), right, Ct);
        Assert.Equal(RefusalKind.NotFound, refused.Refusal!.Kind);
        Assert.Empty(await _bench.Get<MoveMember>().TargetsAsync(femi, await _bench.ClassAsync(), Ct));
        Assert.Equal(
            [right],
            (
                await _bench
                    .Get<MoveMember>()
                    .TargetsAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), Ct)
            ).Select(target => target.CohortId)
        );
    }

    [Fact]
    public async Task A_renamed_trainee_signs_in_with_the_new_name()
    {
        var (cohort, femi) = (await _bench.ClassAsync(), await _bench.ActorAsync(PeopleBench.Facilitator));
        var ben = await _bench.JoinedAsync("Ben Ortis");
        await _bench.JoinedAsync("Ben Ortiz");
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<RenamePerson>().MemberAsync(femi, cohort, ben.PersonId, new("ben  ortiz"), Ct)).Refusal!.Kind
        );
        Assert.True((await _bench.Get<RenamePerson>().MemberAsync(femi, cohort, ben.PersonId, new("Benita Ortiz"), Ct)).Succeeded);
        Assert.True((await _bench.CheckAsync("Benita Ortiz", PeopleBench.Passphrase, await _bench.CodeAsync())).Succeeded);
        Assert.Equal("Benita Ortiz", (await _bench.MemberAsync(ben.PersonId))!.Name);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<Outcome> RolesAsync(Guid personId, params ClassRole[] roles) =>
        await _bench
            .Get<ChangeRoles>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), personId, roles, Ct);
}
