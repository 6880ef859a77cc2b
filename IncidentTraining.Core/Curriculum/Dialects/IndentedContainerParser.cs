using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>
/// Parses the containers of MkDocs, <c>!!! note "Title"</c>, <c>??? details</c> and <c>=== "Tab"</c>, whose content is indented by four
/// spaces, into containers of the content format.
/// </summary>
internal sealed partial class IndentedContainerParser : BlockParser
{
    internal IndentedContainerParser() => OpeningCharacters = ['!', '?', '='];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent || Form().Match(processor.Line.ToString()) is not { Success: true } match)
        {
            return BlockState.None;
        }

        var title = match.Groups["title"] is { Success: true } written ? written.Value : null;
        var (kind, usual) = KindOf(match.Groups["mark"].Value, match.Groups["kind"].Value);
        processor.NewBlocks.Push(
            new CustomContainer(this)
            {
                Info = kind,
                Arguments = title ?? usual ?? "",
                Column = processor.Column,
                Line = processor.LineIndex,
                Span = new SourceSpan(processor.Start, processor.Line.End),
            }
        );
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (processor.IsBlankLine)
        {
            return BlockState.Continue;
        }

        if (!processor.IsCodeIndent)
        {
            return BlockState.None;
        }

        processor.GoToCodeIndent();
        return BlockState.Continue;
    }

    private static (string Kind, string? Title) KindOf(string mark, string name)
    {
        if (mark.StartsWith('='))
        {
            return (Admonitions.OpenDetails, null);
        }

        var known = Admonitions.Find(name);
        if (!mark.StartsWith('?'))
        {
            return known ?? ("note", name);
        }

        // A disclosure has no colour, so its kind becomes its title.
        return (
            mark == "???+" ? Admonitions.OpenDetails : Admonitions.Details,
            known is { Kind: Admonitions.Details } ? null : InWords(name)
        );
    }

    private static string InWords(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [GeneratedRegex(
        """^(?:(?<mark>!!!|\?\?\?\+?)\s+(?<kind>[A-Za-z][\w-]*)(?:\s+[\w-]+)*(?:\s+"(?<title>[^"]*)")?|(?<mark>===[!+]?)\s+"(?<title>[^"]*)")\s*$"""
    )]
    private static partial Regex Form();
}
