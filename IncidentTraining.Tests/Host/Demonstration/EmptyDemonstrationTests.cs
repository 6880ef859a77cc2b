using IncidentTraining.Core.Demonstration;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Demonstration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Demonstration;

/// <summary>One button removes what the demonstration class has done, and nothing else.</summary>
public sealed class EmptyDemonstrationTests : IDisposable
{
    private readonly Writing _writing = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PortalFactory Portal => _writing.Factory;

    public void Dispose() => _writing.Dispose();

    [Fact]
    public async Task The_work_and_the_invented_people_go_and_the_people_of_the_sign_in_page_have_an_empty_class()
    {
        var class1 = await Portal.CohortIdAsync();
        await _writing.BeginAsync();
        await AddAsync();
        var trainee = await Portal.ActorAsync("demo-trainee-1");
        Assert.Null((await _writing.UseCase<MarkRead>().RunAsync(trainee, RealContent.DayId, "objectives", Ct)).Refusal);
        var classesWhenTold = new List<int>();
        using var told = _writing
            .UseCase<LiveEvents>()
            .SubscribeToAll<ClassChanged>(async _ =>
            {
                await using var seen = await Portal.OpenDatabaseAsync();
                classesWhenTold.Add(await seen.Set<Cohort>().CountAsync());
            });
        Assert.Null((await EmptyAsync("demo-administrator")).Refusal);
        // A page that lists classes reads them again when the new one is there.
        Assert.Equal(1, classesWhenTold[^1]);

        await using var db = await Portal.OpenDatabaseAsync();
        var cohort = await db.Set<Cohort>().SingleAsync(Ct);
        Assert.NotEqual(class1, cohort.Id);
        Assert.False(await db.Set<Document>().AnyAsync(Ct));
        Assert.False(await db.Set<ReadingMark>().AnyAsync(Ct));
        Assert.Equal(DemonstrationClass.People.Count, await db.Set<Person>().CountAsync(Ct));
        Assert.Equal(DemonstrationClass.People.Count - 1, await db.Set<Membership>().CountAsync(one => one.CohortId == cohort.Id, Ct));
        // It can be filled again.
        await AddAsync();
    }

    [Fact]
    public async Task Another_class_of_the_same_people_stays()
    {
        var created = await _writing
            .UseCase<CreateClass>()
            .RunAsync(await Portal.ActorAsync("demo-administrator"), new("A real class", "day-4-incident-response", "Europe/London"), Ct);
        Assert.Null(created.Refusal);
        _writing.Time.Advance(TimeSpan.FromMinutes(1));
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            var facilitator = await Portal.ActorAsync("demo-facilitator");
            db.Add(new Membership(created.Value, facilitator.PersonId, ClassRole.Facilitator, _writing.Time.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync(Ct);
        }

        Assert.Null((await EmptyAsync("demo-administrator")).Refusal);
        await using var after = await Portal.OpenDatabaseAsync();
        Assert.True(await after.Set<Cohort>().AnyAsync(cohort => cohort.Id == created.Value, Ct));
        Assert.Equal(2, await after.Set<Cohort>().CountAsync(Ct));
    }

    [Theory]
    [InlineData("demo-facilitator")]
    [InlineData("demo-instructor")]
    [InlineData("demo-trainee-1")]
    public async Task Only_an_administrator_removes_it(string userName)
    {
        var id = await Portal.CohortIdAsync();
        Assert.NotNull((await EmptyAsync(userName)).Refusal);
        await using var db = await Portal.OpenDatabaseAsync();
        Assert.True(await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == id && cohort.ArchivedAt == null, Ct));
    }

    [Fact]
    public async Task A_class_has_its_invented_people_once()
    {
        await AddAsync();
        var again = await _writing.UseCase<DemonstrationClass>().AddPeopleAsync([("Maren Lindqvist", ClassRole.Trainee)], Ct);
        Assert.Equal(RefusalKind.Conflict, again.Refusal!.Kind);
    }

    [Fact]
    public void Without_the_wish_for_it_no_morning_is_played() =>
        Assert.Equal(MorningState.Idle, Portal.Services.GetRequiredService<MorningQueue>().State);

    private async Task AddAsync() =>
        Assert.Null((await _writing.UseCase<DemonstrationClass>().AddPeopleAsync([("Maren Lindqvist", ClassRole.Trainee)], Ct)).Refusal);

    private async Task<Outcome> EmptyAsync(string userName) =>
        await _writing.UseCase<EmptyDemonstration>().RunAsync(await Portal.ActorAsync(userName), Ct);
}
