using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>
/// Reads a markdown text as a document: <c>#</c> is the title, <c>##</c> a section. What <see cref="DocumentMarkdown"/> wrote
/// comes back as it was; of any other text no line is dropped: a heading that the kind does not know stays, with what follows
/// it, in the section before, and what stands before the first section goes into the first.
/// </summary>
public static partial class MarkdownReader
{
    /// <summary>The text as a document of the kind.</summary>
    public static DocumentBody Read(DocumentKind kind, string markdown)
    {
        var title = "";
        var texts = new Dictionary<string, StringBuilder>();
        var firstText = kind.Sections.FirstOrDefault(section => section.Form is not (SectionForm.ActionItems or SectionForm.Steps)) ?? kind.Sections[0];
        var current = firstText;
        string? fence = null;
        foreach (var line in markdown.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n'))
        {
            if (FenceOf(line) is { } mark)
            {
                fence = fence is null ? mark : mark.StartsWith(fence, StringComparison.Ordinal) ? null : fence;
            }
            else if (fence is null && Heading(line, "# ") is { } found && title.Length == 0 && texts.Values.All(text => string.IsNullOrWhiteSpace(text.ToString())))
            {
                title = found;
                continue;
            }
            else if (fence is null && Heading(line, "## ") is { } heading && Known(kind, heading) is { } section)
            {
                current = section;
                continue;
            }

            Text(current).Append(line).Append('\n');
        }

        var sections = new Dictionary<string, SectionBody>();
        foreach (var (id, text) in texts)
        {
            Put(kind.Section(id)!, text.ToString().Trim('\n'));
        }

        return new DocumentBody(title, sections).Tidied();

        StringBuilder Text(SectionShape section) => texts.TryGetValue(section.Id, out var text) ? text : texts[section.Id] = new StringBuilder();

        void Put(SectionShape section, string text)
        {
            if (section.Form is not SectionForm.ActionItems)
            {
                var own = section.Form is SectionForm.Steps ? Steps(text) : text;
                sections[section.Id] = new SectionBody(Join(sections.GetValueOrDefault(section.Id)?.Text, own));
                return;
            }

            var (items, rest) = Items(text);
            sections[section.Id] = new SectionBody(Items: items);
            if (rest.Length > 0)
            {
                // A table of action items takes no prose; the words go where prose may stand.
                sections[firstText.Id] = new SectionBody(Join(sections.GetValueOrDefault(firstText.Id)?.Text, $"**{section.Title}**\n\n{rest}"));
            }
        }
    }

    /// <summary>Steps without the fences around them: each line of them is a step.</summary>
    private static string Steps(string text) => string.Join('\n', text.Split('\n').Where(line => FenceOf(line) is null)).Trim('\n');

    private static string Join(string? before, string text) => string.IsNullOrWhiteSpace(before) ? text : string.IsNullOrWhiteSpace(text) ? before : $"{before}\n\n{text}";

    private static string? Heading(string line, string mark) => line.StartsWith(mark, StringComparison.Ordinal) ? line[mark.Length..].Trim() : null;

    private static SectionShape? Known(DocumentKind kind, string heading) => kind.Sections.FirstOrDefault(section =>
        section.Title.Equals(heading, StringComparison.OrdinalIgnoreCase) || section.Id.Equals(heading, StringComparison.OrdinalIgnoreCase));

    private static string? FenceOf(string line) => Fence().Match(line) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The rows of the tables and what stands beside them.</summary>
    private static (List<ActionItem> Rows, string Prose) Items(string text)
    {
        var items = new List<ActionItem>();
        var rest = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (!line.TrimStart().StartsWith('|'))
            {
                rest.Add(line);
                continue;
            }

            var cells = Cells(line);
            if (!IsRule(cells) && !IsHead(cells))
            {
                items.Add(Item(cells));
            }
        }

        return (items, string.Join('\n', rest).Trim());
    }

    private static ActionItem Item(List<string> cells)
    {
        string Cell(int index) => index < cells.Count ? cells[index] : "";
        var due = DateOnly.TryParseExact(Cell(2), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null;
        var kind = Choice<ActionItemKind>(Cell(3));
        var priority = Choice<ActionItemPriority>(Cell(4));
        // A word that is no date and no choice is still somebody's word.
        var unread = new[] { due is null ? Cell(2) : "", kind is null ? Cell(3) : "", priority is null ? Cell(4) : "" }.Concat(cells.Skip(5)).Where(word => word.Length > 0).ToList();
        var what = unread.Count == 0 ? Cell(0) : $"{Cell(0)} ({string.Join(", ", unread)})";
        return new ActionItem(what, Cell(1), due, kind, priority);
    }

    private static T? Choice<T>(string word) where T : struct, Enum =>
        word.Length > 0 && char.IsLetter(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : null;

    private static bool IsRule(List<string> cells) => cells.Count > 0 && cells.All(cell => cell.Length > 0 && cell.All(c => c is '-' or ':' or ' '));

    private static bool IsHead(List<string> cells) => cells.Count >= 2
        && cells[0].Equals("Action", StringComparison.OrdinalIgnoreCase) && cells[1].Equals("Owner", StringComparison.OrdinalIgnoreCase);

    private static List<string> Cells(string row)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var text = row.Trim();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '|')
            {
                cell.Append('|');
                at++;
            }
            else if (text[at] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(text[at]);
            }
        }

        if (cell.ToString().Trim().Length > 0)
        {
            cells.Add(cell.ToString().Trim());
        }

        return cells;
    }

    [GeneratedRegex(@"^ {0,3}(`{3,}|~{3,})")]
    private static partial Regex Fence();
}
