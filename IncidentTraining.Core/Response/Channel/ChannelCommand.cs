using System.Globalization;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>
/// A line typed into the channel: a message, or a command that does the same as a button. A command uses the same use case as the button,
/// so the permissions and the refusals are the same.
/// </summary>
public sealed class ChannelCommand(
    PostMessage messages,
    AcknowledgeIncident acknowledge,
    SetSeverity severity,
    HandOverRole roles,
    PostStatusUpdate updates,
    SaveHypothesis hypotheses,
    ApplyAction actions,
    VerifyResolution verify,
    GetRun runs
) : IUseCase
{
    /// <summary>The commands with their arguments and what they do.</summary>
    public static IReadOnlyList<(string Command, string Does)> All { get; } =
    [
        ("/ack", "acknowledges the incident"),
        ("/severity P1 reason", "sets the severity, or changes it with a reason"),
        ("/role operations @name", "hands over a role: commander, operations, communications or scribe"),
        ("/status customers text", "publishes an update to customers, support or management"),
        ("/hypothesis 60 text", "states a hypothesis with your confidence in per cent"),
        ("/mitigate shed-traffic percent=10", "runs an action on the shop, as in the console"),
        ("/resolve", "measures the recovery"),
        ("/help", "lists the commands"),
    ];

    /// <summary>Sends or executes what was typed.</summary>
    /// <returns>What to show only to the person who typed it; empty when the channel itself shows it.</returns>
    public async Task<Outcome<string>> RunAsync(Actor actor, Guid runId, string line, CancellationToken ct = default)
    {
        var text = line.Trim();
        if (!text.StartsWith('/'))
        {
            return Answer(await messages.RunAsync(actor, runId, text, ct));
        }

        var (command, rest) = Cut(text);
        switch (command.ToLowerInvariant())
        {
            case "/ack":
                return Answer(await acknowledge.RunAsync(actor, runId, ct));
            case "/severity":
                return await SeverityAsync(actor, runId, rest, ct);
            case "/role":
                return await RoleAsync(actor, runId, rest, ct);
            case "/status":
                return await StatusAsync(actor, runId, rest, ct);
            case "/hypothesis":
                return await HypothesisAsync(actor, runId, rest, ct);
            case "/mitigate":
                return await MitigateAsync(actor, runId, rest, ct);
            case "/resolve":
                return Answer(await verify.RunAsync(actor, runId, ct));
            case "/help":
                return await HelpAsync(actor, runId, ct);
            default:
                return Refusal.Invalid($"There is no command {command}. /help lists them.");
        }
    }

    private async Task<Outcome<string>> HelpAsync(Actor actor, Guid runId, CancellationToken ct)
    {
        var lines = All.Select(known => $"{known.Command}: {known.Does}");
        return await runs.RunAsync(actor, runId, ct) is { Succeeded: true, Value.Listeners: { Count: > 0 } listeners }
            ? string.Join(
                '\n',
                lines.Append($"People in the channel: {string.Join("; ", listeners)}. Start a message with a name to address that person.")
            )
            : string.Join('\n', lines);
    }

    private async Task<Outcome<string>> SeverityAsync(Actor actor, Guid runId, string rest, CancellationToken ct)
    {
        var (level, reason) = Cut(rest);
        return level.Length == 2 && Enum.TryParse<Severity>(level, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen)
            ? Answer(await severity.RunAsync(actor, new(runId, chosen, reason), ct))
            : Refusal.Invalid("Write the level and why: /severity P1 No one can pay.");
    }

    private async Task<Outcome<string>> RoleAsync(Actor actor, Guid runId, string rest, CancellationToken ct)
    {
        var (name, to) = Cut(rest);
        var view = await runs.RunAsync(actor, runId, ct);
        if (!view.Succeeded)
        {
            return view.Refusal;
        }

        return
            Enum.TryParse<IncidentRole>(name, ignoreCase: true, out var role)
            && !char.IsAsciiDigit(name[0])
            && Mentions.Find(view.Value.Crew, to) is { } taker
            ? Answer(await roles.RunAsync(actor, new(runId, role, taker.PersonId), ct))
            : Refusal.Invalid(
                $"Write the role and one of the crew: /role operations @name. The crew is {string.Join(", ", view.Value.Crew.Mates.Select(mate => mate.Name))}."
            );
    }

    private async Task<Outcome<string>> StatusAsync(Actor actor, Guid runId, string rest, CancellationToken ct)
    {
        var (name, text) = Cut(rest);
        return Enum.TryParse<UpdateAudience>(name.TrimEnd(':'), ignoreCase: true, out var audience) && Enum.IsDefined(audience)
            ? Answer(await updates.RunAsync(actor, new(runId, audience, text, NextInMinutes: null), ct))
            : Refusal.Invalid("Write the audience, then the update: /status customers Buying is slow. We are on it.");
    }

    private async Task<Outcome<string>> HypothesisAsync(Actor actor, Guid runId, string rest, CancellationToken ct)
    {
        var (percent, text) = Cut(rest);
        return int.TryParse(percent.TrimEnd('%'), CultureInfo.InvariantCulture, out var confidence)
            ? Answer(await hypotheses.RunAsync(actor, new(runId, text, confidence), ct))
            : Refusal.Invalid("Write how sure you are in per cent, then what you believe: /hypothesis 60 What you believe, and why.");
    }

    private async Task<Outcome<string>> MitigateAsync(Actor actor, Guid runId, string rest, CancellationToken ct)
    {
        var line = ConsoleLine.Parse(rest);
        if (!line.Succeeded)
        {
            return line.Refusal;
        }

        var answer = await actions.RunAsync(actor, new(runId, line.Value.Action, line.Value.Arguments), ct);
        return answer.Succeeded ? answer.Value.Text : answer.Refusal;
    }

    private static (string Word, string Remaining) Cut(string text)
    {
        var words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (words.ElementAtOrDefault(0) ?? "", words.ElementAtOrDefault(1) ?? "");
    }

    private static Outcome<string> Answer(Outcome outcome) => outcome.Succeeded ? "" : outcome.Refusal;
}
