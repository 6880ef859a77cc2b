using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Dialects;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>
/// Finds what is wrong in a page's markdown. In a lesson a fault that changes who sees what keeps the page's last good version; a
/// document that was brought along is shown all the same.
/// </summary>
/// <param name="file">The page's file, where faults are noted.</param>
/// <param name="bodyLine">The line of the file on which the markdown begins.</param>
/// <param name="isLesson">Whether the page is written for the portal.</param>
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
                Fault(container.Line, $"The container '::: {container.Info}' is not known", $"Use one of: {string.Join(", ", ContainerRenderer.Known)}");
            }
            else if (container is { Parser: CustomContainerParser, ClosingFencedCharCount: 0 })
            {
                Fault(container.Line, $"The container '::: {container.Info}' that begins here is not closed", "Put a line ':::' after its last line; a container inside it needs a line ':::' of its own");
            }
        }
    }

    /// <summary>Pictures and diagrams that say nothing to those who do not see them.</summary>
    private void FindWordless(MarkdownDocument document)
    {
        foreach (var diagram in document.Descendants<FencedCodeBlock>().Where(CodeRenderer.IsDiagram))
        {
            var next = diagram.Parent!.IndexOf(diagram) + 1;
            if (next >= diagram.Parent.Count || !ContainerRenderer.IsAlternative(diagram.Parent[next]))
            {
                file.Warn(bodyLine + diagram.Line, "The diagram has no text alternative", "Put a container '::: alt' with the diagram in words right after it");
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
                Fault(answer.Line, $"The model answer's name '{ModelAnswer.IdOf(answer)}' is missing, used twice or no name",
                    "Write '::: answer some-name' with small letters, digits and hyphens, once in the page");
            }
        }

        foreach (var exercise in document.Descendants<CustomContainer>().Where(container => container.Info is SortExercise.Kind))
        {
            var drawers = SortExercise.Drawers(exercise);
            foreach (var item in SortExercise.Items(exercise).Where(item => SortExercise.AnswerOf(item, drawers) is null))
            {
                Fault(item.Line, "The item has no answer that is one of the drawers",
                    $"Put a list of one line below it, such as '- {(drawers.Count > 0 ? drawers[0] : "P1")}: why'");
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

            if (tag.Name.Equals("img", StringComparison.OrdinalIgnoreCase) && string.IsNullOrWhiteSpace(tag.Attributes.GetValueOrDefault("alt")))
            {
                WarnOfPicture(bodyLine + line, tag.Attributes.GetValueOrDefault("src"));
            }

            switch (RawElements.FateOf(tag.Name))
            {
                case RawElementFate.LeftOut:
                    file.Warn(bodyLine + line, $"The HTML element '<{tag.Name}>' is not shown", "Write it in markdown, or link to it");
                    break;
                case RawElementFate.Component:
                    file.Warn(bodyLine + line, $"The component '<{tag.Name}>' is not known; only the text inside it is shown", "Write it in markdown");
                    break;
                case RawElementFate.Unknown:
                    file.Warn(bodyLine + line, $"'{tag.Source}' is no element of HTML; it is shown as it is typed", "Put it between backticks if it is meant so");
                    break;
                case var _ when isLesson && !tag.Name.Equals("br", StringComparison.OrdinalIgnoreCase):
                    file.Warn(bodyLine + line, $"The lesson holds raw HTML, '<{tag.Name}>'", "Write it in markdown; containers are the format's way to set text apart");
                    break;
            }
        }
    }

    /// <summary>Instructions to another program, which stand in the text as they are typed.</summary>
    private void FindInstructions(MarkdownDocument document)
    {
        foreach (var literal in document.Descendants<LiteralInline>())
        {
            if (Instruction().Match(literal.Content.ToString()) is { Success: true } found)
            {
                file.Warn(bodyLine + literal.Line, $"'{found.Value.Trim()}' is an instruction to another program; it is shown as it is typed", "Write out what it stands for, or take it out");
            }
        }
    }

    /// <summary>Every tag of raw HTML with its line, counted from the beginning of the document.</summary>
    internal static IEnumerable<(RawTag Tag, int Line)> RawTagsOf(MarkdownDocument document) =>
        document.Descendants<HtmlBlock>().SelectMany(block => RawHtml.Tags(block.Lines.ToString()).Select(tag => (tag, block.Line + tag.Line)))
            .Concat(document.Descendants<HtmlInline>().SelectMany(inline => RawHtml.Tags(inline.Tag).Select(tag => (tag, inline.Line + tag.Line))));

    private void WarnOfPicture(int line, string? url) =>
        file.Warn(line, $"The picture '{url}' has no text alternative", "Say between the brackets what it shows: ![what it shows](file.png)");

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
