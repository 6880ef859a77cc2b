using System.Text.RegularExpressions;
using IncidentTraining.Core.Curriculum.Glossaries;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>Links the first use of each glossary term on a page to its explanation.</summary>
internal sealed class GlossaryMarks
{
    private readonly Dictionary<string, GlossaryTerm> _terms = new(StringComparer.OrdinalIgnoreCase);
    private readonly Regex? _names;
    private readonly string _glossaryAddress;

    /// <param name="address">The address of the page that explains the terms.</param>
    /// <param name="terms">The terms of the day.</param>
    internal GlossaryMarks(string address, IEnumerable<GlossaryTerm> terms)
    {
        _glossaryAddress = address;
        foreach (var term in terms.Where(term => term.IsMarked))
        {
            foreach (var name in term.Names)
            {
                _terms.TryAdd(name, term);
            }
        }

        if (_terms.Count > 0)
        {
            // Longest first, so that "error budget" is not matched as "budget".
            var names = _terms
                .Keys.OrderByDescending(name => name.Length)
                .Select(name => GlossaryTerm.HasCapitals(name) ? Regex.Escape(name) : $"(?i:{Regex.Escape(name)})");
            _names = new Regex(
                $@"(?<![\w/.-])(?:{string.Join('|', names)})(?![\w/-])",
                RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(1)
            );
        }
    }

    /// <summary>Marks words in running text; headings, links, bold labels, code and slides are left unchanged.</summary>
    internal void Apply(MarkdownDocument document)
    {
        if (_names is null)
        {
            return;
        }

        var marked = new HashSet<GlossaryTerm>();
        foreach (
            var literal in document
                .Descendants<ParagraphBlock>()
                .SelectMany(paragraph => paragraph.Inline?.Descendants<LiteralInline>() ?? [])
                .Where(IsRunningText)
                .ToList()
        )
        {
            Mark(literal, marked);
        }
    }

    private static bool IsRunningText(LiteralInline literal)
    {
        for (var parent = literal.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline or EmphasisInline { DelimiterCount: 2 })
            {
                return false;
            }
        }

        return true;
    }

    private void Mark(LiteralInline literal, HashSet<GlossaryTerm> marked)
    {
        var text = literal.Content.ToString();
        var parts = new List<Inline>();
        var from = 0;
        foreach (Match match in _names!.Matches(text))
        {
            var term = _terms[match.Value];
            if (!marked.Add(term))
            {
                continue;
            }

            AddText(match.Index);
            parts.Add(new TermInline(match.Value, term.Text, $"{_glossaryAddress}#{term.Anchor}"));
            from = match.Index + match.Length;
        }

        if (parts.Count == 0)
        {
            return;
        }

        AddText(text.Length);
        Inline last = literal;
        foreach (var part in parts)
        {
            last.InsertAfter(part);
            last = part;
        }

        literal.Remove();

        void AddText(int to)
        {
            if (to > from)
            {
                parts.Add(new LiteralInline(text[from..to]));
            }
        }
    }
}

/// <summary>A word in the text that the glossary explains.</summary>
internal sealed class TermInline(string word, string explanation, string address) : LeafInline
{
    internal string Word { get; } = word;

    internal string Explanation { get; } = explanation;

    internal string Address { get; } = address;
}

/// <summary>Renders a link to the glossary with the explanation, which a script shows on hover and focus.</summary>
internal sealed class TermRenderer : HtmlObjectRenderer<TermInline>
{
    protected override void Write(HtmlRenderer renderer, TermInline term)
    {
        if (!renderer.EnableHtmlForInline)
        {
            renderer.WriteEscape(term.Word);
            return;
        }

        renderer
            .Write("<a class=\"term\" href=\"")
            .WriteEscapeUrl(term.Address)
            .Write("\" data-term=\"")
            .WriteEscape(term.Explanation)
            .Write("\">");
        renderer.WriteEscape(term.Word).Write("</a>");
    }
}
