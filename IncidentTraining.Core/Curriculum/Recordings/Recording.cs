using System.Globalization;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum.Recordings;

/// <summary>Telemetry that lies beside a page: figures over time (<c>.csv</c>) or lines of a log (<c>.log</c>).</summary>
internal abstract record Recording
{
    internal static bool IsOne(string path) => path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".log", StringComparison.Ordinal);

    internal static Recording ReadFigures(ContentFile file)
    {
        var lines = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Length == 0 ? [] : lines[0].Split(',');
        if (names is not ["time", _, ..])
        {
            file.Report(1, "The first line does not name the columns", "Write 'time' and at least one more name, with commas between them");
            return new RecordedFigures([], []);
        }

        if (names.Length - 1 > RecordedFigures.MostSeries)
        {
            file.Report(1, $"The file has {names.Length - 1} columns of figures; a chart shows {RecordedFigures.MostSeries}", "Divide it into several files");
        }

        var rows = lines.Skip(1).Select((line, index) => ReadRow(file, index + 2, line.Split(','), names.Length)).OfType<RecordedRow>().ToList();
        if (rows.Count < 2)
        {
            file.Report(1, "There are fewer than two rows of figures", "Write at least two lines below the names");
        }

        return new RecordedFigures([.. names.Skip(1).Select(name => name.Trim())], rows);
    }

    internal static Recording ReadLog(ContentFile file) => new RecordedLog(file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static RecordedRow? ReadRow(ContentFile file, int line, string[] cells, int columns)
    {
        if (cells.Length != columns)
        {
            file.Report(line, $"The row has {cells.Length} values where the first line names {columns}", "Give it one value for each name; leave out what is unknown between the commas");
            return null;
        }

        if (!TimeOnly.TryParse(cells[0], CultureInfo.InvariantCulture, out var time))
        {
            file.Report(line, $"'{cells[0]}' is no time of day", "Write it as 14:05 or 14:05:30");
            return null;
        }

        var values = new List<double?>();
        foreach (var cell in cells.Skip(1).Select(cell => cell.Trim()))
        {
            if (cell.Length == 0)
            {
                values.Add(null);
            }
            else if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0)
            {
                values.Add(value);
            }
            else
            {
                file.Report(line, $"'{cell}' is no figure from 0 up", "Write it with digits and a point, without its unit");
                return null;
            }
        }

        return new RecordedRow(time, values);
    }
}

/// <summary>Figures over time.</summary>
internal sealed record RecordedFigures(IReadOnlyList<string> Series, IReadOnlyList<RecordedRow> Rows) : Recording
{
    /// <summary>More lines than this cannot be told apart by dashes and colours.</summary>
    internal const int MostSeries = 5;
}

/// <summary>The figures of one moment; null where nothing was measured.</summary>
internal sealed record RecordedRow(TimeOnly Time, IReadOnlyList<double?> Values);

/// <summary>Lines of a log, oldest first.</summary>
internal sealed record RecordedLog(IReadOnlyList<string> Lines) : Recording;
