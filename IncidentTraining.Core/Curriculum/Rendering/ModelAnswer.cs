using System.Text.RegularExpressions;
using IncidentTraining.Core.Curriculum.Dialects;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>A model answer, <c>::: answer rca-1</c>, which a trainee receives only after giving their own answer.</summary>
internal static partial class ModelAnswer
{
    internal const string Kind = "answer";
    private static readonly object Withheld = new();

    internal static bool IsOne(CustomContainer container) => container.Info is Kind;

    /// <summary>The id within the page; empty when the author gave none.</summary>
    internal static string IdOf(CustomContainer container) => (container.Arguments ?? "").Trim();

    internal static bool IsName(string id) => Name().IsMatch(id);

    internal static bool IsWithheld(CustomContainer container) => container.ContainsData(Withheld);

    /// <summary>Removes the answer from the document and returns its HTML for later.</summary>
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
