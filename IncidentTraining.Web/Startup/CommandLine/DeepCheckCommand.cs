using System.Diagnostics;
using System.Text.Json;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The command <c>content check --deep</c>: plays every cause on many seeds against blind actions. It takes minutes to
/// hours.</summary>
/// <param name="check">What is played against each cause.</param>
/// <param name="format">The output format.</param>
internal sealed class DeepCheckCommand(DeepCheck check, ContentCheckFormat format)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Checks the scenarios one cause after the other.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="output">Receives the result.</param>
    /// <param name="progress">Receives a line for each completed cause.</param>
    /// <returns>The exit code: 0 without flaws, 1 with flaws.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Scenario> scenarios, TextWriter output, TextWriter progress)
    {
        var results = new List<DeepResult>();
        var causes = scenarios.Sum(scenario => scenario.RootCauses.Count);
        var clock = Stopwatch.StartNew();
        foreach (var (scenario, cause) in scenarios.SelectMany(scenario => scenario.RootCauses.Select(cause => (scenario, cause))))
        {
            var result = check.Check(scenario, cause);
            results.Add(result);
            await progress.WriteLineAsync(
                FormattableString.Invariant($"{results.Count} of {causes} after {clock.Elapsed.TotalSeconds:0} s: {result.Line}")
            );
        }

        await (format is ContentCheckFormat.Json ? output.WriteLineAsync(AsJson(results)) : PrintAsync(results, output));
        return results.TrueForAll(result => result.Flaws.Count == 0) ? ExitCode.Stopped : ExitCode.ContentProblems;
    }

    private static async Task PrintAsync(IReadOnlyList<DeepResult> results, TextWriter output)
    {
        foreach (var result in results)
        {
            await output.WriteLineAsync(result.Line);
            foreach (var flaw in result.Flaws)
            {
                await output.WriteLineAsync($"  {flaw}");
            }
        }

        await output.WriteLineAsync(
            $"Engine {ShopSimulation.EngineVersion}: {results.Sum(result => result.Blind)} blind courses and {results.Sum(result => result.Singles)} single actions against {results.Count} causes, {results.Sum(result => result.Flaws.Count)} flaws."
        );
    }

    private static string AsJson(IReadOnlyList<DeepResult> results) =>
        JsonSerializer.Serialize(
            new
            {
                engine = ShopSimulation.EngineVersion,
                blind = results.Sum(result => result.Blind),
                singles = results.Sum(result => result.Singles),
                flaws = results.Sum(result => result.Flaws.Count),
                causes = results.Select(result => new
                {
                    result.Scenario,
                    result.Cause,
                    result.Seeds,
                    result.Blind,
                    result.Singles,
                    result.Accepted,
                    result.Resolved,
                    result.Highest,
                    result.Metastable,
                    result.Flaws,
                }),
            },
            Json
        );
}
