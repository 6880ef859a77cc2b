using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentTraining.Tests.Core.Storage;

/// <summary>The rows that belong to a row are determined by foreign keys, and nothing else is counted, read or deleted.</summary>
public sealed class OwnedRowsTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly StorageBench _bench = new();
    private readonly TrainingDb _db;

    public OwnedRowsTests() => _db = _bench.Contexts.CreateDbContext();

    [Fact]
    public async Task The_rows_of_one_class_are_counted_and_not_those_of_another()
    {
        var (ana, ben) = (await _bench.AddPersonAsync(), await _bench.AddPersonAsync());
        var cohort = await _bench.AddClassAsync(ana.Id, ClassRole.Instructor, ClassRole.Facilitator);
        await _bench.AddClassAsync(ben.Id, ClassRole.Trainee);
        var rows = new OwnedRows(_db, typeof(Cohort), cohort.Id);

        Assert.Equal(typeof(Cohort), rows.Types[0].ClrType);
        Assert.DoesNotContain(rows.Types, type => type.ClrType == typeof(Person));
        Assert.Equal((1, 2), (await CountAsync(rows, typeof(Cohort)), await CountAsync(rows, typeof(Membership))));
        Assert.Equal([ana.Id], await rows.ReferencesAsync(typeof(Person), belonging: true, Ct));
        Assert.Equal([ben.Id], await rows.ReferencesAsync(typeof(Person), belonging: false, Ct));
    }

    [Fact]
    public async Task Several_rows_have_what_belongs_to_any_of_them()
    {
        var ana = await _bench.AddPersonAsync();
        var first = await _bench.AddClassAsync(ana.Id, ClassRole.Instructor);
        var second = await _bench.AddClassAsync(ana.Id, ClassRole.Trainee);
        await _bench.AddClassAsync(ana.Id, ClassRole.Facilitator);
        var rows = new OwnedRows(_db, typeof(Cohort), [first.Id, second.Id], except: null);

        Assert.Equal((2, 2), (await CountAsync(rows, typeof(Cohort)), await CountAsync(rows, typeof(Membership))));
    }

    [Fact]
    public async Task An_owner_is_found_through_a_row_that_refers_to_another_one()
    {
        var (ana, ben) = (await _bench.AddPersonAsync(), await _bench.AddPersonAsync());
        var (first, second) = (
            await _bench.AddClassAsync(ana.Id, ClassRole.Instructor),
            await _bench.AddClassAsync(ana.Id, ClassRole.Trainee)
        );
        await _bench.AddClassAsync(ben.Id, ClassRole.Trainee);
        var rows = new OwnedRows(_db, typeof(Cohort), first.Id);

        Assert.Equal(new[] { first.Id, second.Id }.Order(), (await rows.OwnersOfAsync(typeof(Person), ana.Id, Ct)).Order());
        Assert.Empty(await rows.OwnersOfAsync(typeof(IdentityUser), ana.Id, Ct));
    }

    [Fact]
    public async Task Deleting_takes_what_refers_first_and_leaves_the_rest()
    {
        var ana = await _bench.AddPersonAsync();
        var cohort = await _bench.AddClassAsync(ana.Id, ClassRole.Instructor, ClassRole.Facilitator);
        var other = await _bench.AddClassAsync(ana.Id, ClassRole.Trainee);

        Assert.Equal(3, await new OwnedRows(_db, typeof(Cohort), cohort.Id).DeleteAsync(Ct));
        Assert.Equal([other.Id], await _db.Set<Cohort>().Select(one => one.Id).ToListAsync(Ct));
        Assert.Equal(1, await _db.Set<Membership>().CountAsync(Ct));
        Assert.Equal(1, await _db.Set<Person>().CountAsync(Ct));
    }

    [Fact]
    public async Task Rows_are_read_with_their_stored_values_their_keys_or_their_texts()
    {
        var ana = await _bench.AddPersonAsync();
        var cohort = await _bench.AddClassAsync(ana.Id, ClassRole.Instructor);
        var rows = new OwnedRows(_db, typeof(Cohort), cohort.Id);
        var (classes, members) = (Type(rows, typeof(Cohort)), Type(rows, typeof(Membership)));

        var stored = Assert.Single(await rows.ReadAsync(classes, Ct));
        Assert.Equal(cohort.Name, stored["Name"]);
        Assert.Null(stored["ArchivedAt"]);
        Assert.Equal(["CohortId", "PersonId", "Role"], Assert.Single(await rows.ReadKeysAsync(members, Ct)).Keys.Order());
        var texts = new List<IReadOnlyDictionary<string, object?>>();
        await foreach (var row in rows.ReadTextsAsync(classes, [classes.FindProperty("Name")!], Ct))
        {
            texts.Add(row);
        }

        Assert.Equal(["Id", "Name"], Assert.Single(texts).Keys);
        Assert.Equal(cohort.Name, texts[0]["Name"]);
    }

    [Fact]
    public void What_is_left_out_takes_along_what_belongs_to_it_only()
    {
        var all = new OwnedRows(_db, typeof(Cohort), Guid.Empty).Types.Select(type => type.ClrType).ToList();
        var without = new OwnedRows(_db, typeof(Cohort), Guid.Empty, [typeof(Membership)]).Types.Select(type => type.ClrType).ToList();

        Assert.Contains(typeof(Membership), all);
        Assert.Equal(all.Where(type => type != typeof(Membership)), without);
    }

    [Fact]
    public void A_table_comes_after_those_that_its_rows_refer_to()
    {
        var types = new OwnedRows(_db, typeof(Cohort), Guid.Empty).Types.ToList();
        Assert.Equal(types.Count, types.Distinct().Count());
        Assert.All(types.Skip(1), type =>
            Assert.All(
                type.GetForeignKeys().Select(foreign => foreign.PrincipalEntityType).Where(types.Contains).Where(one => one != type),
                principal => Assert.True(types.IndexOf(principal) < types.IndexOf(type), $"{type} before {principal}")
            )
        );
    }

    [Fact]
    public void What_is_no_table_has_no_rows() =>
        Assert.Equal(
            "String is no entity.",
            Assert.Throws<InvalidOperationException>(() => new OwnedRows(_db, typeof(string), Guid.Empty)).Message
        );

    public void Dispose()
    {
        _db.Dispose();
        _bench.Dispose();
    }

    private static Task<int> CountAsync(OwnedRows rows, Type type) => rows.CountAsync(Type(rows, type), Ct);

    private static IEntityType Type(OwnedRows rows, Type type) => rows.Types.Single(one => one.ClrType == type);
}
