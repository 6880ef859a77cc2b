using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Checks.Timelines;

/// <summary>
/// Finds the column of a timeline's table that says what people believed, by its heading, and takes it out of the rows: what was
/// believed is not what happened, and would be mistaken for it.
/// </summary>
internal sealed partial class BeliefColumn
{
    private const int None = -1;

    private bool _inTable;
    private int _column = None;

    /// <summary>Divides the next line of the timeline. Lines must come in order, as the heading is remembered.</summary>
    /// <returns>The line without the column, and what it says was believed; empty without the column.</returns>
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
