using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Tests.Core.PracticeShop.Faults;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>
/// A reader of a log line finds the code that writes it: the words around its values occur in one statement of its service's source or, if
/// that source is not the shop's, in one line of the page about such lines.
/// </summary>
public sealed partial class LogSourceTests
{
    private const string OthersPage = "docs/log-lines.md";

    private static readonly Dictionary<string, IReadOnlyList<HashSet<string>>> Statements = Read();

    public static TheoryData<string> Scenarios => [.. Labs.WithPager.Select(scenario => scenario.Id).Order()];

    // A shop declares all kinds of lines that its components and actions can write, whatever its cause and the actions on it.
    [Theory, MemberData(nameof(Scenarios))]
    public void Every_kind_of_line_of_a_shop_is_in_the_source(string scenario)
    {
        var kinds = ShopSimulation.Create(Labs.Scenario(scenario), 1).System.Telemetry.Logs.Kinds;

        Assert.True(kinds.Count > 30);
        Assert.Empty(kinds.Where(kind => !IsFound(kind)).Select(kind => $"{kind.Service}: {kind.Text}"));
    }

    // Some kinds are declared only if their fault is present.
    [Fact]
    public void Every_kind_of_line_that_a_fault_writes_is_in_the_source()
    {
        var kinds = OfFaults();

        Assert.Contains(kinds, kind => kind.Text.Contains("was killed", StringComparison.Ordinal));
        Assert.Empty(kinds.Where(kind => !IsFound(kind)).Select(kind => $"{kind.Service}: {kind.Text}"));
    }

    [Theory]
    [InlineData("payments", "payment failed: order {0:n:order} reason={1:name:reason}", true)]
    [InlineData("payments", "payment postponed: order {0:n:order} reason={1:name:reason}", false)]
    [InlineData("workers", "payment failed: order {0:n:order} reason={1:name:reason}", false)]
    [InlineData("workers", "{0:name:worker} claimed job {1:n:job}, then failed", false)]
    [InlineData("database", "slow query {0:name:query}: {1:ms:ms} ms", true)]
    [InlineData("database", "slow query {0:name:query}: {1:ms:ms} ms, no index", false)]
    [InlineData("nowhere", "{0:name:text}", false)]
    public void A_line_is_found_only_by_all_of_its_words_at_its_own_service(string service, string text, bool isFound) =>
        Assert.Equal(isFound, IsFound(new LogTemplate(ShopLogLevel.Warn, service, text)));

    [Fact]
    public void The_page_lists_no_line_that_is_not_written()
    {
        var written = Labs
            .WithPager.SelectMany(scenario => ShopSimulation.Create(scenario, 1).System.Telemetry.Logs.Kinds)
            .Concat(OfFaults())
            .Select(kind => (kind.Service, Words: string.Join(' ', WordsOf(kind.Text))))
            .ToHashSet();
        var listed = Listed()
            .Select(line => (line.Service, Words: string.Join(' ', Word().Matches(line.Message).Select(word => word.Value))));

        Assert.DoesNotContain(listed, line => !written.Contains(line));
    }

    private static IReadOnlyList<LogTemplate> OfFaults() =>
        [
            .. Kinds("memory-leak kilobytes=10000 seconds=0 kept=0", seconds: 60),
            .. Kinds("eager-probe milliseconds=20 enough=500", seconds: 200),
            .. Kinds("single-use-connections requests=1 enough=20", seconds: 425),
            .. Kinds("reconnect-herd milliseconds=150 waiting=170", seconds: 600),
            .. Kinds("pushed-configuration", seconds: 60),
            .. Kinds("lost-writes behind-seconds=61 percent=40", seconds: 160),
            .. Kinds("replaced-nodes nodes=2 every-seconds=5", seconds: 60),
        ];

    private static IEnumerable<LogTemplate> Kinds(string fault, int seconds)
    {
        var shop = FaultyShop.With(new ShopLimits { Lists = new KeptLists() }, [fault]);
        shop.Run(seconds);
        return shop.System.Telemetry.Logs.Kinds;
    }

    private static bool IsFound(LogTemplate kind) =>
        Statements.TryGetValue(kind.Service, out var statements) && statements.Any(statement => statement.IsSupersetOf(WordsOf(kind.Text)));

    /// <summary>The words around the holes; texts of the language's own exceptions count as values.</summary>
    private static IEnumerable<string> WordsOf(string template) =>
        Word().Matches(Hole().Replace(OfTheLanguage().Replace(template, ""), " ")).Select(word => word.Value);

    private static Dictionary<string, IReadOnlyList<HashSet<string>>> Read()
    {
        var own = new Dictionary<string, string[]>
        {
            ["api"] = Sources("server", SearchOption.TopDirectoryOnly, "routes"),
            ["payments"] = [At("server/routes/payments.ts")],
            ["workers"] = [At("server/workers/order-worker.ts"), At("server/workers/receipt-worker.ts"), At("server/workers/heartbeat.ts")],
            ["supervisor"] = [At("server/workers/supervisor.ts")],
            ["logging"] = [At("server/log.ts")],
        };
        return own.Select(one =>
                (one.Key, one.Value.SelectMany(path => Statement().Matches(File.ReadAllText(path))).Select(found => found.Value))
            )
            .Concat(Listed().GroupBy(line => line.Service, line => line.Message).Select(lines => (lines.Key, lines.AsEnumerable())))
            .ToDictionary(
                one => one.Item1,
                one =>
                    (IReadOnlyList<HashSet<string>>)
                        [.. one.Item2.Select(text => Word().Matches(text).Select(word => word.Value).ToHashSet())]
            );
    }

    /// <summary>The lines of the page, each with the service of its section.</summary>
    private static IEnumerable<(string Service, string Message)> Listed()
    {
        var service = "";
        foreach (var line in File.ReadLines(At(OthersPage)))
        {
            service = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..].Trim() : service;
            if (Row().Match(line) is { Success: true } row)
                yield return (service, row.Groups["message"].Value);
        }
    }

    private static string[] Sources(string folder, SearchOption depth, string below) =>
        [.. Directory.GetFiles(At(folder), "*.ts", depth), .. Directory.GetFiles(Path.Combine(At(folder), below), "*.ts")];

    private static string At(string path) => Path.Combine(Labs.Shop, path);

    [GeneratedRegex(@"\blog(?:ging)?\.(?:info|warn|error|fatal)\([\s\S]*?;\n")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\| `(?<message>.+?)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"TypeError: [^,]*")]
    private static partial Regex OfTheLanguage();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Word();
}
