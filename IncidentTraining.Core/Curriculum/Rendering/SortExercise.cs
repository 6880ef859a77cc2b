using Markdig.Extensions.CustomContainers;
using Markdig.Renderers;
using Markdig.Syntax;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>
/// An exercise that sorts the items of a list into categories: <c>::: sort P0, P1, P2, P3</c>, and below each item a one-line list, "P1:
/// why". It works inline, without a script and without grading: CSS shows the explanation once a choice is made.
/// </summary>
internal static class SortExercise
{
    internal const string Kind = "sort";

    internal static IReadOnlyList<string> Drawers(CustomContainer container) =>
        (container.Arguments ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static IEnumerable<ListItemBlock> Items(CustomContainer container) =>
        container.OfType<ListBlock>().SelectMany(list => list).OfType<ListItemBlock>();

    /// <summary>The category named by an item's answer, or null when it names none.</summary>
    internal static string? AnswerOf(ListItemBlock item, IReadOnlyList<string> drawers)
    {
        var answer = item.OfType<ListBlock>()
            .FirstOrDefault()
            ?.OfType<ListItemBlock>()
            .FirstOrDefault()
            ?.OfType<ParagraphBlock>()
            .FirstOrDefault();
        var text = PlainText.Of(answer?.Inline);
        return drawers.Where(drawer => text.StartsWith(drawer + ":", StringComparison.Ordinal)).MaxBy(drawer => drawer.Length);
    }

    internal static void Write(HtmlRenderer renderer, CustomContainer container)
    {
        var drawers = Drawers(container);
        renderer.EnsureLine();
        renderer.WriteLine("<ol class=\"sort\">");
        var number = 0;
        foreach (var item in Items(container))
        {
            number++;
            var right = AnswerOf(item, drawers);
            renderer.Write("<li class=\"sort-item\"><fieldset><legend>");
            if (item.FirstOrDefault() is ParagraphBlock situation)
            {
                renderer.WriteLeafInline(situation);
            }

            renderer.Write("</legend><div class=\"sort-drawers\">");
            foreach (var drawer in drawers)
            {
                var name = $"sort-{container.Line}-{number}";
                renderer.Write($"<label><input type=\"radio\" name=\"{name}\"{(drawer == right ? " class=\"is-right\"" : "")}> ");
                renderer.WriteEscape(drawer).Write("</label>");
            }

            renderer.WriteLine(
                "</div><div class=\"sort-why\" role=\"status\"><p class=\"sort-same\">Same as our answer.</p><p class=\"sort-other\">Our answer differs.</p>"
            );
            foreach (var why in item.OfType<ListBlock>().SelectMany(list => list).OfType<ListItemBlock>())
            {
                renderer.WriteChildren(why);
            }

            renderer.WriteLine("</div></fieldset></li>");
        }

        renderer.WriteLine("</ol>");
    }
}
