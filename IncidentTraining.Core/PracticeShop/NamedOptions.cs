using System.Globalization;

namespace IncidentTraining.Core.PracticeShop;

/// <summary>An option of a fault or an argument of an action is not valid; the message states the reason.</summary>
sealed class BadOptionException(string message) : Exception(message);

/// <summary>An action's arguments are valid, but the shop's current state does not allow it; the message states the reason.</summary>
sealed class NotNowException(string message) : Exception(message);

/// <summary>Options by name, as a scenario or a responder wrote them.</summary>
sealed class NamedOptions(IReadOnlyDictionary<string, string> options)
{
    readonly List<OptionDescription>? _asked;

    NamedOptions(List<OptionDescription> asked)
        : this(new Dictionary<string, string>()) => _asked = asked;

    /// <summary>The options that a reader asks for: it gets the smallest number, the first choice or an empty word for each.</summary>
    /// <param name="read">The reader.</param>
    public static IReadOnlyList<OptionDescription> AskedBy(Action<NamedOptions> read)
    {
        var asked = new List<OptionDescription>();
        read(new NamedOptions(asked));
        return asked;
    }

    /// <summary>An integer within bounds.</summary>
    /// <exception cref="BadOptionException">It is missing or not valid.</exception>
    public int Number(string name, int minimum, int maximum)
    {
        if (Notes(new OptionDescription(name, minimum, maximum, [])))
            return minimum;
        if (
            options.TryGetValue(name, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= minimum
            && number <= maximum
        )
            return number;
        throw new BadOptionException($"“{name}” must be a whole number from {minimum} to {maximum}{Given(name)}.");
    }

    /// <summary>A word.</summary>
    /// <exception cref="BadOptionException">It is missing or empty.</exception>
    public string Text(string name) =>
        Notes(new OptionDescription(name, null, null, [])) ? ""
        : options.TryGetValue(name, out var text) && text.Length > 0 ? text
        : throw new BadOptionException($"“{name}” is missing.");

    /// <summary>An integer within bounds, or null when it was not given.</summary>
    /// <exception cref="BadOptionException">It was given and is not valid.</exception>
    public int? OptionalNumber(string name, int minimum, int maximum) =>
        !Notes(new OptionDescription(name, minimum, maximum, [], IsOptional: true)) && options.ContainsKey(name)
            ? Number(name, minimum, maximum)
            : null;

    /// <summary>A word, or null when it was not given.</summary>
    public string? OptionalText(string name) =>
        Notes(new OptionDescription(name, null, null, [], IsOptional: true)) ? null : options.GetValueOrDefault(name);

    /// <summary>One of some words.</summary>
    /// <exception cref="BadOptionException">It is missing or not valid.</exception>
    public string Choice(string name, IReadOnlyCollection<string> choices)
    {
        if (Notes(new OptionDescription(name, null, null, [.. choices])))
            return choices.First();
        if (options.TryGetValue(name, out var text) && choices.Contains(text))
            return text;
        throw new BadOptionException($"“{name}” must be one of {string.Join(", ", choices)}{Given(name)}.");
    }

    /// <summary>Refuses options that no one reads.</summary>
    /// <exception cref="BadOptionException">There is another option.</exception>
    public void OnlyKnown(params IReadOnlyCollection<string> known)
    {
        if (options.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new BadOptionException(
                $"“{unknown}” is not known here{(known.Count == 0 ? "" : "; known are " + string.Join(", ", known))}."
            );
    }

    bool Notes(OptionDescription option)
    {
        _asked?.Add(option);
        return _asked is not null;
    }

    string Given(string name) => options.TryGetValue(name, out var text) ? $", not “{text}”" : "; it is missing";
}
