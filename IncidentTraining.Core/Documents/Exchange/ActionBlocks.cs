using IncidentTraining.Core.Documents.Exchange.Items;
using IncidentTraining.Core.Documents.Exchange.Parts;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>Splits a part of an imported text around action items that its heading does not announce.</summary>
internal static class ActionBlocks
{
    /// <summary>Possible action items in a part of another section.</summary>
    public static IReadOnlyList<FoundActions> In(
        DocumentKind kind,
        MarkdownPart part,
        (SectionShape Shape, bool IsRecognised) section,
        IEnumerable<(int Level, string Heading)> above,
        bool isReview
    ) =>
        section.Shape.Form is SectionForm.ActionItems || kind.Section("action-items") is null
            ? []
            : ActionLists.In(
                part.Body,
                [.. above.Select(heading => heading.Heading).Reverse()],
                isReview && section.Shape.Id is not "timeline",
                section is { IsRecognised: true, Shape.Id: "timeline" or "impact" or "summary" or "root-cause" }
            );

    /// <summary>Adds the part as several blocks, so that its tables and lists of action items can be assigned to their section.</summary>
    public static void Add(
        List<ImportedBlock> blocks,
        MarkdownPart part,
        SectionShape section,
        (bool Names, bool Recognised) heading,
        IReadOnlyList<FoundActions> actions
    )
    {
        var at = 0;
        foreach (var found in actions)
        {
            var before = part.Body[at..found.Range.Start];
            var isFirst = at == 0;
            var isAlone = isFirst && string.IsNullOrWhiteSpace(before) && !heading.Recognised;
            if (
                !string.IsNullOrWhiteSpace(before)
                || (isFirst && !isAlone && part.Heading.Length > 0 && !heading.Names)
                || (isFirst && isAlone && !found.IsTaken)
            )
            {
                blocks.Add(
                    new ImportedBlock(
                        blocks.Count,
                        isFirst ? part.Heading : "",
                        before,
                        section.Id,
                        isFirst && heading.Names,
                        isFirst && heading.Recognised
                    )
                );
            }

            blocks.Add(
                new ImportedBlock(
                    blocks.Count,
                    isAlone && found.IsTaken ? part.Heading : "",
                    part.Body[found.Range],
                    found.IsTaken ? "action-items" : section.Id,
                    NamesItsSection: false,
                    IsRecognised: true,
                    found.IsSure ? ""
                        : found.IsTaken ? section.Id
                        : "action-items"
                )
            );
            at = found.Range.End.Value;
        }

        var after = part.Body[at..];
        if (!string.IsNullOrWhiteSpace(after))
        {
            blocks.Add(new ImportedBlock(blocks.Count, "", after, section.Id, NamesItsSection: false, IsRecognised: false));
        }
    }
}
