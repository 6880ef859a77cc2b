using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Documents.Body;

/// <summary>A section's text as the wording checks read it: only the writer's own words.</summary>
/// <remarks>Code, log lines and quotations are left out: quoting a blaming sentence in order to discuss it is not blame.</remarks>
internal static partial class SectionText
{
    /// <summary>
    /// The text with code and quotations blanked and everything else in place; a sentence that continues on the next line is joined into
    /// one line.
    /// </summary>
    public static string OwnWords(string markdown)
    {
        var text = WithoutFences(markdown);
        text = Code().Replace(text, Blank);
        text = QuotedLines().Replace(text, Blank);
        text = Quotations().Replace(text, Blank);
        text = Targets().Replace(text, Blank);
        text = Addresses().Replace(text, Blank);
        return WrappedLines().Replace(text, " ");
    }

    /// <summary>The text in which links are reduced to their words.</summary>
    public static string WithoutTargets(string text) => Links().Replace(text, "$1");

    /// <summary>The text with fenced code blanked.</summary>
    public static string WithoutFences(string markdown) => Fences().Replace(markdown, Blank);

    /// <summary>The sentences of a text, at least one per line of a list or table.</summary>
    public static IEnumerable<string> Sentences(string text) =>
        text.Split('\n')
            .SelectMany(line => SentenceEnds().Split(line))
            .Select(sentence => sentence.Trim(' ', '\t', '|', '-', '*', '#'))
            .Where(sentence => sentence.Length > 0);

    /// <summary>The shortened sentence around a position, for an excerpt.</summary>
    public static string Around(string text, int index, int length)
    {
        const int reach = 50;
        var line = text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1;
        var end = text.IndexOf('\n', index + length) is >= 0 and var found ? found : text.Length;
        var from = Math.Max(line, index - reach);
        var to = Math.Min(end, index + length + reach);
        while (from > line && !char.IsWhiteSpace(text[from - 1]))
        {
            from--;
        }

        while (to < end && !char.IsWhiteSpace(text[to]))
        {
            to++;
        }

        return text[from..to].Trim();
    }

    private static string Blank(Match match) => string.Concat(match.Value.Select(c => c == '\n' ? '\n' : ' '));

    [GeneratedRegex(@"^ {0,3}```.*?(?:^ {0,3}```|\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*>.*$", RegexOptions.Multiline)]
    private static partial Regex QuotedLines();

    [GeneratedRegex("\"[^\"\\n]{1,300}\"|“[^”\\n]{1,300}”")]
    private static partial Regex Quotations();

    [GeneratedRegex(@"(?<=\])\([^()\s]{1,500}\)")]
    private static partial Regex Targets();

    [GeneratedRegex(@"\[([^\[\]\n]{0,300})\]\([^()\s]{1,500}\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<=\S)\n(?=[a-z])")]
    private static partial Regex WrappedLines();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(?<=[.!?])\s+")]
    private static partial Regex SentenceEnds();
}
