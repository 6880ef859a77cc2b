using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.Storage;

/// <summary>A real database file with the product's schema and its write gate, without a portal.</summary>
internal sealed class StorageBench : IDisposable
{
    private static readonly DateTime Morning = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    public StorageBench()
    {
        MigratedDatabase.CopyInto(_folder.Path);
        Contexts = new MigratedDatabase.Contexts(MigratedDatabase.FileIn(_folder.Path));
        _services = new ServiceCollection().AddSingleton<IValidator<Cup>, CupRules>().BuildServiceProvider();
        Gate = new WriteGate(Contexts, Versions, new InputRules(_services));
    }

    /// <summary>An input whose rule is easy to break.</summary>
    public sealed record Cup(string Label);

    public MigratedDatabase.Contexts Contexts { get; }

    public ReadingVersions Versions { get; } = new();

    public WriteGate Gate { get; }

    /// <summary>A class that is not stored yet.</summary>
    public static Cohort NewClass(string name = "Class") =>
        new(Guid.CreateVersion7(), name, "day", JoinCode.Create(), "Europe/London", Morning);

    /// <summary>Stores a person with an account.</summary>
    public async Task<Person> AddPersonAsync(bool isAdministrator = false, string name = "Ana Silva")
    {
        await using var db = Contexts.CreateDbContext();
        var user = new IdentityUser($"user-{Guid.CreateVersion7():N}");
        var person = new Person(Guid.CreateVersion7(), name, user.Id, Morning);
        if (isAdministrator)
        {
            person.MakeAdministrator();
        }

        db.AddRange(user, person);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return person;
    }

    /// <summary>Stores a class with a person in some roles.</summary>
    public async Task<Cohort> AddClassAsync(Guid personId, params ClassRole[] roles)
    {
        await using var db = Contexts.CreateDbContext();
        var cohort = NewClass();
        db.Add(cohort);
        db.AddRange(roles.Select(role => new Membership(cohort.Id, personId, role, Morning)));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return cohort;
    }

    /// <summary>Stores rows.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var db = Contexts.CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads outside the write gate.</summary>
    public async Task<T> ReadAsync<T>(Func<TrainingDb, Task<T>> read)
    {
        await using var db = Contexts.CreateDbContext();
        return await read(db);
    }

    /// <summary>Changes a stored row.</summary>
    public async Task ChangeAsync<T>(Guid id, Action<T> change)
        where T : class
    {
        await using var db = Contexts.CreateDbContext();
        change((await db.Set<T>().FindAsync([id], TestContext.Current.CancellationToken))!);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The names of the classes that are stored, in order.</summary>
    public async Task<IReadOnlyList<string>> ClassesAsync()
    {
        await using var db = Contexts.CreateDbContext();
        return await db.Set<Cohort>().Select(cohort => cohort.Name).Order().ToListAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private sealed class CupRules : AbstractValidator<Cup>
    {
        public CupRules() => RuleFor(cup => cup.Label).NotEmpty().WithMessage("A cup has a label.");
    }
}
