using IncidentTraining.Core.Content;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>What others need to know about a page's markdown without rendering it: where one can link to, and where it links.</summary>
internal sealed record PageAnalysis(
    string? FirstHeading, IReadOnlyDictionary<string, bool> Anchors, IReadOnlyList<PageLink> Links, IReadOnlyList<ProseLine> Prose)
{
    /// <summary>Parses the body once; unknown containers, faulty exercises, and pictures and diagrams without words are reported.</summary>
    /// <returns>Its anchors, each with whether only staff see it, and its links with their lines.</returns>
    internal static PageAnalysis Of(ContentFile file, string body, int bodyLine)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(body, CurriculumMarkdown.Pipeline);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("deeply nested", StringComparison.Ordinal))
        {
            file.Report(bodyLine, "The markdown is nested too deeply", "Take out quotations, lists or brackets within one another");
            return new PageAnalysis(null, new Dictionary<string, bool>(), [], []);
        }

        foreach (var container in document.Descendants<CustomContainer>().Where(container => !ContainerRenderer.IsKnown(container)))
        {
            file.Report(bodyLine + container.Line, $"The container '::: {container.Info}' is not known",
                $"Use one of: {string.Join(", ", ContainerRenderer.Known)}");
        }

        foreach (var diagram in document.Descendants<FencedCodeBlock>().Where(CodeRenderer.IsDiagram))
        {
            var next = diagram.Parent!.IndexOf(diagram) + 1;
            if (next >= diagram.Parent.Count || !ContainerRenderer.IsAlternative(diagram.Parent[next]))
            {
                file.Report(bodyLine + diagram.Line, "The diagram has no text alternative",
                    "Put a container '::: alt' with the diagram in words right after it");
            }
        }

        ReportExercises(file, document, bodyLine);
        foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage && PlainText.Of(link).Trim().Length == 0))
        {
            file.Report(bodyLine + picture.Line, $"The picture '{picture.Url}' has no text alternative", "Say between the brackets what it shows: ![what it shows](file.png)");
        }

        var anchors = new Dictionary<string, bool>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            anchors.TryAdd(heading.GetAttributes().Id ?? "", IsInStaffContainer(heading));
        }

        var links = document.Descendants<LinkInline>()
            .Select(link => new PageLink(link.Url ?? "", bodyLine + link.Line, link.IsImage))
            .ToList();
        var first = document.Descendants<HeadingBlock>().FirstOrDefault();
        var prose = document.Descendants<LiteralInline>().Select(literal => new ProseLine(literal.Content.ToString(), bodyLine + literal.Line)).ToList();
        return new PageAnalysis(first is null ? null : PlainText.Of(first.Inline), anchors, links, prose);
    }

    private static void ReportExercises(ContentFile file, MarkdownDocument document, int bodyLine)
    {
        var answers = new HashSet<string>();
        foreach (var answer in document.Descendants<CustomContainer>().Where(ModelAnswer.IsOne))
        {
            if (!ModelAnswer.IsName(ModelAnswer.IdOf(answer)) || !answers.Add(ModelAnswer.IdOf(answer)))
            {
                file.Report(bodyLine + answer.Line, $"The model answer's name '{ModelAnswer.IdOf(answer)}' is missing, used twice or no name",
                    "Write '::: answer some-name' with small letters, digits and hyphens, once in the page");
            }
        }

        foreach (var exercise in document.Descendants<CustomContainer>().Where(container => container.Info is SortExercise.Kind))
        {
            var drawers = SortExercise.Drawers(exercise);
            foreach (var item in SortExercise.Items(exercise).Where(item => SortExercise.AnswerOf(item, drawers) is null))
            {
                file.Report(bodyLine + item.Line, "The item has no answer that is one of the drawers",
                    $"Put a list of one line below it, such as '- {(drawers.Count > 0 ? drawers[0] : "P1")}: why'");
            }
        }
    }

    private static bool IsInStaffContainer(Block block)
    {
        for (var parent = block.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is CustomContainer container && ContainerRenderer.IsForStaff(container))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A link as it is written, with its line in the file.</summary>
internal sealed record PageLink(string Url, int Line, bool IsImage);

/// <summary>Running text, without code, with its line in the file.</summary>
internal sealed record ProseLine(string Text, int Line);
