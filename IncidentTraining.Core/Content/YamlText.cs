using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace IncidentTraining.Core.Content;

/// <summary>Reads YAML text into a <see cref="YamlMap"/> and turns whatever is wrong with it into a problem with its line.</summary>
internal static class YamlText
{
    /// <summary>Deeper than any file of ours by far, and shallow enough for every recursive walk.</summary>
    private const int DeepestNesting = 32;

    internal static YamlMap Read(ContentFile file, string text, int linesBefore)
    {
        var root = RootOf(file, text, linesBefore);
        if (root is YamlMappingNode mapping)
            return new YamlMap(file, mapping, linesBefore);
        if (root is not null)
        {
            file.Report(linesBefore + 1, "The YAML is not one list of 'key: value' lines",
                "Begin with a line such as 'id: …' at the left margin");
        }
        return YamlMap.Unreadable(file);
    }

    internal static IReadOnlyList<YamlMap> ReadList(ContentFile file, string text)
    {
        var root = RootOf(file, text, linesBefore: 0);
        if (root is YamlSequenceNode sequence)
            return [.. sequence.Children.Select(child => new YamlValue(file, owner: null, "entry", (int)child.Start.Line, child, linesBefore: 0).AsMap())];
        if (root is not null)
            file.Report(1, "The YAML is not a list", "Begin each entry with '- ' at the left margin");
        return [];
    }

    /// <summary>The root of the file's one document; null when there is none, with the problem noted.</summary>
    private static YamlNode? RootOf(ContentFile file, string text, int linesBefore)
    {
        // A file that could not be read has said so already.
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
            file.Report(linesBefore + 1, stream.Documents.Count == 0 ? "The YAML is empty" : "The YAML holds several documents",
                "Put exactly one document into the file, without lines '---'");
        }
        catch (YamlException broken)
        {
            // What is never closed is noticed at the end, which may be a line that is not there.
            var last = 1 + text.AsSpan().TrimEnd('\n').Count('\n');
            file.Report(linesBefore + Math.Min(last, LineOf(broken)), $"The YAML cannot be read: {Sentence(broken)}",
                "Check the indentation and the quotation marks on this line and the one above; put a text that holds ': ' or '#' in double quotes");
        }
        return null;
    }

    /// <summary>
    /// Looks at the events before anything is built from them: nesting thousands deep would exhaust the stack, and
    /// aliases can make a small text stand for gigabytes.
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
                file.Report(line, $"The YAML is nested more than {DeepestNesting} levels deep", "Flatten it; no content file needs so many levels");
                return false;
            }
            if (parser.Current is AnchorAlias)
            {
                file.Report(line, "The YAML uses an alias (*name)", "Write the value out where it is needed; aliases are not read here");
                return false;
            }
        }
        return true;
    }

    /// <summary>Where the mistake is: what is said "while parsing a block" begins at the structure around it and ends at the mistake.</summary>
    private static int LineOf(YamlException broken)
    {
        var said = Innermost(broken);
        return (int)(said.Message.StartsWith("While parsing a block", StringComparison.Ordinal) ? said.End : said.Start).Line;
    }

    private static string Sentence(YamlException broken) => Innermost(broken).Message.TrimEnd('.', ' ');

    /// <summary>The innermost message is the one about the text; outer ones only repeat the position.</summary>
    private static YamlException Innermost(YamlException broken)
    {
        while (broken.InnerException is YamlException inner)
            broken = inner;
        return broken;
    }
}
