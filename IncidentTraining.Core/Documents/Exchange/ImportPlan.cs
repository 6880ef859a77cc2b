using System.Text;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Exchange.Items;
using IncidentTraining.Core.Documents.Exchange.Parts;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>A part of an imported text, with its section unless the importing person chooses another.</summary>
/// <param name="Number">Its index in the text, from 0.</param>
/// <param name="Heading">Its heading as written, with its markup and line ending; empty without one.</param>
/// <param name="Body">The text after the heading, as written.</param>
/// <param name="SectionId">The proposed section.</param>
/// <param name="NamesItsSection">Whether the heading only repeats the proposed section's title, so that it is left out there.</param>
/// <param name="IsRecognised">Whether a heading determined the section; otherwise it is the section of the preceding block.</param>
/// <param name="Otherwise">The likely section if the proposed one is wrong; empty when there is no doubt.</param>
public sealed record ImportedBlock(
    int Number,
    string Heading,
    string Body,
    string SectionId,
    bool NamesItsSection,
    bool IsRecognised,
    string Otherwise = ""
)
{
    /// <summary>The heading's own text; empty without one.</summary>
    public string Title => MarkdownPart.TextOf(Heading);

    /// <summary>The block's text in a section.</summary>
    /// <param name="sectionId">The section that it is assigned to.</param>
    public string TextIn(string sectionId) => IsNamedBy(sectionId) ? Body : Heading + Body;

    internal bool IsNamedBy(string sectionId) => NamesItsSection && sectionId == SectionId;
}

/// <summary>How an imported text is divided among the sections of a document kind. The blocks contain the whole text.</summary>
/// <param name="Title">The document's title; empty when the text has none.</param>
/// <param name="Blocks">The text's parts in order.</param>
public sealed record ImportPlan(string Title, IReadOnlyList<ImportedBlock> Blocks)
{
    /// <summary>The section for blocks that are left out of the document.</summary>
    public const string LeftOut = "";

    /// <summary>The document with each block in its section.</summary>
    /// <param name="kind">The kind of document.</param>
    /// <param name="moved">Sections chosen instead of the proposed ones, by block number; <see cref="LeftOut"/> leaves a block out.</param>
    public DocumentBody Compose(DocumentKind kind, IReadOnlyDictionary<int, string>? moved = null)
    {
        var texts = kind.Sections.ToDictionary(section => section.Id, _ => new StringBuilder());
        var items = kind.Sections.ToDictionary(section => section.Id, _ => new List<ActionItem>());
        var last = new Dictionary<string, int>();
        // Next to a list or table, lines of text are an introduction; without one, they are the items.
        var listed = Blocks.Any(block =>
            kind.Section(Chosen(block)) is { Form: SectionForm.ActionItems } && ActionItemReader.HasList(block.Body)
        );
        var boxed = Blocks.Any(block =>
            kind.Section(Chosen(block)) is { Form: SectionForm.ActionItems } && ActionItemWords.HasBoxes(block.Body)
        );
        var groups = Blocks
            .Where(block =>
                !block.IsRecognised && block.Title.Length > 0 && kind.Section(Chosen(block)) is { Form: SectionForm.ActionItems }
            )
            .Select(block => block.Title);
        var inTitleCase = ActionItemGroup.AreInTitleCase(Blocks.Select(block => block.Title));
        var noNames = ActionItemGroup.AreTopics(groups);
        foreach (var block in Blocks)
        {
            var chosen = Chosen(block);
            if (kind.Section(chosen) is not { } section)
            {
                continue;
            }

            if (section.Form is not SectionForm.ActionItems)
            {
                Append(
                    section.Id,
                    block.Number,
                    section.Form is SectionForm.Steps ? MarkdownReader.WithoutFences(block.TextIn(section.Id)) : block.TextIn(section.Id),
                    block.IsNamedBy(section.Id)
                );
                continue;
            }

            var prosaic =
                (boxed && IsAdvice(block, noNames || (inTitleCase && block.Title.Contains(' ')))) || ListKind.IsOtherByName(block.Title)
                    ? block.Body.Trim()
                    : ReadItems(
                        block,
                        section,
                        (listed, noNames || block.IsRecognised || (inTitleCase && block.Title.Contains(' '))),
                        items[section.Id]
                    );
            if (prosaic.Length > 0 && Prose(kind, section) is { } prose)
            {
                // A section of action items cannot contain prose: the text goes where prose is possible, under its former heading.
                Append(
                    prose.Id,
                    block.Number,
                    $"{(block.IsNamedBy(section.Id) || block.Heading.Length == 0 ? $"**{section.Title}**\n\n" : prosaic == block.Heading.Trim() ? "" : $"{block.Heading.Trim()}\n\n")}{prosaic}\n",
                    apart: true
                );
            }
        }

        var targets = LinkTargets.Of(Blocks.Select(block => block.Body));
        return new DocumentBody(
            Title,
            kind.Sections.ToDictionary(
                section => section.Id,
                section => new SectionBody(LinkTargets.Complete(texts[section.Id].ToString().Trim('\n'), targets), items[section.Id])
            )
        ).Tidied();

        string Chosen(ImportedBlock block) => moved?.GetValueOrDefault(block.Number) ?? block.SectionId;

        void Append(string id, int number, string text, bool apart)
        {
            var before = texts[id];
            if (apart || last.GetValueOrDefault(id, -1) != number - 1)
            {
                while (before.Length > 0 && before[^1] == '\n')
                {
                    before.Length--;
                }

                before.Append(before.Length > 0 ? "\n\n" : "");
                text = text.TrimStart('\n');
            }

            before.Append(text);
            last[id] = number;
        }
    }

