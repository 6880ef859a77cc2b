using System.Globalization;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum.Recordings;

/// <summary>Telemetry stored with a page: figures over time (<c>.csv</c>) or log lines (<c>.log</c>).</summary>
internal abstract record Recording
{
    internal static bool IsOne(string path) =>
        path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".log", StringComparison.Ordinal);

    internal static Recording ReadFigures(ContentFile file)
    {
        var lines = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Length == 0 ? [] : lines[0].Split(',');
        if (names is not ["time", _, ..])
        {
            file.Report(1, "The first line does not name the columns", "Write 'time' and at least one more name, separated by commas");
            return new RecordedFigures([], []);
        }

        if (names.Length - 1 > RecordedFigures.MostSeries)
        {
            file.Report(
                1,
                $"The file has {names.Length - 1} columns of figures; a chart can show {RecordedFigures.MostSeries}",
                "Split it into several files"
            );
        }

        var rows = lines
            .Skip(1)
            .Select((line, index) => ReadRow(file, index + 2, line.Split(','), names.Length))
            .OfType<RecordedRow>()
            .ToList();
        if (rows.Count < 2)
        {
            file.Report(1, "There are fewer than two rows of figures", "Add at least two rows below the header");
        }

        return new RecordedFigures([.. names.Skip(1).Select(name => name.Trim())], rows);
    }

    internal static Recording ReadLog(ContentFile file) => new RecordedLog(file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static RecordedRow? ReadRow(ContentFile file, int line, string[] cells, int columns)
    {
        if (cells.Length != columns)
        {
            file.Report(
                line,
                $"The row has {cells.Length} values, but the first line names {columns}",
                "Write one value per column; leave unknown values empty"
            );
            return null;
        }

        if (!TimeOnly.TryParse(cells[0], CultureInfo.InvariantCulture, out var time))
        {
            file.Report(line, $"'{cells[0]}' is not a time of day", "Write it as 14:05 or 14:05:30");
            return null;
        }

        var values = new List<double?>();
        foreach (var cell in cells.Skip(1).Select(cell => cell.Trim()))
        {
            if (cell.Length == 0)
            {
                values.Add(null);
            }
            else if (
                double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value)
                && value >= 0
            )
            {
                values.Add(value);
            }
            else
            {
                file.Report(line, $"'{cell}' is not a number of at least 0", "Write it with digits and a decimal point, without a unit");
                return null;
            }
        }

        return new RecordedRow(time, values);
    }
}

/// <summary>Figures over time.</summary>
internal sealed record RecordedFigures(IReadOnlyList<string> Series, IReadOnlyList<RecordedRow> Rows) : Recording
{
    /// <summary>The most lines that can be told apart by dashes and colours.</summary>
    internal const int MostSeries = 5;
}

/// <summary>The figures at one point in time; null where nothing was measured.</summary>
internal sealed record RecordedRow(TimeOnly Time, IReadOnlyList<double?> Values);

/// <summary>Log lines, oldest first.</summary>
internal sealed record RecordedLog(IReadOnlyList<string> Lines) : Recording;
