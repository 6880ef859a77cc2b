using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace IncidentTraining.Core.People;

/// <summary>
/// Writes CSV files that a spreadsheet opens without running anything: a value that begins like a formula gets an apostrophe in front.
/// </summary>
public static class SafeCsv
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        NewLine = "\r\n",
    };

    /// <summary>The file's text, with a heading.</summary>
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
