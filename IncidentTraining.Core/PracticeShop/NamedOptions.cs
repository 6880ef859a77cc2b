using System.Globalization;

namespace IncidentTraining.Core.PracticeShop;

/// <summary>An option of a fault or an argument of an action that does not fit; the message says why.</summary>
sealed class BadOptionException(string message) : Exception(message);

/// <summary>An action whose arguments fit and that the shop cannot take in its present state; the message says why.</summary>
sealed class NotNowException(string message) : Exception(message);

/// <summary>Options by name, as a scenario or a responder wrote them.</summary>
sealed class NamedOptions(IReadOnlyDictionary<string, string> options)
{
    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="BadOptionException">It is missing or does not fit.</exception>
    public int Number(string name, int minimum, int maximum)
    {
        if (options.TryGetValue(name, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum)
            return number;
        throw new BadOptionException($"“{name}” has to be a whole number from {minimum} to {maximum}{Given(name)}.");
    }

    /// <summary>A word.</summary>
    /// <exception cref="BadOptionException">It is missing or empty.</exception>
    public string Text(string name) => options.TryGetValue(name, out var text) && text.Length > 0
        ? text
        : throw new BadOptionException($"“{name}” is missing.");

    /// <summary>A whole number within bounds, or null when it was not given.</summary>
    /// <exception cref="BadOptionException">It was given and does not fit.</exception>
    public int? OptionalNumber(string name, int minimum, int maximum) => options.ContainsKey(name) ? Number(name, minimum, maximum) : null;

    /// <summary>A word, or null when it was not given.</summary>
    public string? OptionalText(string name) => options.GetValueOrDefault(name);

    /// <summary>One of some words.</summary>
    /// <exception cref="BadOptionException">It is missing or does not fit.</exception>
    public string Choice(string name, IReadOnlyCollection<string> choices)
    {
        if (options.TryGetValue(name, out var text) && choices.Contains(text))
            return text;
        throw new BadOptionException($"“{name}” has to be one of {string.Join(", ", choices)}{Given(name)}.");
    }

    /// <summary>Refuses what no one asks for.</summary>
    /// <exception cref="BadOptionException">There is another option.</exception>
    public void OnlyKnown(params IReadOnlyCollection<string> known)
    {
        if (options.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new BadOptionException($"“{unknown}” is not known here{(known.Count == 0 ? "" : "; known are " + string.Join(", ", known))}.");
    }

    string Given(string name) => options.TryGetValue(name, out var text) ? $", not “{text}”" : "; it is missing";
}
