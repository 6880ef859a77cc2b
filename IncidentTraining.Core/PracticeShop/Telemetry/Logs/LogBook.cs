namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>The lines of a log and what makes text of them, without what writes them.</summary>
/// <param name="lines">The lines.</param>
/// <param name="templates">The kinds of lines by their numbers.</param>
/// <param name="names">The texts by their numbers.</param>
sealed class LogBook(LogStore lines, IReadOnlyList<LogTemplate> templates, IReadOnlyList<string> names)
{
    /// <summary>The lines.</summary>
    public LogStore Lines => lines;

    /// <summary>What is looked for among the lines.</summary>
    public LogSearch Search(ShopLogQuery query) => new(query, templates);

    /// <summary>When a line was written.</summary>
    /// <param name="sequence">Its number, of one that is kept.</param>
    /// <param name="near">See <see cref="LogStore.Find"/>.</param>
    public TimeSpan At(long sequence, ref int near) => TimeSpan.FromMicroseconds(lines.Find(sequence, ref near, out var line)[line].At);

    /// <summary>A line, if it fits; null otherwise. Only what may fit is rendered.</summary>
    /// <param name="sequence">Its number, of one that is kept.</param>
    /// <param name="search">What is looked for.</param>
    /// <param name="near">See <see cref="LogStore.Find"/>.</param>
    public ShopLogLine? Find(long sequence, LogSearch search, ref int near)
    {
        var stretch = lines.Find(sequence, ref near, out var line);
        if (!search.MayMatch(stretch.TemplateAt(line)))
            return null;
        var entry = stretch[line];
        var template = templates[(int)entry.Template];
        var trace = entry.Trace == 0 ? "" : entry.Trace.ToString("x16");
        var message = template.Render(entry, names);
        return search.Matches((int)entry.Template, message, trace)
            ? new ShopLogLine(sequence, TimeSpan.FromMicroseconds(entry.At), template.Level, template.Service, trace, message)
            {
                Fields = search.WithFields ? template.Fields(entry, names) : [],
            }
            : null;
    }
}
