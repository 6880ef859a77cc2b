using System.Text.RegularExpressions;
using IncidentTraining.Core.Curriculum.Dialects;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>A model answer, <c>::: answer rca-1</c>, which reaches a trainee only after an answer of their own.</summary>
internal static partial class ModelAnswer
{
    internal const string Kind = "answer";
    private static readonly object Withheld = new();

    internal static bool IsOne(CustomContainer container) => container.Info is Kind;

    /// <summary>What the answer is called within its page; empty when the author gave no name.</summary>
    internal static string IdOf(CustomContainer container) => (container.Arguments ?? "").Trim();

    internal static bool IsName(string id) => Name().IsMatch(id);

    internal static bool IsWithheld(CustomContainer container) => container.ContainsData(Withheld);

    /// <summary>Takes the answer out of the document and returns it as it will be shown in its time.</summary>
    internal static string Withhold(CustomContainer container, Func<string, string?> addressOf)
    {
        var writer = new StringWriter();
        var hasRawHtml = container.Descendants().Any(part => part is HtmlBlock or HtmlInline);
        HtmlRenderer renderer = CurriculumMarkdown.RendererTo(writer, addressOf);
        renderer.WriteChildren(container);
        renderer.Writer.Flush();
        container.Clear();
        container.SetData(Withheld, true);
        return hasRawHtml ? RawHtml.Balance(writer.ToString()) : writer.ToString();
    }

    [GeneratedRegex("^[a-z0-9-]{1,60}$")]
    private static partial Regex Name();
}
