using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.People;

/// <summary>One rule wherever a passphrase is chosen.</summary>
public sealed partial class NewPassphrasesTests : IDisposable
{
    private const string Weak = "kettle dog";
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    /// <summary>Where a passphrase is chosen; each with the names that count for nothing there.</summary>
    private static readonly Dictionary<string, (Func<NewPassphrasesTests, string, Task<Outcome>> ChooseAsync, string Known)> Ways = new()
    {
        ["join"] = (
            async (test, passphrase) =>
                Plain(await test.Get<JoinClass>().RunAsync(new(await test._bench.CodeAsync(), "Nadia Petrovska", passphrase), Ct)),
            "Demonstration Petrovska"
        ),
        ["set up"] = (SetUpAsync, "Nadia Petrovska"),
        ["own account"] = (
            async (test, passphrase) =>
                await test.Get<ChoosePassphrase>().OwnAsync(await test._bench.SignedInAsync(PeopleBench.Trainee), "", passphrase, Ct),
            "Tariq Demonstration"
        ),
        ["one-time code"] = (
            async (test, passphrase) =>
                Plain(await test.Get<ChoosePassphrase>().WithCodeAsync(new(await test.CodeAsync(), passphrase), new Visit("10.0.0.7"), Ct)),
            "Tariq Demonstration"
        ),
        ["staff"] = (
            async (test, passphrase) =>
                Plain(
                    await test.Get<AddStaff>()
                        .RunAsync(
                            await test._bench.ActorAsync(PeopleBench.Administrator),
                            new(await test._bench.ClassAsync(), "Nadia Petrovska", passphrase, ClassRole.Instructor),
                            Ct
                        )
                ),
            "Demonstration Petrovska"
        ),
    };

    public static TheoryData<string> Names { get; } = [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_weak_passphrase_is_refused_and_a_fair_one_is_taken(string way)
    {
        var (choose, known) = Ways[way];
        foreach (var weak in (string[])[Weak, known, "password123", "short"])
        {
            var refused = await choose(this, weak);
            Assert.Equal(RefusalKind.Invalid, refused.Refusal?.Kind);
        }

        Assert.Contains("do not count", (await choose(this, known)).Refusal!.Message, StringComparison.Ordinal);
        var taken = await choose(this, "zebra lamp");
        Assert.True(taken.Succeeded, taken.Refusal?.Message);
    }

    [Fact]
    public async Task A_weak_passphrase_does_not_use_up_the_code()
    {
        var code = await CodeAsync();
        Assert.False((await Get<ChoosePassphrase>().WithCodeAsync(new(code, Weak), new Visit("10.0.0.7"), Ct)).Succeeded);
        Assert.True((await Get<ChoosePassphrase>().WithCodeAsync(new(code, "zebra lamp"), new Visit("10.0.0.7"), Ct)).Succeeded);
    }

    [Fact]
    public void Nothing_but_the_rule_makes_the_hash_of_a_new_passphrase()
    {
        var root = Path.GetDirectoryName(RealContent.Directory)!;
        var found = new[] { "IncidentTraining.Core", "IncidentTraining.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(root, project), "*.*", SearchOption.AllDirectories))
            .Where(file =>
                Path.GetExtension(file) is ".cs" or ".razor"
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .Where(file => SetsPassphrase().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName)
            .Order();
        // The check hashes random text once, to take the same time for a name that does not exist.
        Assert.Equal(["CheckPassphrase.cs", "NewPassphrases.cs"], found);
    }

    public void Dispose() => _bench.Dispose();

    private T Get<T>()
        where T : notnull => _bench.Get<T>();

    private async Task<string> CodeAsync() =>
        (
            await Get<IssueCode>()
                .RunAsync(
                    await _bench.ActorAsync(PeopleBench.Administrator),
                    await _bench.ClassAsync(),
                    await _bench.IdAsync(PeopleBench.Trainee),
                    Ct
                )
        )
            .Value
            .Code;

    private static async Task<Outcome> SetUpAsync(NewPassphrasesTests test, string passphrase)
    {
        await using var portal = new PortalFactory { Settings = { ["Demonstration:Enabled"] = "false" } };
        var code = ((SetUpCode)portal.Services.GetService(typeof(SetUpCode))!).Issue();
        return Plain(
            await ((CreateAdministrator)portal.Services.GetService(typeof(CreateAdministrator))!).RunAsync(
                new(code, "Nadia Petrovska", passphrase),
                Ct
            )
        );
    }

    private static Outcome Plain<T>(Outcome<T> outcome) => outcome.Succeeded ? Outcome.Done : outcome.Refusal;

    [GeneratedRegex(@"\.HashPassword\(|\.(AddPassword|ResetPassword|ChangePassword)Async\(")]
    private static partial Regex SetsPassphrase();
}
