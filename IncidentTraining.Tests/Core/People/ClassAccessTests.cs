using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Core.Storage;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Who may do what in a class, checked against the database.</summary>
public sealed class ClassAccessTests : IDisposable
{
    private const string NoSuchClass = "There is no such class, or you are not a member of it.";
    private const string IsArchived = "This class is archived: you can read it, but not change it. Reopen it first.";

    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly StorageBench _bench = new();

    [Theory]
    [InlineData(new[] { ClassRole.Instructor }, new[] { ClassRole.Instructor }, ClassRole.Instructor)]
    [InlineData(new[] { ClassRole.Trainee }, new[] { ClassRole.Trainee, ClassRole.Instructor }, ClassRole.Trainee)]
    // If a person has several roles, the first requested one counts, not the first held.
    [InlineData(
        new[] { ClassRole.Instructor, ClassRole.Facilitator },
        new[] { ClassRole.Facilitator, ClassRole.Instructor },
        ClassRole.Facilitator
    )]
    [InlineData(
        new[] { ClassRole.Instructor, ClassRole.Facilitator },
        new[] { ClassRole.Instructor, ClassRole.Facilitator },
        ClassRole.Instructor
    )]
    public async Task A_member_with_one_of_the_roles_may(ClassRole[] held, ClassRole[] asked, ClassRole expected)
    {
        var (actor, cohort) = await MemberAsync(held);
        foreach (
            var found in new[]
            {
                await ReadAsync(db => Require(db, actor, cohort, asked)),
                await ChangeAsync(db => Require(db, actor, cohort, asked)),
            }
        )
        {
            Assert.Equal((expected, actor.PersonId, cohort.Id), (found.Value.Role, found.Value.PersonId, found.Value.CohortId));
        }
    }

    [Fact]
    public async Task A_member_without_the_role_is_told_who_may_and_a_stranger_that_there_is_no_such_class()
    {
        var (actor, cohort) = await MemberAsync(ClassRole.Trainee);
        var refused = await ReadAsync(db => Require(db, actor, cohort, ClassRole.Instructor, ClassRole.Facilitator));
        Assert.Equal((RefusalKind.NotAllowed, "Only instructors and facilitators of the class can do this."), Of(refused));

        var (stranger, _) = await MemberAsync(ClassRole.Facilitator);
        Assert.Equal((RefusalKind.NotFound, NoSuchClass), Of(await ReadAsync(db => Require(db, stranger, cohort, ClassRole.Trainee))));
        Assert.Equal((RefusalKind.NotFound, NoSuchClass), Of(await ReadAsync(db => db.RequireMemberAsync(stranger, cohort.Id, Ct))));
    }

    [Theory]
    [InlineData(ClassRole.Trainee)]
    [InlineData(ClassRole.Instructor)]
    [InlineData(ClassRole.Facilitator)]
    public async Task Each_role_makes_a_member(ClassRole role)
    {
        var (actor, cohort) = await MemberAsync(role);
        Assert.Equal(role, (await ReadAsync(db => db.RequireMemberAsync(actor, cohort.Id, Ct))).Value.Role);
    }

    [Fact]
    public async Task An_archived_class_is_closed_to_its_trainees_and_read_by_its_staff()
    {
        var (trainee, cohort) = await MemberAsync(ClassRole.Trainee);
        var staff = await _bench.AddPersonAsync();
        await _bench.Gate.WriteAsync(
            db =>
            {
                db.Add(new Membership(cohort.Id, staff.Id, ClassRole.Instructor, Now));
                return Task.FromResult(Outcome.Done);
            },
            Ct
        );
        var instructor = new Actor(staff.Id, IsAdministrator: false);
        await _bench.ChangeAsync<Cohort>(cohort.Id, one => one.Archive(Now));

        Assert.Equal((RefusalKind.NotFound, NoSuchClass), Of(await ReadAsync(db => Require(db, trainee, cohort, ClassRole.Trainee))));
        Assert.True((await ReadAsync(db => Require(db, instructor, cohort, ClassRole.Instructor))).Succeeded);
        Assert.Equal(
            (RefusalKind.Conflict, IsArchived),
            Of(await ChangeAsync(db => Require(db, instructor, cohort, ClassRole.Instructor)))
        );
        Assert.True(
            (await ChangeAsync(db => db.RequireRoleAsync(instructor, cohort.Id, [ClassRole.Instructor], Ct, evenArchived: true))).Succeeded
        );

        await _bench.ChangeAsync<Cohort>(cohort.Id, one => one.Reopen());
        Assert.True((await ChangeAsync(db => Require(db, instructor, cohort, ClassRole.Instructor))).Succeeded);
        Assert.True((await ChangeAsync(db => Require(db, trainee, cohort, ClassRole.Trainee))).Succeeded);
    }

    [Fact]
    public void What_is_held_in_an_archived_class_is_what_staff_hold()
    {
        Assert.Equal([new HeldRole(ClassRole.Trainee, false)], ClassAccess.Held([ClassRole.Trainee], isArchived: false));
        Assert.Empty(ClassAccess.Held([ClassRole.Trainee], isArchived: true));
        Assert.Equal(
            [new HeldRole(ClassRole.Instructor, true)],
            ClassAccess.Held([ClassRole.Trainee, ClassRole.Instructor], isArchived: true)
        );
    }