    /// <summary>
    /// Whether the lists of a block are advice in addition to the action items: if the items have checkboxes, a list without them is not
    /// one, unless its heading also announces items.
    /// </summary>
    private static bool IsAdvice(ImportedBlock block, bool isNoName) =>
        block.Title.Length > 0
        && !ActionItemWords.HasBoxes(block.Body)
        && ActionItemGroup.Of(block.Title, isNoName) is { Done: false, Kind: null, Priority: null, Owner: "" }
        && !ActionItemGroup.NamesActions(SectionHeadings.Words(block.Title))
        && !ActionItemGroup.IsKnown(block.Title)
        && !MarkdownParts.HasTable(block.Body);

    /// <summary>Adds a block's action items to the previous ones, and returns the rest of the block.</summary>
    private static string ReadItems(ImportedBlock block, SectionShape section, (bool Listed, bool IsNoName) text, List<ActionItem> items)
    {
        if (
            !block.IsRecognised
            && block.Title.Length > 0
            && (
                (ActionItemReader.IsNumbered(block.Title) && !ActionItemReader.HasList(block.Body))
                || ActionItemReader.HasFields(block.Body)
            )
        )
        {
            var (item, left) = ActionItemReader.ReadHeaded(block.Title, block.Body);
            items.Add(item);
            return left;
        }

        // "**Action item:** text" is one, and so is the text of a separate group, whatever list accompanies it.
        var isLead = block.Heading.Length > 0 && !block.Heading.EndsWith('\n');
        var isGroup = block.Heading.Length > 0 && !block.IsRecognised && !ActionItemReader.HasList(block.Body);
        // A heading that announces action items is not a name: "Guardrails".
        var (read, prose) = ActionItemReader.Read(
            block.Body,
            ActionItemGroup.Of(block.IsNamedBy(section.Id) || isLead ? "" : block.Title, text.IsNoName),
            text.Listed && !isLead && !isGroup,
            isGroup && text.Listed
        );
        items.AddRange(read);
        // A heading with nothing below it is not repeated anywhere else.
        return read.Count == 0 && prose.Length == 0 && !block.IsNamedBy(section.Id) ? block.Heading.Trim() : prose;
    }

    /// <summary>Where the prose next to action items goes: into the next text section, otherwise into the first.</summary>
    /// <param name="kind">The kind of document.</param>
    /// <param name="actionItems">The section of action items.</param>
    /// <returns>Null when the kind has no section for text.</returns>
    public static SectionShape? Prose(DocumentKind kind, SectionShape actionItems)
    {
        var texts = kind.Sections.Where(section => section.Form is SectionForm.Markdown or SectionForm.Message).ToList();
        return kind.Sections.SkipWhile(section => section.Id != actionItems.Id).FirstOrDefault(texts.Contains) ?? texts.FirstOrDefault();
    }
}
