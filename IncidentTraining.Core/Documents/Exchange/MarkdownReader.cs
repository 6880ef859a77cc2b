using System.Text;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange.Items;
using IncidentTraining.Core.Documents.Exchange.Parts;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>
/// Parses a Markdown text as a document. The output of <see cref="DocumentMarkdown"/> is restored exactly. Any other text is divided at its
/// headings, and each part goes into the section that its heading names; no line is dropped: a heading that names no section stays, with
/// its text, in the previous section, and text before the first heading goes into the first section.
/// </summary>
public static partial class MarkdownReader
{
    // More choices than this on one page are not usable; the rest stays with the last of them.
    private const int MostBlocks = 300;

    /// <summary>The text as a document of the kind, each part in its proposed section.</summary>
    public static DocumentBody Read(DocumentKind kind, string markdown) => Plan(kind, markdown).Compose(kind);

    /// <summary>How the text is divided among the kind's sections.</summary>
    public static ImportPlan Plan(DocumentKind kind, string markdown)
    {
        var text = Unwrapped(markdown.TrimStart('\ufeff').ReplaceLineEndings("\n"));
        var parts = MarkdownParts.Of(kind, text).ToList();
        var title = TitleAt(kind, parts);
        if (title is null)
        {
            MakeWhole(parts);
        }

        var blocks = new List<ImportedBlock>();
        // Text for the last block, collected: a text can have as many parts as lines.
        var joining = new StringBuilder();
        var isOwn = IsOwnExport(kind, parts);
        var place = new Placement(kind, exact: isOwn);
        var above = new Stack<(int Level, string Heading)>();
        var isReview = parts.Any(part =>
            part.Kind is PartForm.Headed
            && SectionHeadings.Find(kind, part.Heading) is { IsWeak: false, Section.Id: "root-cause" or "timeline" }
        );
        var repeated = parts
            .Where(IsLead)
            .GroupBy(part => part.Title)
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key)
            .ToHashSet();
        for (var index = 0; index < parts.Count; index++)
        {
            var part = index == title ? new MarkdownPart(PartForm.Loose, 0, "", parts[index].Body) : parts[index];
            var (section, names, recognised, otherwise) = place.Next(
                part,
                IsLead(part) && repeated.Contains(part.Title),
                index + 1 < parts.Count && parts[index + 1].Level > part.Level
            );
            while (part.Level > 0 && above.TryPeek(out var top) && top.Level >= part.Level)
            {
                above.Pop();
            }

            above.Push((part.Level > 0 ? part.Level : MarkdownPart.LabelLevel, part.Heading));
            if (
                !isOwn
                && blocks.Count < MostBlocks
                && ActionBlocks.In(kind, part, (section, recognised), above, isReview) is { Count: > 0 } actions
            )
            {
                Join(blocks, joining);
                ActionBlocks.Add(blocks, part, section, (names, recognised), actions);
                continue;
            }

            if (blocks.Count > 0 && (blocks.Count >= MostBlocks || (place.IsWithin && !recognised && blocks[^1].SectionId == section.Id)))
            {
                joining.Append(part.Heading).Append(part.Body);
            }
            else if (!string.IsNullOrWhiteSpace(part.Body) || (part.Heading.Length > 0 && !names))
            {
                Join(blocks, joining);
                blocks.Add(
                    new ImportedBlock(
                        blocks.Count,
                        part.Heading,
                        part.Kind is PartForm.FrontMatter ? AsCode(part.Body) : part.Body,
                        section.Id,
                        names,
                        recognised,
                        otherwise
                    )
                );
            }
        }

