using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace IncidentTraining.Core.Content;

/// <summary>Parses YAML text into a <see cref="YamlMap"/> and reports every parse error with its line.</summary>
internal static class YamlText
{
    /// <summary>Deeper than any content file, and shallow enough for every recursive walk.</summary>
    private const int DeepestNesting = 32;

    internal static YamlMap Read(ContentFile file, string text, int linesBefore)
    {
        var root = RootOf(file, text, linesBefore);
        if (root is YamlMappingNode mapping)
            return new YamlMap(file, mapping, linesBefore);
        if (root is not null)
        {
            file.Report(
                linesBefore + 1,
                "The YAML is not one list of 'key: value' lines",
                "Start with a line such as 'id: …' at the left margin"
            );
        }
        return YamlMap.Unreadable(file);
    }

    internal static IReadOnlyList<YamlMap> ReadList(ContentFile file, string text)
    {
        var root = RootOf(file, text, linesBefore: 0);
        if (root is YamlSequenceNode sequence)
            return
            [
                .. sequence.Children.Select(child =>
                    new YamlValue(file, owner: null, "entry", (int)child.Start.Line, child, linesBefore: 0).AsMap()
                ),
            ];
        if (root is not null)
            file.Report(1, "The YAML is not a list", "Start each entry with '- ' at the left margin");
        return [];
    }

    /// <summary>Returns the root of the file's single document; null, with the problem reported, when there is none.</summary>
    private static YamlNode? RootOf(ContentFile file, string text, int linesBefore)
    {
        // An unreadable file has already been reported.
        if (file.Problems.Count > 0 && file.Text.Length == 0)
            return null;

        try
        {
            if (!IsPlain(file, text, linesBefore))
                return null;

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1)
                return stream.Documents[0].RootNode;
            file.Report(
                linesBefore + 1,
                stream.Documents.Count == 0 ? "The YAML is empty" : "The YAML contains several documents",
                "Keep exactly one document in the file, without '---' lines"
            );
        }
        catch (YamlException broken)
        {
            // An unclosed structure is detected at the end, which may be past the last line.
            var last = 1 + text.AsSpan().TrimEnd('\n').Count('\n');
            file.Report(
                linesBefore + Math.Min(last, LineOf(broken)),
                $"The YAML cannot be read: {Sentence(broken)}",
                "Check the indentation and the quotation marks on this line and the one above; put text that contains ': ' or '#' in double quotes"
            );
        }
        return null;
    }

    /// <summary>
    /// Checks the event stream before anything is built from it: nesting thousands of levels deep would exhaust the stack, and aliases can
    /// expand a small text to gigabytes.
    /// </summary>
    private static bool IsPlain(ContentFile file, string text, int linesBefore)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            var line = linesBefore + (int)parser.Current.Start.Line;
            if (depth > DeepestNesting)
            {
                file.Report(
                    line,
                    $"The YAML is nested more than {DeepestNesting} levels deep",
                    "Flatten it; content files need fewer levels"
                );
                return false;
            }
            if (parser.Current is AnchorAlias)
            {
                file.Report(line, "The YAML uses an alias (*name)", "Write the value out where it is needed; aliases are not supported");
                return false;
            }
        }
        return true;
    }

    /// <summary>Returns the line of the error: an error "while parsing a block" starts at the enclosing structure and ends at the
    /// mistake.</summary>
    private static int LineOf(YamlException broken)
    {
        var said = Innermost(broken);
        return (int)(said.Message.StartsWith("While parsing a block", StringComparison.Ordinal) ? said.End : said.Start).Line;
    }

    private static string Sentence(YamlException broken) => Innermost(broken).Message.TrimEnd('.', ' ');

    /// <summary>The innermost message describes the text; outer messages only repeat the position.</summary>
    private static YamlException Innermost(YamlException broken)
    {
        while (broken.InnerException is YamlException inner)
            broken = inner;
        return broken;
    }
}
