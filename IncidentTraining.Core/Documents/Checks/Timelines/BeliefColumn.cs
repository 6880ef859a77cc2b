using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks.Timelines;

/// <summary>
/// Finds the timeline table's column about what people believed, by its heading, and removes it from the rows: a belief is not an event and
/// would be mistaken for one.
/// </summary>
internal sealed partial class BeliefColumn
{
    private const int None = -1;

    private bool _inTable;
    private int _column = None;

    /// <summary>Splits the next line of the timeline. Lines must come in order, because the heading is remembered.</summary>
    /// <returns>The line without the column, and the belief in it; empty without the column.</returns>
    public (string Line, string Belief) Divide(string line)
    {
        if (!line.TrimStart().StartsWith('|'))
        {
            (_inTable, _column) = (false, None);
            return (line, "");
        }

        var cells = Bar().Split(line.Trim());
        if (!_inTable)
        {
            // Rows without a heading begin with a time.
            var isHeading = !cells.Any(cell => cell.TrimStart() is [>= '0' and <= '9', ..]);
            (_inTable, _column) = (true, isHeading ? Array.FindIndex(cells, cell => Believed().IsMatch(cell)) : None);
        }

        return _column == None || _column >= cells.Length
            ? (line, "")
            : (
                string.Join('|', cells.Where((_, index) => index != _column)),
                cells[_column].Trim(' ', '-', '–', '—', ':').Replace("\\|", "|", StringComparison.Ordinal)
            );
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"\b(?:belie[fv]|thought|assum)", RegexOptions.IgnoreCase)]
    private static partial Regex Believed();
}