    [Fact]
    public async Task Only_changing_an_archived_class_is_refused()
    {
        var (_, cohort) = await MemberAsync(ClassRole.Trainee);
        Assert.True((await ChangeAsync(db => db.RequireOpenAsync(cohort.Id, Ct))).Succeeded);
        await _bench.ChangeAsync<Cohort>(cohort.Id, one => one.Archive(Now));

        var (_, other) = await MemberAsync(ClassRole.Trainee);
        Assert.Equal(IsArchived, (await ChangeAsync(db => db.RequireOpenAsync(cohort.Id, Ct))).Refusal!.Message);
        Assert.True((await ChangeAsync(db => db.RequireOpenAsync(other.Id, Ct))).Succeeded);
        await using var reading = _bench.Contexts.CreateDbContext();
        Assert.True((await reading.RequireOpenAsync(cohort.Id, Ct)).Succeeded);
    }

    [Fact]
    public async Task That_a_class_is_archived_is_said_where_other_refusals_are_hidden()
    {
        var (actor, cohort) = await MemberAsync(ClassRole.Instructor);
        await _bench.ChangeAsync<Cohort>(cohort.Id, one => one.Archive(Now));
        var unknown = Refusal.NotFound("There is no such document.");

        var archived = (await ChangeAsync(db => Require(db, actor, cohort, ClassRole.Instructor))).Refusal!;
        Assert.Same(archived, archived.Hiding(unknown));
        Assert.Same(unknown, Refusal.NotAllowed("Only instructors of the class can do this.").Hiding(unknown));
    }

    [Fact]
    public async Task An_administrator_is_one_now_and_not_what_a_sign_in_once_said()
    {
        var administrator = await _bench.AddPersonAsync(isAdministrator: true);
        var person = await _bench.AddPersonAsync();
        var believes = new Actor(person.Id, IsAdministrator: true);
        await using var db = _bench.Contexts.CreateDbContext();

        Assert.True(await db.IsAdministratorAsync(new Actor(administrator.Id, IsAdministrator: false), Ct));
        Assert.False(await db.IsAdministratorAsync(believes, Ct));
        Assert.True((await db.RequireAdministratorAsync(new Actor(administrator.Id, true), "Not you.", Ct)).Succeeded);
        var refused = await db.RequireAdministratorAsync(believes, "Not you.", Ct);
        Assert.Equal((RefusalKind.NotAllowed, "Not you."), (refused.Refusal!.Kind, refused.Refusal.Message));

        await _bench.ChangeAsync<Person>(administrator.Id, one => one.Disable(Now));
        Assert.False(await db.IsAdministratorAsync(new Actor(administrator.Id, true), Ct));
    }

    [Fact]
    public async Task Facilitators_help_in_their_class_and_administrators_in_every_one()
    {
        var (facilitator, cohort) = await MemberAsync(ClassRole.Facilitator);
        var (instructor, own) = await MemberAsync(ClassRole.Instructor);
        var administrator = new Actor((await _bench.AddPersonAsync(isAdministrator: true)).Id, IsAdministrator: true);

        Assert.Null(await HelpAsync(facilitator, cohort.Id));
        Assert.Null(await HelpAsync(administrator, cohort.Id));
        Assert.Null(await HelpAsync(administrator, own.Id));
        Assert.Equal((RefusalKind.NotFound, NoSuchClass), await HelpAsync(facilitator, own.Id));
        Assert.Equal((RefusalKind.NotAllowed, "Only facilitators of the class can do this."), await HelpAsync(instructor, own.Id));
        Assert.Equal((RefusalKind.NotFound, "There is no such class."), await HelpAsync(administrator, Guid.CreateVersion7()));

        await _bench.ChangeAsync<Cohort>(cohort.Id, one => one.Archive(Now));
        foreach (var helper in new[] { facilitator, administrator })
        {
            Assert.Equal((RefusalKind.Conflict, IsArchived), await HelpAsync(helper, cohort.Id));
            Assert.Null(await HelpAsync(helper, cohort.Id, evenArchived: true));
        }

        async Task<(RefusalKind, string)?> HelpAsync(Actor actor, Guid cohortId, bool evenArchived = false)
        {
            var outcome = await ChangeAsync(db => db.RequireHelperAsync(actor, cohortId, Ct, evenArchived));
            return outcome.Succeeded ? null : (outcome.Refusal.Kind, outcome.Refusal.Message);
        }
    }

    public void Dispose() => _bench.Dispose();

    private static (RefusalKind, string) Of<T>(Outcome<T> outcome) => (outcome.Refusal!.Kind, outcome.Refusal.Message);

    private static Task<Outcome<Membership>> Require(TrainingDb db, Actor actor, Cohort cohort, params ClassRole[] roles) =>
        db.RequireRoleAsync(actor, cohort.Id, roles, Ct);

    private async Task<(Actor Actor, Cohort Cohort)> MemberAsync(params ClassRole[] roles)
    {
        var person = await _bench.AddPersonAsync();
        return (new Actor(person.Id, IsAdministrator: false), await _bench.AddClassAsync(person.Id, roles));
    }

    private async Task<T> ReadAsync<T>(Func<TrainingDb, Task<T>> ask)
    {
        await using var db = _bench.Contexts.CreateDbContext();
        return await ask(db);
    }

    private async Task<T> ChangeAsync<T>(Func<TrainingDb, Task<T>> ask)
        where T : class
    {
        T? answer = null;
        await _bench.Gate.WriteAsync(
            async db =>
            {
                answer = await ask(db);
                return Outcome.Done;
            },
            Ct
        );
        return answer!;
    }
}
