namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>
/// A search in the log. Conditions that a template alone decides are evaluated once per template and not per line: a hundred thousand lines
/// have some fifty templates.
/// </summary>
sealed class LogSearch
{
    readonly bool[] _possible;

    // Search words that a line can only contain in its arguments, by template.
    readonly string[][] _open;

    public LogSearch(ShopLogQuery query, IReadOnlyList<LogTemplate> templates)
    {
        WithFields = query.WithFields;
        var words = query.Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _possible =
        [
            .. templates.Select(template =>
                template.Level >= query.MinimumLevel && (query.Service.Length == 0 || template.Service == query.Service)
            ),
        ];
        _open = [.. templates.Select(template => words.Where(word => !template.Says(word)).ToArray())];
    }

    /// <summary>Whether lines include their values as fields.</summary>
    public bool WithFields { get; }

    /// <summary>Whether lines of this template are searched.</summary>
    public bool MayMatch(int template) => _possible[template];

    /// <summary>Whether a line contains all words.</summary>
    public bool Matches(int template, string message, string trace)
    {
        foreach (var word in _open[template])
        {
            if (!Has(message, word) && !Has(trace, word))
                return false;
        }

        return true;
    }

    static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
