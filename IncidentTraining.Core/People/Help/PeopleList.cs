using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace IncidentTraining.Core.People;

/// <summary>One line of a list of people.</summary>
/// <param name="Line">The number of the line in the list, from 1.</param>
/// <param name="Name">The name, tidied.</param>
/// <param name="Role">The role.</param>
/// <param name="Problem">Why the line is invalid; null when it is valid.</param>
public sealed record ListedPerson(int Line, string Name, ClassRole Role, string? Problem);

/// <summary>
/// Parses a list of people that was typed, pasted from a table, or exported as CSV: one name per line, followed by a role for staff. A
/// first line with the heading "Name" is skipped.
/// </summary>
public static class PeopleList
{
    /// <summary>The most people in one list.</summary>
    public const int Most = 500;

    /// <summary>The longest list, in characters.</summary>
    public const int LongestText = 50_000;

    /// <summary>The people of the list, with the problems that a line has on its own.</summary>
    public static IReadOnlyList<ListedPerson> Read(string text)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            Delimiter = DelimiterOf(text),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
            MissingFieldFound = null,
            DetectColumnCountChanges = false,
        };
        using var reader = new CsvParser(new StringReader(text), configuration);
        var people = new List<ListedPerson>();
        while (reader.Read())
        {
            var fields = reader.Record ?? [];
            var name = PersonName.Tidy(fields.FirstOrDefault());
            if (
                fields.All(string.IsNullOrWhiteSpace)
                || (people.Count == 0 && string.Equals(name, "name", StringComparison.OrdinalIgnoreCase))
            )
            {
                continue;
            }

            var typed = fields.Length > 1 ? fields[1].Trim() : "";
            var role =
                typed.Length == 0
                    ? ClassRole.Trainee
                    : Enum.GetValues<ClassRole>()
                        .Cast<ClassRole?>()
                        .FirstOrDefault(one => string.Equals(one.ToString(), typed, StringComparison.OrdinalIgnoreCase));
            people.Add(new ListedPerson(reader.RawRow, name, role ?? ClassRole.Trainee, ProblemOf(name, role, fields.Length)));
        }

        return people;
    }

    private static string? ProblemOf(string name, ClassRole? role, int fields)
    {
        return fields > 2 || role is null
            ? "Write a name, optionally followed by one role: trainee, instructor or facilitator. Put a name that contains a comma in quotation marks."
            : PersonName.ProblemOf(name);
    }

    // Tables are pasted with tabs; spreadsheets write semicolons in locales with a decimal comma.
    private static string DelimiterOf(string text) =>
        text.Contains('\t') ? "\t"
        : text.Contains(';') ? ";"
        : ",";
}
