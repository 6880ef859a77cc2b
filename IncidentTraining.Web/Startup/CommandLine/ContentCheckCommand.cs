using System.Text.Json;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Features.Content;
using IncidentTraining.Web.Settings;
using IncidentTraining.Web.Startup.Health;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The output format of the check.</summary>
internal enum ContentCheckFormat
{
    /// <summary>One line per problem, in the format that editors turn into links.</summary>
    Text,

    /// <summary>One JSON object, for CI.</summary>
    Json,
}

/// <summary>
/// The command <c>content check</c>: reads a content folder, simulates every root cause of every scenario, and lists every problem. Writes
/// nothing and needs no data folder.
/// </summary>
/// <param name="folder">The content folder; null for the one next to the program or above it.</param>
/// <param name="format">The output format.</param>
internal sealed class ContentCheckCommand(string? folder, ContentCheckFormat format)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What else is played against each cause; null for nothing.</summary>
    public DeepCheck? Deep { get; init; }

    /// <summary>The id of the only scenario played in this way; null for all.</summary>
    public string? Scenario { get; init; }

    /// <summary>Runs the check.</summary>
    /// <param name="output">Receives the problems.</param>
    /// <param name="error">Receives the reason when the check cannot run.</param>
    /// <returns>The exit code: 0 without problems, 1 with problems, 78 without a content folder.</returns>
    public async Task<int> RunAsync(TextWriter output, TextWriter error)
    {
        var content = folder is null ? PortalSettings.NearestContent(AppContext.BaseDirectory) : Path.GetFullPath(folder);
        if (content is null || !Directory.Exists(Path.Combine(content, "days")))
        {
            await error.WriteLineAsync(
                $"{content ?? "No folder called content was found. It"} contains no training day. Use a folder with a subfolder 'days', for example: content check /srv/training/content"
            );
            return ExitCode.WrongSettings;
        }

        await using var portal = Portal(content);
        var problems = Check(portal.Services);
        if (Deep is not null && problems.Count == 0)
        {
            return await PlayDeepAsync(portal.Services.GetRequiredService<RunScenarios>(), Deep, output, error);
        }

        if (format is ContentCheckFormat.Json)
        {
            await output.WriteLineAsync(AsJson(content, problems));
        }
        else
        {
            // A scenario that breaks its promises has no depth worth measuring.
            if (problems.Count == 0)
            {
                await PrintDepthsAsync(portal.Services.GetRequiredService<RunScenarios>(), output);
            }

            await PrintAsync(problems, output);
        }

        return problems.Count == 0 ? ExitCode.Stopped : ExitCode.ContentProblems;
    }

    /// <summary>The problems of all rooms, and of every simulated scenario.</summary>
    internal static IReadOnlyList<ContentProblem> Check(IServiceProvider services) =>
        [
            .. services
                .GetRequiredService<ContentReport>()
                .Check()
                .Concat(services.GetRequiredService<RunScenarios>().Play())
                .OrderBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line),
        ];

    /// <summary>
    /// A portal that is built but never started: links to its pages are checked against its endpoints. Its data folder does not need to
    /// exist.
    /// </summary>
    private static WebApplication Portal(string content)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ContentRootPath = AppContext.BaseDirectory,
                ApplicationName = typeof(ContentCheckCommand).Assembly.GetName().Name,
            }
        );
        builder.Logging.ClearProviders();
        var settings = new PortalSettings(
            Path.Combine(Path.GetTempPath(), "incident-training-without-data"),
            content,
            Demonstration: false
        );
        builder.Services.AddSingleton(settings);
        builder.AddPlatform();
        builder.AddStorage(settings);
        builder.AddSecurity();
        builder.AddPages();
        builder.AddRooms();
        builder.AddHealth();
        var portal = builder.Build();
        portal.MapHealth();
        portal.MapRooms();
        portal.MapPages();
        return portal;
    }

    private async Task<int> PlayDeepAsync(RunScenarios scenarios, DeepCheck deep, TextWriter output, TextWriter error)
    {
        List<Scenario> chosen =
        [
            .. scenarios
                .All.Where(scenario => Scenario is null || scenario.Id == Scenario)
                .OrderBy(scenario => scenario.Id, StringComparer.Ordinal),
        ];
        if (chosen.Count == 0)
        {
            await error.WriteLineAsync($"There is no scenario {Scenario}.");
            return ExitCode.WrongUsage;
        }

        return await new DeepCheckCommand(deep, format).RunAsync(chosen, output, error);
    }

    private static async Task PrintDepthsAsync(RunScenarios scenarios, TextWriter output)
    {
        foreach (var line in scenarios.Depths().SelectMany(table => table.Lines()))
        {
            await output.WriteLineAsync(line);
        }
    }

    private static async Task PrintAsync(IReadOnlyList<ContentProblem> problems, TextWriter output)
    {
        foreach (var problem in problems)
        {
            await output.WriteLineAsync(problem.ToString());
        }

        await output.WriteLineAsync(
            problems.Count switch
            {
                0 => "The content has no problems.",
                1 => "The content has 1 problem.",
                var many => $"The content has {many} problems.",
            }
        );
    }

    private static string AsJson(string content, IReadOnlyList<ContentProblem> problems) =>
        JsonSerializer.Serialize(
            new
            {
                content,
                errors = problems.Count(problem => problem.Severity == ContentSeverity.Error),
                warnings = problems.Count(problem => problem.Severity == ContentSeverity.Warning),
                problems = problems.Select(problem => new
                {
                    file = problem.File,
                    line = problem.Line,
                    severity = problem.Severity == ContentSeverity.Error ? "error" : "warning",
                    reason = problem.Reason,
                    cure = problem.Cure,
                }),
            },
            Json
        );
}
