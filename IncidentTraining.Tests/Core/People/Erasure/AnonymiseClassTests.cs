using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.People;

/// <summary>A whole class is anonymised in one pass over its rows.</summary>
public sealed class AnonymiseClassTests : IAsyncDisposable
{
    private const string Passphrase = "green river stone";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly StatementCounter _counter = new();
    private readonly PortalFactory _portal;

    public AnonymiseClassTests() =>
        _portal = new PortalFactory
        {
            ConfigureServices = services => services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(_counter)),
        };

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_number_of_queries_grows_neither_with_the_people_nor_with_the_other_classes()
    {
        var few = await WorkAsync("Few", people: 2);
        for (var other = 0; other < 3; other++)
        {
            await ClassAsync($"Other {other}", people: 3);
        }

        Assert.Equal(few, await WorkAsync("Many", people: 12));
    }

    [Fact]
    public async Task Each_persons_name_is_replaced_by_their_own_and_a_name_within_another_stays_apart()
    {
        var (cohort, people) = await ClassAsync("Names", people: 0);
        // One name begins with another, and one has characters that JSON escapes. The timeline names those who join the first.
        string[] names = ["Omar Diallo", "Ann Lee", "Ann Lee Smith", "Zoë d’Été"];
        foreach (var name in names)
        {
            people.Add((name, await JoinAsync(cohort, name)));
        }

        var started = await Get<StartLabRun>().RunAsync(people[0].Actor, new(cohort, LabBench.Lab1, null, AsTeam: true), Ct);
        foreach (var (_, actor) in people[1..])
        {
            Assert.True((await Get<JoinCrew>().RunAsync(actor, started.Value, Ct)).Succeeded);
        }

        await ArchiveAsync(cohort);
        Assert.Equal(4, (await Get<Anonymise>().ClassAsync(await AdaAsync(), cohort, Ct)).Value.People);
        await using var db = await _portal.OpenDatabaseAsync();
        var texts = string.Join(
            '\n',
            await db.Set<IncidentEvent>()
                .Where(entry => entry.RunId == started.Value)
                .Select(entry => entry.Text + " " + entry.From)
                .ToListAsync(Ct)
        );
        Assert.All(names, name => Assert.DoesNotContain(name, texts, StringComparison.Ordinal));
        Assert.DoesNotContain("Smith", texts, StringComparison.Ordinal);
        foreach (var (_, actor) in people[1..])
        {
            var alias = (await db.Set<Person>().SingleAsync(person => person.Id == actor.PersonId, Ct)).DisplayName;
            Assert.Contains(alias, texts, StringComparison.Ordinal);
        }
    }

    private T Get<T>()
        where T : notnull => _portal.Services.GetRequiredService<T>();

    private Task<Actor> AdaAsync() => _portal.ActorAsync("demo-administrator");

    private async Task<int> WorkAsync(string name, int people)
    {
        var (cohort, _) = await ClassAsync(name, people);
        await ArchiveAsync(cohort);
        var ada = await AdaAsync();
        var asked = await _counter.DuringAsync(async () =>
            Assert.Equal(people, (await Get<Anonymise>().ClassAsync(ada, cohort, Ct)).Value.People)
        );
        Assert.InRange(asked.Reads, 1, int.MaxValue);
        return asked.Reads;
    }

    private async Task ArchiveAsync(Guid cohort) =>
        Assert.True((await Get<ChangeClass>().ArchiveAsync(await AdaAsync(), cohort, archived: true, Ct)).Succeeded);

    private async Task<(Guid Cohort, List<(string Name, Actor Actor)> People)> ClassAsync(string name, int people)
    {
        var cohort = (await Get<CreateClass>().RunAsync(await AdaAsync(), new(name, "day-4-incident-response", "UTC"), Ct)).Value;
        var joined = new List<(string, Actor)>();
        for (var person = 0; person < people; person++)
        {
            var one = $"{name} {(char)('A' + person)}{(char)('A' + person)}xx";
            joined.Add((one, await JoinAsync(cohort, one)));
        }

        return (cohort, joined);
    }

    private async Task<Actor> JoinAsync(Guid cohort, string name)
    {
        var code = (await Get<ClassList>().OneAsync(await AdaAsync(), cohort, Ct)).Value.JoinCode.ToString();
        var joined = await Get<JoinClass>().RunAsync(new(code, name, Passphrase), Ct);
        Assert.True(joined.Succeeded, joined.Refusal?.Message);
        return await _portal.ActorAsync(joined.Value);
    }
}
