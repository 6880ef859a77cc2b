using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Runbooks;

/// <summary>
/// Parses the steps of a runbook, one per line: <c>check …</c>, <c>do …</c>, <c>if … then …</c>, <c>wait …</c> or <c>note …</c>. Steps are
/// text, so that they can be merged, compared, exported and imported like the rest of a document.
/// </summary>
/// <remarks>Blank lines and lines that start with <c>#</c> are ignored, as is a list number or dash before a step.</remarks>
public static partial class RunbookSteps
{
    /// <summary>The most steps of a runbook: a longer one is not usable at three in the morning.</summary>
    public const int Most = 60;

    /// <summary>The longest wait in a step.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    private const string Forms =
        "Write one of: check chart latency_p95 above 400 · check health database is up within 5m · do shed-traffic percent=30 · "
        + "if chart pool_waiting above 20 then restart-pool · wait 2m · note Tell the support lead";

    /// <summary>Returns the steps in order; invalid ones have a problem instead of a step.</summary>
    public static IReadOnlyList<WrittenStep> Read(string text)
    {
        var steps = new List<WrittenStep>();
        foreach (
            var line in text.Split('\n').Select(line => Marker().Replace(line, "").Trim()).Where(line => line.Length > 0 && line[0] != '#')
        )
        {
            var number = steps.Count + 1;
            var (step, problem) = number > Most ? (null, $"A runbook can have at most {Most} steps. Split it in two.") : One(line);
            steps.Add(new WrittenStep(number, line, step, problem));
        }

        return steps;
    }

    private static (RunbookStep? Step, string? Problem) One(string line)
    {
        var (verb, rest) = line.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, var second] ? (first, second) : (line, "");
        return verb.ToLowerInvariant() switch
        {
            "check" => Check(rest),
            "do" => Command(rest) is { } command ? (new RunbookStep(StepKind.Do, Command: command), null) : (null, NoCommand(rest)),
            "if" => Decision(rest),
            "wait" => Duration(rest) is { } time && time <= LongestWait
                ? (new RunbookStep(StepKind.Wait, Time: time), null)
                : (null, $"“{rest}” is not a duration of up to {LongestWait.TotalMinutes:0} minutes. Write it as 30s or 2m."),
            "note" when rest.Length > 0 => (new RunbookStep(StepKind.Note, Words: rest), null),
            _ => (null, Forms),
        };
    }

    private static (RunbookStep? Step, string? Problem) Check(string text)
    {
        var within = Within().Match(text);
        var time = within.Success ? Duration(within.Groups[1].Value) : TimeSpan.Zero;
        if (time is not { } limit || limit > LongestWait)
        {
            return (
                null,
                $"“{within.Groups[1].Value}” is not a duration of up to {LongestWait.TotalMinutes:0} minutes. Write it as 30s or 2m."
            );
        }

        var looked = within.Success ? text[..within.Index] : text;
        return Condition(looked) is { } condition
            ? (new RunbookStep(StepKind.Check, condition, Time: limit), null)
            : (null, NoCondition(looked));
    }

    private static (RunbookStep? Step, string? Problem) Decision(string text)
    {
        var then = Then().Match(text);
        if (!then.Success)
        {
            return (null, "A decision needs “then” and an action, for example: if chart error_rate above 5 then shed-traffic percent=30");
        }

        var (looked, done) = (text[..then.Index], text[(then.Index + then.Length)..]);
        return Condition(looked) is not { } condition ? (null, NoCondition(looked))
            : Command(done) is not { } command ? (null, NoCommand(done))
            : (new RunbookStep(StepKind.If, condition, command), null);
    }

    private static ShopCondition? Condition(string text) =>
        Chart().Match(text) is { Success: true } chart && Number(chart.Groups["bound"].Value) is { } bound
            ? chart.Groups["side"].Value.Equals("above", StringComparison.OrdinalIgnoreCase)
                ? new ShopCondition("chart", chart.Groups["name"].Value, Above: bound)
                : new ShopCondition("chart", chart.Groups["name"].Value, Below: bound)
            : Measured().Match(text) is { Success: true } measured && Number(measured.Groups["bound"].Value) is { } least
                ? new ShopCondition(measured.Groups["place"].Value.ToLowerInvariant(), measured.Groups["name"].Value, Above: least)
                : Log().Match(text) is { Success: true } log
                    ? new ShopCondition("log", "", log.Groups["words"].Value.Trim())
                    : State().Match(text) is { Success: true } state
                        ? new ShopCondition(
                            state.Groups["place"].Value.ToLowerInvariant(),
                            state.Groups["name"].Value,
                            state.Groups["state"].Value.ToLowerInvariant()
                        )
                        : null;

    private static ShopCommand? Command(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var arguments = new Dictionary<string, string>();
        return
            words.Length > 0
            && words[1..].All(word => word.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } value] && arguments.TryAdd(name, value))
            ? new ShopCommand(words[0], arguments)
            : null;
    }

    private static TimeSpan? Duration(string text) =>
        Time().Match(text) is { Success: true } match && Number(match.Groups[1].Value) is { } count
            ? match.Groups[2].Value.ToLowerInvariant() == "s"
                ? TimeSpan.FromSeconds(count)
                : TimeSpan.FromMinutes(count)
            : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string NoCondition(string text) =>
        $"“{text.Trim()}” is not a valid condition. Write: chart latency_p95 above 400 · log \"words\" · alert latency-p95 is firing · health database is down · status paylane is outage · network api-database is unreachable · statement list_products above 60 · loop api-1 above 90 · memory api-1 above 80";

    private static string NoCommand(string text) =>
        $"“{text.Trim()}” is not a valid action. Write its name and its arguments as name=value, as in the console: shed-traffic percent=30";

    [GeneratedRegex(@"^\s*(?:\d+[.)]|[-*+])\s+")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\s+within\s+(\S+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Within();

    [GeneratedRegex(@"\s+then\s+(?:do\s+)?(?=[a-z-]+(?:\s+[a-z-]+=\S+)*\s*$)", RegexOptions.IgnoreCase)]
    private static partial Regex Then();

    [GeneratedRegex(
        @"^\s*chart\s+(?<name>[a-z0-9_]+)\s+(?:is\s+)?(?<side>above|below)\s+(?<bound>\d+(?:\.\d+)?)\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Chart();

    [GeneratedRegex(
        @"^\s*(?<place>statement|loop|memory)\s+(?<name>[a-z0-9_-]+)\s+(?:is\s+)?above\s+(?<bound>\d+(?:\.\d+)?)\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Measured();

    [GeneratedRegex("^\\s*log\\s+[\"“](?<words>[^\"”]{3,200})[\"”]\\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Log();

    [GeneratedRegex(
        @"^\s*(?<place>alert|health|status|network)\s+(?<name>[a-z0-9-]+)\s+(?:is\s+)?(?<state>[a-z]+)\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex State();

    [GeneratedRegex(@"^(\d{1,4}(?:\.\d)?)\s*(s|m)$", RegexOptions.IgnoreCase)]
    private static partial Regex Time();
}
