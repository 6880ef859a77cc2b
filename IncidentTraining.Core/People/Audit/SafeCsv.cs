using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace IncidentTraining.Core.People;

/// <summary>
/// Writes CSV files that a spreadsheet opens without executing anything: a value that begins like a formula is prefixed with an apostrophe.
/// </summary>
public static class SafeCsv
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        NewLine = "\r\n",
    };

    /// <summary>The text of the file, with a header line.</summary>
    public static string Write(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new CsvWriter(text, Configuration))
        {
            foreach (var row in rows.Prepend(heading))
            {
                foreach (var field in row)
                {
                    writer.WriteField(field);
                }

                writer.NextRecord();
            }
        }

        return text.ToString();
    }
}
