using IncidentTraining.Core.Drills;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Drills;

/// <summary>Who sees a drill and who writes in it, checked against the database.</summary>
public sealed class DrillAccessTests : IAsyncLifetime
{
    private const string Unknown = "There is no such drill, or it is not yours.";

    private RightsBench _bench = null!;

    private static CancellationToken Ct => RightsBench.Ct;

    public async ValueTask InitializeAsync() => _bench = await RightsBench.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Writers_and_staff_of_the_class_see_a_drill_and_for_others_it_does_not_exist()
    {
        var run = await DrillAsync(_bench.Ana, _bench.Ben);
        foreach (
            var (actor, isWriter, isStaff) in new[]
            {
                (_bench.Ana, true, false),
                (_bench.Ben, true, false),
                (_bench.Instructor, false, true),
                (_bench.Facilitator, false, true),
            }
        )
        {
            var seen = (await SeeAsync(actor, run.Id)).Value;
            Assert.Equal((run.Id, isWriter, isStaff), (seen.Run.Id, seen.IsWriter, seen.IsStaff));
        }

        foreach (var actor in new[] { _bench.Cleo, _bench.Stranger, _bench.Administrator })
        {
            Assert.Equal((RefusalKind.NotFound, Unknown), Of((await SeeAsync(actor, run.Id)).Refusal));
        }

        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await SeeAsync(_bench.Ana, Guid.CreateVersion7())).Refusal));
    }

    [Fact]
    public async Task Writers_write_and_staff_are_told_that_they_may_watch()
    {
        var run = await DrillAsync(_bench.Ana);
        Assert.Equal(run.Id, (await OwnAsync(_bench.Ana)).Value.Id);
        Assert.Equal(RefusalKind.NotAllowed, (await OwnAsync(_bench.Instructor)).Refusal!.Kind);
        Assert.StartsWith("Only the crew can write in this drill.", (await OwnAsync(_bench.Instructor)).Refusal!.Message);
        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await OwnAsync(_bench.Ben)).Refusal));

        await _bench.ArchiveAsync();
        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await OwnAsync(_bench.Ana)).Refusal));
        Assert.True((await SeeAsync(_bench.Instructor, run.Id)).Succeeded);
        Assert.StartsWith(
            "This class is archived",
            (await _bench.ChangeAsync(db => db.RequireVisibleDrillAsync(_bench.Instructor, run.Id, Ct))).Refusal!.Message
        );

        Task<Outcome<DrillRun>> OwnAsync(Actor actor) => _bench.ReadAsync(db => db.RequireOwnDrillAsync(actor, run.Id, Ct));
    }

    [Fact]
    public async Task What_was_stored_is_read_in_its_order_and_the_next_number_follows_the_last_of_the_same_drill()
    {
        var (run, other) = (await DrillAsync(_bench.Ana), await DrillAsync(_bench.Ben));
        Assert.Equal(1, await NextAsync(run));
        await _bench.Storage.AddAsync(Entry(run, 3), Entry(run, 1), Entry(run, 2), Entry(other, 7));

        Assert.Equal([1, 2, 3], (await _bench.ReadAsync(db => db.DrillEntriesAsync(run.Id, Ct))).Select(entry => entry.Number));
        Assert.Equal((4, 8), (await NextAsync(run), await NextAsync(other)));

        Task<int> NextAsync(DrillRun one) => _bench.ReadAsync(db => db.NextDrillEntryAsync(one.Id, Ct));
        DrillEntry Entry(DrillRun one, int number) =>
            new(one.Id, number, RightsBench.Now, _bench.Ana.PersonId, DrillEntryKind.Said, $"{number}");
    }

    [Fact]
    public async Task Open_drills_of_people_are_of_their_class_and_page_and_have_not_ended()
    {
        var run = await DrillAsync(_bench.Ana, _bench.Ben);
        var ended = await DrillAsync(_bench.Ana);
        await _bench.Storage.ChangeAsync<DrillRun>(ended.Id, one => one.EndNow(RightsBench.Now));
        await DrillAsync(_bench.Cleo);
        var end = RightsBench.Now + MadeDrill.Lab7.Length;
        var page = MadeDrill.Lab7.PageId;

        Assert.Equal([run.Id], await OpenAsync([_bench.Ben, _bench.Instructor], _bench.CohortId, page, end.AddTicks(-1)));
        Assert.Equal([run.Id], await OpenAsync([_bench.Ana], _bench.CohortId, page, RightsBench.Now));
        Assert.Empty(await OpenAsync([_bench.Ana], _bench.CohortId, page, end));
        Assert.Empty(await OpenAsync([_bench.Ana], _bench.OtherCohortId, page, RightsBench.Now));
        Assert.Empty(await OpenAsync([_bench.Ana], _bench.CohortId, "another-page", RightsBench.Now));
        Assert.Empty(await OpenAsync([_bench.Instructor], _bench.CohortId, page, RightsBench.Now));

        Task<List<Guid>> OpenAsync(Actor[] people, Guid cohortId, string pageId, DateTime now) =>
            _bench.ReadAsync(db =>
                db.OpenDrillsOf([.. people.Select(actor => actor.PersonId)], cohortId, pageId, now).Select(one => one.Id).ToListAsync(Ct)
            );
    }

    private static (RefusalKind, string) Of(Refusal? refusal) => (refusal!.Kind, refusal.Message);

    private Task<Outcome<VisibleDrill>> SeeAsync(Actor actor, Guid id) =>
        _bench.ReadAsync(db => db.RequireVisibleDrillAsync(actor, id, Ct));

    private async Task<DrillRun> DrillAsync(Actor starter, params Actor[] joined)
    {
        var run = new DrillRun(
            Guid.CreateVersion7(),
            _bench.CohortId,
            starter.PersonId,
            MadeDrill.Lab7,
            "text",
            isTeam: true,
            RightsBench.Now
        );
        Assert.All(joined, actor => Assert.True(run.Join(actor.PersonId, RightsBench.Now).Succeeded));
        await _bench.Storage.AddAsync(run);
        return run;
    }
}
