using System.Net;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>
/// Renders a page as a chapter of the printed day. Anchors are unique in the whole document and links between pages stay within it, so that
/// they work in a PDF.
/// </summary>
internal static partial class PrintedPage
{
    public static string Of(TrainingDay day, CurriculumPage page, RenderedPage rendered, string planId)
    {
        var body = string.Concat(
            rendered.Parts.Select(part =>
                part.Kind switch
                {
                    PagePartKind.Html => part.Text,
                    PagePartKind.Answer =>
                        $"<p class=\"print-away\">Write your answer here. The model answer is available in the portal after you answer there.</p>",
                    _ => $"<p class=\"print-away\">See the page in the portal.</p>",
                }
            )
        );
        body = Id().Replace(body, match => $"{match.Groups[1].Value}{page.Id}--{match.Groups[2].Value}\"");
        body = Regex.Replace(body, $"href=\"{Regex.Escape(day.Path)}/([a-z0-9-]+)(#([^\"]*))?\"", match => LinkIn(day, match));
        var summary = page.Summary.Length == 0 ? "" : $"<p class=\"page-summary\">{WebUtility.HtmlEncode(page.Summary)}</p>";
        var source = page.Source is { } words
            ? $"<footer class=\"page-source\"><strong>Source:</strong> {WebUtility.HtmlEncode(words.Replace("`", "", StringComparison.Ordinal))}</footer>"
            : "";
        var length = day.MinutesOf(page, planId) is { } minutes ? $" · {Durations.InWords(minutes)}" : "";
        return $"<article class=\"prose\"><header class=\"page-head\"><p class=\"page-kind\">{PageLooks.NameOf(page.Kind)}{length}</p><h1>{WebUtility.HtmlEncode(page.Title)}</h1>{summary}</header>{body}{source}</article>";
    }

    private static string LinkIn(TrainingDay day, Match match)
    {
        var page = match.Groups[1].Value;
        if (day.FindPage(page) is null)
        {
            return match.Value;
        }

        var anchor = match.Groups[3].Success ? $"{page}--{match.Groups[3].Value}" : page;
        return $"href=\"{day.Path}/print#{anchor}\"";
    }

    [GeneratedRegex("""(<[a-z0-9]+[^<>]* id=")([^"]+)"|(?!)""")]
    private static partial Regex Id();
}
