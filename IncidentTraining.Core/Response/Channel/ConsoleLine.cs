using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Response;

/// <summary>A typed action: a name, then arguments as <c>name=value</c>.</summary>
/// <param name="Action">The action's name.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record ConsoleLine(string Action, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>A repair as a typed command; values that only the running shop knows are described in words.</summary>
    public static string Words(MitigationStep step) =>
        string.Join(
            ' ',
            step.Arguments.Select(a => $"{a.Key}={(a.Value == TimedStep.Suspect ? "(the job that does the damage)" : a.Value)}")
                .Prepend(step.Action)
        );

    /// <summary>Parses a typed line; the shop decides whether the action exists.</summary>
    public static Outcome<ConsoleLine> Parse(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return Refusal.Invalid("Type an action and its arguments, for example: shed-traffic percent=10");
        }

        var arguments = new Dictionary<string, string>();
        foreach (var word in words[1..])
        {
            if (word.Split('=', 2) is not [{ Length: > 0 } name, var value] || !arguments.TryAdd(name, value))
            {
                return Refusal.Invalid($"“{word}” is not an argument. Write each one once, as name=value without spaces.");
            }
        }

        return new ConsoleLine(words[0], arguments);
    }
}
