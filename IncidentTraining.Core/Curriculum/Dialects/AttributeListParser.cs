using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>
/// Parses attribute lists of kramdown and Python-Markdown, <c>{: .class }</c> and <c>{#id}</c>. Styles are ignored; the id of a heading is
/// kept, because links refer to it.
/// </summary>
internal sealed class AttributeListParser : InlineParser
{
    internal static readonly object HeadingId = new();

    private static readonly Regex Form = new(
        """^\{(?::[^{}\n]*|\s*[#.][A-Za-z][\w:-]*(?:\s[^{}\n]*)?)\}""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    private static readonly Regex Id = new(
        """(?:^|[\s:{])#([A-Za-z][\w:-]*)""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    internal AttributeListParser() => OpeningCharacters = ['{'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (Form.Match(slice.Text, slice.Start, slice.Length) is not { Success: true } match)
        {
            return false;
        }

        if (Id.Match(match.Value) is { Success: true } id && processor.Block is { } block)
        {
            block.SetData(HeadingId, id.Groups[1].Value);
            if (block is HeadingBlock)
            {
                block.GetAttributes().Id = id.Groups[1].Value;
            }
        }

        slice.Start += match.Length;
        return true;
    }
}