        Join(blocks, joining);
        return new ImportPlan(title is { } at ? parts[at].Title : FrontMatterTitle(parts), blocks);
    }

    /// <summary>Whether a part begins with an inline label: "**Impact:** 12 orders".</summary>
    private static bool IsLead(MarkdownPart part) => part.Level == MarkdownPart.LabelLevel && !part.Heading.EndsWith('\n');

    private static void Join(List<ImportedBlock> blocks, StringBuilder joining)
    {
        if (joining.Length > 0)
        {
            blocks[^1] = blocks[^1] with { Body = blocks[^1].Body + joining };
            joining.Clear();
        }
    }

    /// <summary>Steps without the fences around them: each of their lines is a step.</summary>
    internal static string WithoutFences(string text) => string.Join('\n', text.Split('\n').Where(line => !Fence().IsMatch(line)));

    /// <summary>The part whose heading is the title: the first of the text, if it is above all others or names no section.</summary>
    private static int? TitleAt(DocumentKind kind, List<MarkdownPart> parts)
    {
        var first = FirstOf(parts);
        if (
            first < 0
            || parts[first] is not { Kind: PartForm.Headed, Level: < MarkdownPart.LabelLevel } heading
            || heading.Title.Length == 0
        )
        {
            return null;
        }

        var others = parts.Skip(first + 1).Where(part => part.Kind is PartForm.Headed).ToList();
        var names = SectionHeadings.Find(kind, heading.Heading) is not null;
        var isAbove = others.All(part => part.Level > heading.Level);
        return (isAbove && (!names || others.Count > 0)) || (heading.Level == 1 && !names) ? first : null;
    }

    /// <summary>Joins the parts below a first heading that had been split because the heading was mistaken for a title.</summary>
    private static void MakeWhole(List<MarkdownPart> parts)
    {
        var first = FirstOf(parts);
        if (first >= 0 && parts[first] is { Kind: PartForm.Headed, Level: < MarkdownPart.LabelLevel } heading)
        {
            var pieces = parts.Skip(first + 1).TakeWhile(part => part.Kind is PartForm.Loose).ToList();
            parts[first] = heading with { Body = heading.Body + string.Concat(pieces.Select(piece => piece.Heading + piece.Body)) };
            parts.RemoveRange(first + 1, pieces.Count);
        }
    }

    /// <summary>The index of the first part with text, after front matter; -1 without one.</summary>
    private static int FirstOf(List<MarkdownPart> parts) =>
        parts.FindIndex(part => part.Kind is not PartForm.FrontMatter && !string.IsNullOrWhiteSpace(part.Heading + part.Body));

    /// <summary>The content of a code block that makes up the whole file.</summary>
    private static string Unwrapped(string text) =>
        Wrapped().Match(text) is { Success: true } wrapped && !wrapped.Groups["text"].Value.Contains("\n```", StringComparison.Ordinal)
            ? wrapped.Groups["text"].Value
            : text;

    // As Markdown, the lines of front matter would become a heading.
    private static string AsCode(string frontMatter) => $"```yaml\n{frontMatter.Trim().Trim('-', '\n')}\n```\n\n";

    private static string FrontMatterTitle(List<MarkdownPart> parts) =>
        parts.FirstOrDefault(part => part.Kind is PartForm.FrontMatter) is { } front
        && TitleField().Match(front.Body) is { Success: true } title
            ? title.Groups["title"].Value.Trim()
            : "";

    /// <summary>Whether the portal exported the text: it has every section, in order, under its own title.</summary>
    private static bool IsOwnExport(DocumentKind kind, List<MarkdownPart> parts) =>
        parts
            .Where(part => part.Level == 2)
            .Select(part => part.Title)
            .Where(title => kind.Sections.Any(section => section.Title == title))
            .SequenceEqual(kind.Sections.Select(section => section.Title));

    [GeneratedRegex(@"^ {0,3}(?:`{3,}|~{3,})")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*```(?:md|markdown)[ \t]*\n(?<text>.*?)\n```\s*$", RegexOptions.Singleline)]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"^title:[ \t]*(?<quote>[""']?)(?<title>[^\n]+?)\k<quote>[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex TitleField();

    /// <summary>The section of the next part, based on its heading and the headings above it.</summary>
    private sealed class Placement(DocumentKind kind, bool exact)
    {
        private readonly SectionShape _firstText = kind.Sections.FirstOrDefault(section =>
            section.Form is not (SectionForm.ActionItems or SectionForm.Steps)
        ) ?? kind.Sections[0];
        private readonly Stack<(int Level, SectionShape? Section)> _above = new();
        private SectionShape? _current;
        private SectionShape? _resumed;

        /// <summary>Whether the last part is a piece of its section that no one would move separately: an hour of a timeline.</summary>
        public bool IsWithin { get; private set; }

        /// <summary>The section of the next part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="isRepeated">Whether it is a label that occurs several times in the text, so that it is a remark within each
        /// section.</param>
        /// <param name="hasParts">Whether it has subordinate parts.</param>
        public (SectionShape Section, bool NamesIt, bool IsRecognised, string Otherwise) Next(
            MarkdownPart part,
            bool isRepeated,
            bool hasParts
        )
        {
            IsWithin = exact;
            if (part.Kind is not PartForm.Headed)
            {
                (_current, _resumed) = (_resumed ?? _current, null);
                return (_current ?? _firstText, false, false, "");
            }

            _resumed = null;

            while (_above.TryPeek(out var top) && top.Level >= part.Level)
            {
                _above.Pop();
            }

            var parent = _above.Select(above => above.Section).FirstOrDefault(section => section is not null);
            var match = exact ? Exactly(part) : SectionHeadings.Find(kind, part.Heading);
            if (
                match is { IsGuess: true }
                && (parent is { Id: "timeline" } or { Form: SectionForm.ActionItems } || !(ActionLists.HaveActs(part.Body) ?? hasParts))
            )
            {
                match = null;
            }

            if (
                match is not null
                && parent is not null and not { Id: "timeline" } and not { Form: SectionForm.ActionItems }
                && MarkdownParts.IsActionLead(part.Heading)
            )
            {
                // "**Action:** text" is an action item in any section, and the following text belongs to that section again.
                _resumed = parent;
            }
            else if (match is { Section.Form: SectionForm.ActionItems } && isRepeated && !MarkdownParts.IsActionLead(part.Heading))
            {
                match = null;
            }
            else if (match is not null && (match.IsWeak ? parent is not null : IsLead(part) && parent is not null && parent != _firstText))
            {
                match = null;
            }

            IsWithin |= parent is { Id: "timeline" } && part.Level < MarkdownPart.LabelLevel;
            var otherwise = match is { IsGuess: true } ? (parent ?? After(_current) ?? _firstText).Id : "";
            _current = match?.Section ?? parent ?? After(_current) ?? _firstText;
            _above.Push((part.Level, match?.Section ?? parent));
            return (_current, match is { IsPlain: true }, match is not null, otherwise);
        }

        private HeadingMatch? Exactly(MarkdownPart part) =>
            part.Level == 2 && kind.Sections.FirstOrDefault(section => section.Title == part.Title) is { } section
                ? new HeadingMatch(section, IsPlain: true, IsWeak: false)
                : null;

        private SectionShape? After(SectionShape? section) =>
            section is { Form: SectionForm.ActionItems } ? ImportPlan.Prose(kind, section) : section;
    }
}
