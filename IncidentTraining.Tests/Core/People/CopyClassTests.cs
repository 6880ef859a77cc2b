using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>A class as a copy of another one: its staff and settings, and nothing of what was done in it.</summary>
public sealed class CopyClassTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task Staff_and_settings_are_taken_over_and_trainees_and_work_are_not()
    {
        var (cohort, femi, ivan) = (
            await _bench.ClassAsync(),
            await _bench.ActorAsync(PeopleBench.Facilitator),
            await _bench.ActorAsync(PeopleBench.Instructor)
        );
        var rules = new GradingRules(HideNames: true, DoubleMarkPercent: 30);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            var day = new RunOfDay(cohort);
            day.OpenLabs(withTimer: true);
            day.Announce("Welcome.", _bench.Time.GetUtcNow().UtcDateTime);
            db.Add(day);
            await db.SaveChangesAsync(Ct);
        }

        Assert.True((await _bench.Get<ChooseRanking>().RunAsync(femi, cohort, isShown: true, Ct)).Succeeded);
        Assert.True(
            (
                await _bench.Get<SetCrewRules>().RunAsync(femi, cohort, new(CommanderActsInPairs: true, HandsOverHalfway: false), Ct)
            ).Succeeded
        );
        Assert.True((await _bench.Get<ChangeGradingRules>().RunAsync(ivan, cohort, rules, Ct)).Succeeded);
        var copy = (await CopyAsync(cohort)).Value;

        var (original, made) = (await _bench.MembersAsync(cohort), await _bench.MembersAsync(copy));
        Assert.Equal(
            original.Members.Where(member => member.Role is not ClassRole.Trainee).Select(member => (member.Name, member.RoleWords)),
            made.Members.Select(member => (member.Name, member.RoleWords))
        );
        Assert.NotEqual(original.JoinCode, made.JoinCode);
        await using var after = await _bench.Portal.OpenDatabaseAsync();
        var copied = await after.Set<RunOfDay>().SingleAsync(day => day.CohortId == copy, Ct);
        Assert.Equal((true, (string?)null), (copied.LabsOpenWithTimer, copied.Announcement));
        Assert.Equal(new CrewRules(CommanderActsInPairs: true, HandsOverHalfway: false), await after.CrewRulesOfAsync(copy, Ct));
        Assert.True(await after.Set<ClassRanking>().AnyAsync(ranking => ranking.CohortId == copy && ranking.IsShown, Ct));
        var settings = await after.Set<ReviewSettings>().SingleAsync(one => one.CohortId == copy, Ct);
        Assert.Equal((rules.HideNames, rules.DoubleMarkPercent), (settings.HideNames, settings.DoubleMarkPercent));
    }

    [Fact]
    public async Task A_class_with_the_usual_settings_has_no_rows_of_its_own_and_one_that_is_gone_creates_nothing()
    {
        var copy = (await CopyAsync(await _bench.AnotherClassAsync())).Value;
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.False(await db.Set<ClassCrewRules>().AnyAsync(rules => rules.CohortId == copy, Ct));
        Assert.False(
            await db.Set<RunOfDay>().AnyAsync(day => day.CohortId == copy, Ct)
                || await db.Set<ReviewSettings>().AnyAsync(one => one.CohortId == copy, Ct)
        );
        var before = await db.Set<Cohort>().CountAsync(Ct);
        Assert.Equal(RefusalKind.NotFound, (await CopyAsync(Guid.CreateVersion7())).Refusal?.Kind);
        Assert.Equal(before, await db.Set<Cohort>().CountAsync(Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trainees_crews_and_experience_are_taken_along_where_it_is_asked_for_and_work_stays(bool withTrainees)
    {
        var (cohort, femi) = (await _bench.ClassAsync(), await _bench.ActorAsync(PeopleBench.Facilitator));
        var (first, second, third) = (
            await _bench.IdAsync("demo-trainee-1"),
            await _bench.IdAsync("demo-trainee-2"),
            await _bench.IdAsync("demo-trainee-3")
        );
        var ben = await _bench.JoinedAsync("Ben Ortiz");
        Assert.True((await _bench.Get<SetExperience>().RunAsync(femi, cohort, second, Experience.Experienced, Ct)).Succeeded);
        Assert.True(
            (
                await _bench
                    .Get<FormCrews>()
                    .KeepAsync(
                        femi,
                        cohort,
                        new(
                            0,
                            CrewMethod.Hand,
                            [
                                [ben.PersonId],
                                [first, second],
                                [third],
                            ],
                            LabBench.Lab1
                        ),
                        Ct
                    )
            ).Succeeded
        );
        Assert.True(
            (
                await _bench.Get<StartLabRun>().RunAsync(await _bench.ActorAsync("demo-trainee-1"), new(cohort, LabBench.Lab1, null), Ct)
            ).Succeeded
        );
        // The account of a disabled person is not taken along, and the crew that is empty without them is not there.
        Assert.True(
            (
                await _bench
                    .Get<EndAccess>()
                    .DisableAsync(await _bench.ActorAsync(PeopleBench.Administrator), cohort, ben.PersonId, disabled: true, Ct)
            ).Succeeded
        );

        var copy = (await CopyAsync(cohort, withTrainees)).Value;
        var trainees = (await _bench.MembersAsync(copy))
            .Members.Where(member => member.Role is ClassRole.Trainee)
            .Select(member => member.PersonId);
        Guid[] expected = withTrainees ? [first, second, third] : [];
        Assert.Equal(expected.Order(), trainees.Order());
        var board = (await _bench.Get<FormCrews>().ReadAsync(femi, copy, Ct)).Value;
        Assert.Equal(withTrainees ? 2 : 0, board.Crews.Count);
        if (withTrainees)
        {
            Assert.Equal(new[] { first, second }.Order(), board.Crews[0].Order());
            Assert.Equal([third], board.Crews[1]);
            Assert.Equal(
                (LabBench.Lab1, Experience.Experienced),
                (board.PageId, board.Candidates.Single(candidate => candidate.PersonId == second).Level)
            );
        }

        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.False(await db.Set<LabRun>().AnyAsync(run => run.CohortId == copy, Ct));
        Assert.Equal(4, await db.Set<CrewSeat>().CountAsync(seat => seat.CohortId == cohort, Ct));
    }

    [Fact]
    public async Task Crews_for_a_lab_that_the_day_of_the_copy_does_not_have_count_for_every_lab()
    {
        var (cohort, femi, first) = (
            await _bench.ClassAsync(),
            await _bench.ActorAsync(PeopleBench.Facilitator),
            await _bench.IdAsync("demo-trainee-1")
        );
        Assert.True(
            (
                await _bench
                    .Get<FormCrews>()
                    .KeepAsync(
                        femi,
                        cohort,
                        new(
                            0,
                            CrewMethod.Hand,
                            [
                                [first],
                            ],
                            LabBench.Lab1
                        ),
                        Ct
                    )
            ).Succeeded
        );
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await db.Set<CrewPlan>().ExecuteUpdateAsync(plan => plan.SetProperty(one => one.PageId, "lab-of-another-day"), Ct);
        }

        Assert.Null((await _bench.Get<FormCrews>().ReadAsync(femi, (await CopyAsync(cohort, withTrainees: true)).Value, Ct)).Value.PageId);
    }

    [Fact]
    public async Task The_weights_of_results_and_a_start_of_its_own_are_taken_over()
    {
        var (cohort, ivan) = (await _bench.ClassAsync(), await _bench.ActorAsync(PeopleBench.Instructor));
        var weights = new ResultWeights(1, 2, 3, 4, 5, 6);
        Assert.True((await _bench.Get<ChooseWeights>().RunAsync(ivan, cohort, isShown: true, weights, Ct)).Succeeded);
        var copy = (await CopyAsync(cohort)).Value;
        Assert.Equal(new ChosenWeights(true, weights), (await _bench.Get<ChooseWeights>().ReadAsync(ivan, copy, Ct)).Value);
        Assert.Equal(
            (new TimeOnly(10, 30), null),
            ((await _bench.MembersAsync(copy)).StartsAt, (await _bench.MembersAsync(cohort)).StartsAt)
        );
    }

    /// <summary>Data that a class has once is a setting of it; a new one must be copied, or listed here with the reason why not.</summary>
    [Fact]
    public async Task Each_setting_of_a_class_has_a_test_of_its_copy()
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var settings = db
            .Model.GetEntityTypes()
            .Where(type => type.FindPrimaryKey()!.Properties is [{ Name: "CohortId" }])
            .Select(type => type.ClrType.Name);
        Assert.Equal(
            [
                nameof(ClassCrewRules),
                nameof(ClassRanking),
                nameof(ClassWeights),
                nameof(CrewPlan),
                nameof(ReviewSettings),
                nameof(RunOfDay),
            ],
            settings.Order()
        );
    }

    public void Dispose() => _bench.Dispose();

    private async Task<Outcome<Guid>> CopyAsync(Guid original, bool withTrainees = false) =>
        await _bench
            .Get<CreateClass>()
            .RunAsync(
                await _bench.ActorAsync(PeopleBench.Administrator),
                new("Copy", "day-4-incident-response", "UTC", CopyOf: original, StartsAt: new TimeOnly(10, 30), WithTrainees: withTrainees),
                Ct
            );
}
