using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Schedule;
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
        var (cohort, femi, ivan) = (await _bench.ClassAsync(), await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ActorAsync(PeopleBench.Instructor));
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
        Assert.True((await _bench.Get<ChangeGradingRules>().RunAsync(ivan, cohort, rules, Ct)).Succeeded);
        var copy = (await CopyAsync(cohort)).Value;

        var (original, made) = (await _bench.MembersAsync(cohort), await _bench.MembersAsync(copy));
        Assert.Equal(original.Members.Where(member => member.Role is not ClassRole.Trainee).Select(member => (member.Name, member.RoleWords)), made.Members.Select(member => (member.Name, member.RoleWords)));
        Assert.NotEqual(original.JoinCode, made.JoinCode);
        await using var after = await _bench.Portal.OpenDatabaseAsync();
        var copied = await after.Set<RunOfDay>().SingleAsync(day => day.CohortId == copy, Ct);
        Assert.Equal((true, (string?)null), (copied.LabsOpenWithTimer, copied.Announcement));
        Assert.True(await after.Set<ClassRanking>().AnyAsync(ranking => ranking.CohortId == copy && ranking.IsShown, Ct));
        var settings = await after.Set<ReviewSettings>().SingleAsync(one => one.CohortId == copy, Ct);
        Assert.Equal((rules.HideNames, rules.DoubleMarkPercent), (settings.HideNames, settings.DoubleMarkPercent));
    }

    [Fact]
    public async Task A_class_with_the_usual_settings_has_no_rows_of_its_own_and_one_that_is_gone_creates_nothing()
    {
        var copy = (await CopyAsync(await _bench.AnotherClassAsync())).Value;
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.False(await db.Set<RunOfDay>().AnyAsync(day => day.CohortId == copy, Ct) || await db.Set<ReviewSettings>().AnyAsync(one => one.CohortId == copy, Ct));
        var before = await db.Set<Cohort>().CountAsync(Ct);
        Assert.Equal(RefusalKind.NotFound, (await CopyAsync(Guid.CreateVersion7())).Refusal?.Kind);
        Assert.Equal(before, await db.Set<Cohort>().CountAsync(Ct));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<Outcome<Guid>> CopyAsync(Guid original) =>
        await _bench.Get<CreateClass>().RunAsync(await _bench.ActorAsync(PeopleBench.Administrator), new("Copy", "day-4-incident-response", "UTC", CopyOf: original), Ct);
}
