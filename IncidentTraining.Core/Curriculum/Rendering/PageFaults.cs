using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Dialects;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>
/// Finds mistakes in a page's Markdown. In a lesson, a mistake that changes who sees what is an error, and the last valid version stays; an
/// imported document is shown anyway.
/// </summary>
/// <param name="file">The page's file, to which problems are added.</param>
/// <param name="bodyLine">The line of the file on which the Markdown begins.</param>
/// <param name="isLesson">Whether the page was written for the portal.</param>
internal sealed partial class PageFaults(ContentFile file, int bodyLine, bool isLesson)
{
    internal void Find(MarkdownDocument document)
    {
        FindContainers(document);
        FindWordless(document);
        FindExercises(document);
        FindRawHtml(document);
        if (!isLesson)
        {
            FindInstructions(document);
        }
    }

    private void FindContainers(MarkdownDocument document)
    {
        foreach (var container in document.Descendants<CustomContainer>())
        {
            if (!ContainerRenderer.IsKnown(container))
            {
                Fault(
                    container.Line,
                    $"The container '::: {container.Info}' is unknown",
                    $"Use one of: {string.Join(", ", ContainerRenderer.Known)}"
                );
            }
            else if (container is { Parser: CustomContainerParser, ClosingFencedCharCount: 0 })
            {
                Fault(
                    container.Line,
                    $"The container '::: {container.Info}' that starts here is not closed",
                    "Add a line ':::' after its last line; a nested container needs its own line ':::'"
                );
            }
        }
    }

    /// <summary>Images and diagrams without a text alternative.</summary>
    private void FindWordless(MarkdownDocument document)
    {
        foreach (var diagram in document.Descendants<FencedCodeBlock>().Where(CodeRenderer.IsDiagram))
        {
            var next = diagram.Parent!.IndexOf(diagram) + 1;
            if (next >= diagram.Parent.Count || !ContainerRenderer.IsAlternative(diagram.Parent[next]))
            {
                file.Warn(
                    bodyLine + diagram.Line,
                    "The diagram has no text alternative",
                    "Add a container '::: alt' that describes the diagram right after it"
                );
            }
        }

        foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage && PlainText.Of(link).Trim().Length == 0))
        {
            WarnOfPicture(bodyLine + picture.Line, picture.Url);
        }
    }

    private void FindExercises(MarkdownDocument document)
    {
        var answers = new HashSet<string>();
        foreach (var answer in document.Descendants<CustomContainer>().Where(ModelAnswer.IsOne))
        {
            if (!ModelAnswer.IsName(ModelAnswer.IdOf(answer)) || !answers.Add(ModelAnswer.IdOf(answer)))
            {
                Fault(
                    answer.Line,
                    $"The model answer's name '{ModelAnswer.IdOf(answer)}' is missing, duplicated or invalid",
                    "Write '::: answer some-name' with lowercase letters, digits and hyphens, once per page"
                );
            }
        }

        foreach (var exercise in document.Descendants<CustomContainer>().Where(container => container.Info is SortExercise.Kind))
        {
            var drawers = SortExercise.Drawers(exercise);
            foreach (var item in SortExercise.Items(exercise).Where(item => SortExercise.AnswerOf(item, drawers) is null))
            {
                Fault(
                    item.Line,
                    "The item's answer is not one of the categories",
                    $"Add a one-line list below it, such as '- {(drawers.Count > 0 ? drawers[0] : "P1")}: why'"
                );
            }
        }
    }

    private void FindRawHtml(MarkdownDocument document)
    {
        foreach (var (tag, line) in RawTagsOf(document))
        {
            if (tag.IsEnd)
            {
                continue;
            }

            if (
                tag.Name.Equals("img", StringComparison.OrdinalIgnoreCase)
                && string.IsNullOrWhiteSpace(tag.Attributes.GetValueOrDefault("alt"))
            )
            {
                WarnOfPicture(bodyLine + line, tag.Attributes.GetValueOrDefault("src"));
            }

            switch (RawElements.FateOf(tag.Name))
            {
                case RawElementFate.LeftOut:
                    file.Warn(bodyLine + line, $"The HTML element '<{tag.Name}>' is not shown", "Write it in Markdown, or link to it");
                    break;
                case RawElementFate.Component:
                    file.Warn(
                        bodyLine + line,
                        $"The component '<{tag.Name}>' is unknown; only the text inside it is shown",
                        "Write it in Markdown"
                    );
                    break;
                case RawElementFate.Unknown:
                    file.Warn(
                        bodyLine + line,
                        $"'{tag.Source}' is not an HTML element; it is shown as typed",
                        "Put it between backticks if that is intended"
                    );
                    break;
                case var _ when isLesson && !tag.Name.Equals("br", StringComparison.OrdinalIgnoreCase):
                    file.Warn(
                        bodyLine + line,
                        $"The lesson contains raw HTML, '<{tag.Name}>'",
                        "Write it in Markdown; use a container to set text apart"
                    );
                    break;
            }
        }
    }

    /// <summary>Instructions to another program that appear in the text as typed.</summary>
    private void FindInstructions(MarkdownDocument document)
    {
        foreach (var literal in document.Descendants<LiteralInline>())
        {
            if (Instruction().Match(literal.Content.ToString()) is { Success: true } found)
            {
                file.Warn(
                    bodyLine + literal.Line,
                    $"'{found.Value.Trim()}' is an instruction to another program; it is shown as typed",
                    "Write out what it stands for, or remove it"
                );
            }
        }
    }

    /// <summary>Every tag of raw HTML with its line, counted from the start of the document.</summary>
    internal static IEnumerable<(RawTag Tag, int Line)> RawTagsOf(MarkdownDocument document) =>
        document
            .Descendants<HtmlBlock>()
            .SelectMany(block => RawHtml.Tags(block.Lines.ToString()).Select(tag => (tag, block.Line + tag.Line)))
            .Concat(
                document
                    .Descendants<HtmlInline>()
                    .SelectMany(inline => RawHtml.Tags(inline.Tag).Select(tag => (tag, inline.Line + tag.Line)))
            );

    private void WarnOfPicture(int line, string? url) =>
        file.Warn(line, $"The image '{url}' has no text alternative", "Describe it between the brackets: ![what it shows](file.png)");

    private void Fault(int line, string reason, string cure)
    {
        if (isLesson)
        {
            file.Report(bodyLine + line, reason, cure);
        }
        else
        {
            file.Warn(bodyLine + line, reason, cure);
        }
    }

    [GeneratedRegex(@"\{%.*?%\}|\{\{.*?\}\}|^--8<--.*$|^\[\[?_?TOC_?\]?\]$")]
    private static partial Regex Instruction();
}
