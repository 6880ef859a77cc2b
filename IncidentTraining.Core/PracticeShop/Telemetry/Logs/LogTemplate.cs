using System.Globalization;
using System.Text;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>A kind of log line. Lines are stored as a template with integer arguments and rendered only when they are read.</summary>
/// <param name="Level">Level.</param>
/// <param name="Service">The service that writes it.</param>
/// <param name="Text">Text with holes <c>{place:form:field}</c>; the forms are <c>n</c> (a number), <c>ms</c> (microseconds as
/// milliseconds), <c>name</c> (a text from the log's list). The field is the name under which tools get the value.</param>
sealed record LogTemplate(ShopLogLevel Level, string Service, string Text)
{
    readonly string[] _parts = Parts(Text);

    /// <summary>Whether every line of this kind contains a word: in the text around the holes, or in the service's name.</summary>
    public bool Says(string word) =>
        Service.Contains(word, StringComparison.OrdinalIgnoreCase)
        || _parts.Where((_, place) => place % 2 == 0).Any(part => part.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Renders a line.</summary>
    public string Render(in LogEntry entry, IReadOnlyList<string> names)
    {
        var text = new StringBuilder(Text.Length + 32);
        for (var i = 0; i < _parts.Length; i++)
        {
            // Splitting at the braces yields plain text at even indexes and holes at odd ones.
            text.Append(i % 2 == 0 ? _parts[i] : Hole(_parts[i], entry, names));
        }
        return text.ToString();
    }

    /// <summary>The values of a line by field name, in the order of the text: exactly what the message contains.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields(in LogEntry entry, IReadOnlyList<string> names)
    {
        var fields = new List<KeyValuePair<string, string>>();
        for (var i = 1; i < _parts.Length; i += 2)
            fields.Add(new(_parts[i].Split(':')[2], Hole(_parts[i], entry, names)));
        return fields;
    }

    // A hole without a field is detected when its line is declared, not when the first one is read. Each shop declares its own: nothing is
    // allocated besides the parts.
    static string[] Parts(string text)
    {
        var parts = text.Split('{', '}');
        for (var place = 1; place < parts.Length; place += 2)
        {
            if (!IsWhole(parts[place]))
                throw new FormatException($"A hole of a log template is {{place:form:field}}, unlike one of “{text}”.");
        }

        return parts;
    }

    static bool IsWhole(ReadOnlySpan<char> hole) =>
        hole is [>= '0' and <= '5', ':', .. var rest]
        && rest.IndexOf(':') is > 0 and var form
        && rest[..form] is "n" or "ms" or "name"
        && rest[(form + 1)..] is not [] and var field
        && !field.Contains(':');

    static string Hole(string hole, in LogEntry entry, IReadOnlyList<string> names)
    {
        var value = entry[hole[0] - '0'];
        return hole[2..hole.LastIndexOf(':')] switch
        {
            "n" => value.ToString(CultureInfo.InvariantCulture),
            "ms" => (value / 1000).ToString(CultureInfo.InvariantCulture),
            "name" => names[(int)value],
            var form => throw new FormatException($"Log templates know no form “{form}”."),
        };
    }
}

/// <summary>A stored log line.</summary>
record struct LogEntry(long At, long Template, long Trace, long A, long B, long C, long D, long E, long F)
{
    /// <summary>Argument by its place in the template.</summary>
    public readonly long this[int place] =>
        place switch
        {
            0 => A,
            1 => B,
            2 => C,
            3 => D,
            4 => E,
            _ => F,
        };
}
