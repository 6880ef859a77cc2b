using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Reads pinned evidence from the shop itself, so that nothing can be pinned that was not there.</summary>
internal static class EvidenceReader
{
    private const int LongestText = 400;

    /// <summary>What is found.</summary>
    public sealed record Found(string View, string Text, TimeSpan From, TimeSpan To);

    /// <summary>The evidence, with times of day by the shop's clock; null when the shop does not have it.</summary>
    public static Found? Read(ShopSimulation shop, ShopClock clock, PinEvidence.Input input) =>
        input.Kind switch
        {
            PinKind.Chart => Chart(shop, clock, input),
            PinKind.Log => Log(shop, clock, input.Reference),
            PinKind.Trace => Trace(shop, clock, input.Reference),
            PinKind.Health => Health(shop, input.Reference),
            PinKind.Change => Change(shop, input.Reference, input.Line),
            PinKind.View => ViewEvidence.Of(ShopWindow.ReadsOf(shop), input.Reference) is { } said
                ? new Found(input.Reference, Short(said), shop.Now, shop.Now)
                : null,
            _ => null,
        };

    private static Found? Chart(ShopSimulation shop, ShopClock clock, PinEvidence.Input input)
    {
        var charts = shop.Charts(TimeSpan.FromSeconds(Math.Clamp(input.FromSecond, ShopSimulation.FirstSecond, 0)));
        if (charts.Lines.FirstOrDefault(line => line.Name == input.Reference) is not { } line)
        {
            return null;
        }

        // The second that requests everything is the largest number, from which a negative one cannot be subtracted.
        var from = (int)Math.Clamp((long)input.FromSecond - charts.FirstSecond, 0, Math.Max(0, line.Values.Count - 1));
        var to = (int)Math.Clamp((long)input.ToSecond - charts.FirstSecond, from, Math.Max(0, line.Values.Count - 1));
        List<double> values = [.. line.Values.Skip(from).Take(to - from + 1).Where(double.IsFinite)];
        if (line.Values.Count == 0)
        {
            return null;
        }

        var (first, last) = (TimeSpan.FromSeconds(charts.FirstSecond + from), TimeSpan.FromSeconds(charts.FirstSecond + to));
        return new Found(
            ShopViews.Dashboard,
            $"{line.Name} from {clock.Stretch(first, last)}: {(values.Count == 0 ? "no data" : $"{Figure(values.Min())} to {Figure(values.Max())}")}",
            first,
            last
        );

        string Figure(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} {line.Unit}").TrimEnd();
    }

    private static Found? Log(ShopSimulation shop, ShopClock clock, string sequence)
    {
        if (
            !long.TryParse(sequence, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || number is long.MaxValue or long.MinValue
        )
        {
            return null;
        }

        return
            shop.Logs(
                    new ShopLogQuery
                    {
                        WithPast = true,
                        After = number - 1,
                        Before = number + 1,
                        Limit = 1,
                    }
                )
                .Lines.FirstOrDefault(line => line.Sequence == number)
                is { } line
            ? new Found(
                ShopViews.Logs,
                Short($"{clock.Told(line.At)} {line.Level.ToString().ToLowerInvariant()} {line.Service}: {line.Message}"),
                line.At,
                line.At
            )
            : null;
    }

    private static Found? Trace(ShopSimulation shop, ShopClock clock, string id) =>
        shop.Trace(id) is { } trace
            ? new Found(
                ShopViews.Traces,
                Short(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{trace.Route} {trace.Status} in {trace.Milliseconds:0} ms at {clock.Told(trace.At)}, trace {trace.Id}"
                    )
                ),
                trace.At,
                trace.At
            )
            : null;

    private static Found? Health(ShopSimulation shop, string path)
    {
        if (((HealthAnswer[])[shop.Live(), shop.Ready()]).FirstOrDefault(one => one.Path == path) is not { } answer)
        {
            return null;
        }

        var broken = answer
            .Dependencies.Where(one => one.State is not ("up" or "ok"))
            .Select(one => $"{one.Name} {one.State}{(one.Error.Length > 0 ? $" ({one.Error})" : "")}")
            .ToList();
        return new Found(
            ShopViews.Health,
            Short($"GET {answer.Path} answered {answer.Status} {answer.State}{(broken.Count > 0 ? ": " + string.Join(", ", broken) : "")}"),
            shop.Now,
            shop.Now
        );
    }

    private static Found? Change(ShopSimulation shop, string id, int? place)
    {
        if (shop.Changes().FirstOrDefault(one => one.Id == id) is not { } change)
        {
            return null;
        }

        var lines = change.Diff.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        if (place is { } at && (at < 0 || at >= lines.Length))
        {
            return null;
        }

        return new Found(
            ShopViews.Changes,
            Short(place is { } line ? $"{change.Title}: {lines[line].Trim()}" : $"{change.Kind}: {change.Title}, by {change.By}"),
            shop.Now,
            shop.Now
        );
    }

    private static string Short(string text) =>
        text.ReplaceLineEndings(" ") is { Length: > LongestText } one ? one[..LongestText] + "…" : text.ReplaceLineEndings(" ");
}
