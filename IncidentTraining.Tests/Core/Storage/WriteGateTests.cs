using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Storage;

/// <summary>All writes go through one gate: successful ones are stored when it returns, refused or failed ones leave no trace.</summary>
[Trait("Speed", "slow")]
public sealed class WriteGateTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly StorageBench _bench = new();

    [Fact]
    public async Task What_succeeds_is_stored_when_it_returns()
    {
        var written = await _bench.Gate.WriteAsync<int>(
            db =>
            {
                db.Add(StorageBench.NewClass("First"));
                return Task.FromResult<Outcome<int>>(7);
            },
            Ct
        );
        var done = await _bench.Gate.WriteAsync(
            db =>
            {
                db.Add(StorageBench.NewClass("Second"));
                return Task.FromResult(Outcome.Done);
            },
            Ct
        );

        Assert.Equal(7, written.Value);
        Assert.True(done.Succeeded);
        Assert.Equal(["First", "Second"], await _bench.ClassesAsync());
    }

    [Fact]
    public async Task What_is_refused_is_not_stored_and_says_why()
    {
        var refusal = Refusal.Conflict("No.");
        var written = await _bench.Gate.WriteAsync<int>(
            db =>
            {
                db.Add(StorageBench.NewClass());
                return Task.FromResult<Outcome<int>>(refusal);
            },
            Ct
        );
        var done = await _bench.Gate.WriteAsync(
            db =>
            {
                db.Add(StorageBench.NewClass());
                return Task.FromResult<Outcome>(refusal);
            },
            Ct
        );

        Assert.Equal((refusal, refusal), (written.Refusal, done.Refusal));
        Assert.Empty(await _bench.ClassesAsync());
    }

    [Fact]
    public async Task What_was_saved_on_the_way_goes_too_when_the_work_is_refused_or_fails()
    {
        await _bench.Gate.WriteAsync(
            async db =>
            {
                db.Add(StorageBench.NewClass());
                await db.SaveChangesAsync(Ct);
                return Refusal.Conflict("No.");
            },
            Ct
        );
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            _bench.Gate.WriteAsync(
                async db =>
                {
                    db.Add(StorageBench.NewClass());
                    await db.SaveChangesAsync(Ct);
                    throw new InvalidDataException();
                },
                Ct
            )
        );

        Assert.Empty(await _bench.ClassesAsync());
        // The gate is open again.
        Assert.True((await _bench.Gate.WriteAsync(_ => Task.FromResult(Outcome.Done), Ct)).Succeeded);
    }

    [Fact]
    public async Task One_writer_works_at_a_time_and_each_sees_what_the_one_before_stored()
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ =>
                    Task.Run(() =>
                        _bench.Gate.WriteAsync(
                            async db =>
                            {
                                most = Math.Max(most, Interlocked.Increment(ref inside));
                                db.Add(StorageBench.NewClass($"Class {await db.Set<Cohort>().CountAsync(Ct):00}"));
                                await Task.Yield();
                                Interlocked.Decrement(ref inside);
                                return Outcome.Done;
                            },
                            Ct
                        )
                    )
                )
        );

        Assert.Equal(1, most);
        Assert.Equal(Enumerable.Range(0, 12).Select(number => $"Class {number:00}"), await _bench.ClassesAsync());
    }

    [Fact]
    public async Task The_lock_of_the_file_is_taken_before_the_first_read()
    {
        await _bench.Gate.WriteAsync(
            async _ =>
            {
                await using var other = _bench.Contexts.CreateDbContext();
                await other.Database.OpenConnectionAsync(Ct);
                await other.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0", Ct);
                var refused = await Assert.ThrowsAsync<SqliteException>(() => other.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE", Ct));
                Assert.Equal(5, refused.SqliteErrorCode);
                return Outcome.Done;
            },
            Ct
        );
    }

    [Fact]
    public async Task There_is_nothing_to_go_back_to_halfway()
    {
        await _bench.Gate.WriteAsync(
            db =>
            {
                Assert.NotNull(db.Database.CurrentTransaction);
                Assert.False(db.Database.AutoSavepointsEnabled);
                return Task.FromResult(Outcome.Done);
            },
            Ct
        );
    }

    [Fact]
    public async Task An_input_that_breaks_its_rules_is_refused_before_the_work_begins()
    {
        var begun = 0;
        var broken = await _bench.Gate.WriteAsync(new StorageBench.Cup(""), Work, Ct);
        var brokenToo = await _bench.Gate.WriteAsync<StorageBench.Cup, int>(new StorageBench.Cup(""), Count, Ct);

        Assert.Equal((RefusalKind.Invalid, "A cup has a label."), (broken.Refusal!.Kind, broken.Refusal.Message));
        Assert.Equal("A cup has a label.", brokenToo.Refusal!.Message);
        Assert.Equal(0, begun);

        Assert.True((await _bench.Gate.WriteAsync(new StorageBench.Cup("tea"), Work, Ct)).Succeeded);
        Assert.Equal(2, (await _bench.Gate.WriteAsync<StorageBench.Cup, int>(new StorageBench.Cup("tea"), Count, Ct)).Value);

        Task<Outcome> Work(TrainingDb db)
        {
            begun++;
            return Task.FromResult(Outcome.Done);
        }

        Task<Outcome<int>> Count(TrainingDb db) => Task.FromResult<Outcome<int>>(++begun);
    }

    [Fact]
    public async Task Two_transactions_in_one_context_find_the_rows_of_the_first_tracked()
    {
        await using var db = _bench.Contexts.CreateDbContext();
        var cohort = StorageBench.NewClass("First");
        await _bench.Gate.WriteInAsync(
            db,
            () =>
            {
                db.Add(cohort);
                return Task.FromResult(Outcome.Done);
            },
            Ct
        );
        Assert.Null(db.Database.CurrentTransaction);
        var renamed = await _bench.Gate.WriteInAsync<string>(
            db,
            () =>
            {
                db.ChangeTracker.Entries<Cohort>().Single().Entity.Rename("Second");
                return Task.FromResult<Outcome<string>>("done");
            },
            Ct
        );
        var refused = await _bench.Gate.WriteInAsync(db, () => Task.FromResult<Outcome>(Refusal.Conflict("No.")), Ct);

        Assert.Equal("done", renamed.Value);
        Assert.Equal("No.", refused.Refusal!.Message);
        Assert.Equal(["Second"], await _bench.ClassesAsync());
    }

    [Fact]
    public async Task A_commit_makes_the_pages_of_its_readers_new_and_a_refusal_does_not()
    {
        var (ana, ben) = (await _bench.AddPersonAsync(), await _bench.AddPersonAsync());
        var before = (_bench.Versions.Of(ana.Id), _bench.Versions.Of(ben.Id));
        var cohort = StorageBench.NewClass();

        await AddAsync(Refusal.Conflict("No."), new Membership(cohort.Id, ana.Id, ClassRole.Trainee, DateTime.UnixEpoch));
        Assert.Equal(before, (_bench.Versions.Of(ana.Id), _bench.Versions.Of(ben.Id)));

        // A new class is shown to all; a membership to its person.
        await AddAsync(Outcome.Done);
        Assert.Equal((before.Item1.Own, before.Item1.Common + 1), _bench.Versions.Of(ana.Id));
        await _bench.Gate.WriteAsync(
            db =>
            {
                db.Add(new Membership(cohort.Id, ana.Id, ClassRole.Trainee, DateTime.UnixEpoch));
                return Task.FromResult(Outcome.Done);
            },
            Ct
        );
        Assert.Equal((before.Item1.Own + 1, before.Item1.Common + 1), _bench.Versions.Of(ana.Id));
        Assert.Equal((before.Item2.Own, before.Item2.Common + 1), _bench.Versions.Of(ben.Id));

        // What was only read changes nothing.
        await _bench.Gate.WriteAsync(
            async db =>
            {
                await db.Set<Cohort>().ToListAsync(Ct);
                return Outcome.Done;
            },
            Ct
        );
        Assert.Equal((before.Item2.Own, before.Item2.Common + 1), _bench.Versions.Of(ben.Id));

        Task AddAsync(Outcome outcome, params Membership[] members) =>
            _bench.Gate.WriteAsync(
                db =>
                {
                    db.Add(cohort);
                    db.AddRange(members);
                    return Task.FromResult(outcome);
                },
                Ct
            );
    }

    [Fact]
    public async Task A_second_change_of_the_same_person_counts_again()
    {
        var ana = await _bench.AddPersonAsync();
        await _bench.AddClassAsync(ana.Id);
        foreach (var expected in (long[])[1, 2])
        {
            var cohort = await _bench.AddClassAsync(ana.Id);
            await _bench.Gate.WriteAsync(
                db =>
                {
                    db.Add(new Membership(cohort.Id, ana.Id, ClassRole.Instructor, DateTime.UnixEpoch));
                    return Task.FromResult(Outcome.Done);
                },
                Ct
            );
            Assert.Equal(expected, _bench.Versions.Of(ana.Id).Own);
        }
    }

    [Fact]
    public async Task Who_has_given_up_waiting_writes_nothing()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _bench.Gate.WriteAsync(
                db =>
                {
                    db.Add(StorageBench.NewClass());
                    return Task.FromResult(Outcome.Done);
                },
                gone.Token
            )
        );
        Assert.Empty(await _bench.ClassesAsync());
    }

    public void Dispose() => _bench.Dispose();
}
