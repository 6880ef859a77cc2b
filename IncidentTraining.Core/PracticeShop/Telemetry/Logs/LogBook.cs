namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>The lines of a log and what is needed to render them, without the writer.</summary>
/// <param name="lines">The lines.</param>
/// <param name="templates">The kinds of lines by number.</param>
/// <param name="names">The texts by number.</param>
sealed class LogBook(LogStore lines, IReadOnlyList<LogTemplate> templates, IReadOnlyList<string> names)
{
    /// <summary>The lines.</summary>
    public LogStore Lines => lines;

    /// <summary>The search terms.</summary>
    public LogSearch Search(ShopLogQuery query) => new(query, templates);

    /// <summary>When a line was written.</summary>
    /// <param name="sequence">The number of a stored line.</param>
    /// <param name="near">See <see cref="LogStore.Find"/>.</param>
    public TimeSpan At(long sequence, ref int near) => TimeSpan.FromMicroseconds(lines.Find(sequence, ref near, out var line)[line].At);

    /// <summary>Returns a line if it matches; otherwise null. Only possible matches are rendered.</summary>
    /// <param name="sequence">The number of a stored line.</param>
    /// <param name="search">The search.</param>
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
