using IncidentTraining.Core.People;

namespace IncidentTraining.Tests.Core.People;

/// <summary>People from a list: each problem is identified by its line, and all are added or none.</summary>
public sealed class AddPeopleTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Theory]
    [InlineData("Ben Ortiz\n  Zoe   Lind \n\n", "1 Ben Ortiz", "2 Zoe Lind")]
    [InlineData("Name\nBen Ortiz", "2 Ben Ortiz")]
    [InlineData("name,role\r\nBen Ortiz,trainee\r\n\"Lind, Zoe\",\r\n", "2 Ben Ortiz", "3 Lind, Zoe")]
    [InlineData("Ben Ortiz\tTrainee\nLind, Zoe", "1 Ben Ortiz", "2 Lind, Zoe")]
    [InlineData("Ben Ortiz;trainee\nLind, Zoe;", "1 Ben Ortiz", "2 Lind, Zoe")]
    public async Task A_list_is_typed_pasted_or_csv(string text, params string[] expected)
    {
        var preview = await PreviewAsync(text);
        Assert.All(preview, person => Assert.Null(person.Problem));
        Assert.Equal(expected, preview.Select(person => $"{person.Line} {person.Name}"));
    }

    [Theory]
    [InlineData("Ben\n\nBEN", 3, "already on line 1")]
    [InlineData("Zoe\nThea Novak", 2, "already in the class")]
    [InlineData("Zoe\nInes  Moreau", 2, "already in the class")]
    [InlineData("Zoe\nInés Mоreau", 2, "for a staff member")]
    [InlineData("Zoe\nBen, wizard", 2, "one role")]
    [InlineData("Zoe\nBen, instructor", 2, "Only an administrator can add staff")]
    [InlineData("Zoe\nBen\u200B", 2, "invisible")]
    [InlineData("Zoe\n/Ben", 2, "slash")]
    [InlineData("Zoe\n!!!", 2, "letter or digit")]
    public async Task A_problem_is_named_by_its_line_and_no_one_is_added(string text, int line, string reason)
    {
        var problem = Assert.Single(await PreviewAsync(text), person => person.Problem is not null);
        Assert.Equal(line, problem.Line);
        Assert.Contains(reason, problem.Problem);

        var before = (await _bench.MembersAsync()).Members.Count;
        var refused = await AddAsync(PeopleBench.Facilitator, text);
        Assert.Contains($"Line {line}:", refused.Refusal!.Message);
        Assert.Equal(before, (await _bench.MembersAsync()).Members.Count);
    }

    [Fact]
    public async Task Each_new_person_chooses_a_passphrase_with_their_own_code_and_has_not_arrived_before()
    {
        var codes = (await AddAsync(PeopleBench.Facilitator, "Ben Ortiz\nZoe Lind")).Value;
        Assert.Equal(["Ben Ortiz", "Zoe Lind"], codes.Select(code => code.Name));
        Assert.False((await _bench.MemberAsync(codes[0].PersonId))!.HasArrived);

        var userId = (
            await _bench.Get<ChoosePassphrase>().WithCodeAsync(new(codes[0].Code, PeopleBench.Passphrase), new Visit("x"), Ct)
        ).Value;
        await _bench.Get<Sessions>().StartAsync(userId, new Visit("x"), Ct);
        Assert.True((await _bench.MemberAsync(codes[0].PersonId))!.HasArrived);
        Assert.True((await _bench.CheckAsync("Ben Ortiz", PeopleBench.Passphrase, await _bench.CodeAsync())).Succeeded);
        Assert.False((await _bench.MemberAsync(codes[1].PersonId))!.HasArrived);
    }

    [Fact]
    public async Task An_administrator_adds_staff_by_the_list_and_known_staff_keep_their_account()
    {
        var other = await _bench.AnotherClassAsync();
        await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor, other);
        var codes = (await AddAsync(PeopleBench.Administrator, "Ingrid Holm, instructor\nOmar Diallo, facilitator")).Value;
        Assert.Equal(["Omar Diallo"], codes.Select(code => code.Name));
        Assert.Contains((await _bench.MembersAsync()).Members, member => member is { Name: "Ingrid Holm", Role: ClassRole.Instructor });
        Assert.True((await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase)).Succeeded);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public async Task A_list_has_at_most_500_people(int count, bool taken)
    {
        var outcome = await _bench
            .Get<AddPeople>()
            .PreviewAsync(
                await _bench.ActorAsync(PeopleBench.Facilitator),
                await _bench.ClassAsync(),
                string.Join('\n', Enumerable.Range(1, count).Select(number => $"Person {number}x")),
                Ct
            );
        Assert.Equal(taken, outcome.Succeeded);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<IReadOnlyList<ListedPerson>> PreviewAsync(string text)
    {
        var outcome = await _bench
            .Get<AddPeople>()
            .PreviewAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), text, Ct);
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        return outcome.Value;
    }

    private async Task<IncidentTraining.Core.Results.Outcome<IReadOnlyList<IssuedCode>>> AddAsync(string by, string text) =>
        await _bench.Get<AddPeople>().RunAsync(await _bench.ActorAsync(by), await _bench.ClassAsync(), text, Ct);
}
