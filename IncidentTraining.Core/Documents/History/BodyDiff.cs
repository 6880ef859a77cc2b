using System.Globalization;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.History;

/// <summary>A section that differs between two versions of a document.</summary>
/// <param name="Id">The section id; <c>title</c> for the title.</param>
/// <param name="Title">The heading.</param>
/// <param name="Runs">The differences in order.</param>
public sealed record SectionDiff(string Id, string Title, IReadOnlyList<DiffRun> Runs)
{
    /// <summary>The number of words added.</summary>
    public int Added => Words(DiffKind.Added);

    /// <summary>The number of words removed.</summary>
    public int Removed => Words(DiffKind.Removed);

    private int Words(DiffKind kind) =>
        Runs.Where(run => run.Kind == kind).Sum(run => run.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
}

/// <summary>Compares two versions of a document section by section.</summary>
public static class BodyDiff
{
    /// <summary>Returns the sections that differ, in the kind's order; empty when there is no difference.</summary>
    /// <param name="kind">The kind, with a section for every text in either version.</param>
    /// <param name="older">The older text.</param>
    /// <param name="newer">The newer text.</param>
    public static IReadOnlyList<SectionDiff> Of(DocumentKind kind, DocumentBody older, DocumentBody newer)
    {
        var found = new List<SectionDiff>();
        Add("title", "Title", older.Title, newer.Title);
        foreach (var shape in kind.Sections)
        {
            Add(shape.Id, shape.Title, Lines(older.Section(shape.Id)), Lines(newer.Section(shape.Id)));
        }

        return found;

        void Add(string id, string title, string was, string now)
        {
            if (was != now)
            {
                found.Add(new SectionDiff(id, title, TextDiff.Of(was, now)));
            }
        }
    }

    /// <summary>A section as lines of text: its text, or one line per action item.</summary>
    internal static string Lines(SectionBody section) =>
        section.ActionItems.Count == 0
            ? section.Text
            : section.Text
                + string.Concat(
                    section.ActionItems.Select(item =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{Or(item.What, "no action")} · {Or(item.Owner, "no owner")} · {(item.DueOn is { } due ? due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "no date")} · {item.Kind?.ToString().ToLowerInvariant() ?? "no kind"} · {item.Priority?.ToString().ToLowerInvariant() ?? "no priority"}{(item.Ticket.Length > 0 ? $" · {item.Ticket}" : "")}{(item.Done ? " · done" : "")}\n"
                        )
                    )
                );

    private static string Or(string text, string none) => string.IsNullOrWhiteSpace(text) ? none : text.Trim();
}
