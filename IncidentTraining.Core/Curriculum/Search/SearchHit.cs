namespace IncidentTraining.Core.Curriculum.Search;

/// <summary>The result of a search.</summary>
/// <param name="Hits">The matches, best first.</param>
/// <param name="Instead">The words that replaced mistyped ones; <see langword="null"/> when the query was used unchanged.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchHit> Hits, string? Instead)
{
    internal static readonly SearchAnswer Nothing = new([], null);
}

/// <summary>A match of a search.</summary>
/// <param name="Address">The page's address, with the anchor of the section.</param>
/// <param name="Heading">The section's heading; empty at the beginning of a page.</param>
/// <param name="Snippet">The words around the match, in parts.</param>
public sealed record SearchHit(string Address, string PageTitle, string Heading, IReadOnlyList<SnippetPart> Snippet);

/// <summary>A piece of a snippet.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="IsMatch">Whether it is one of the searched words.</param>
public sealed record SnippetPart(string Text, bool IsMatch);

/// <summary>An entry of the index.</summary>
/// <param name="Title">The title of the page or term.</param>
/// <param name="Heading">The section's heading, if any.</param>
/// <param name="Text">The searchable text.</param>
internal sealed record SearchEntry(string Title, string Heading, string Text, string Address);
