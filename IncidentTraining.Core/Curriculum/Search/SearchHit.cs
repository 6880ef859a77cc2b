namespace IncidentTraining.Core.Curriculum.Search;

/// <summary>What a search found.</summary>
/// <param name="Hits">The places, best first.</param>
/// <param name="Instead">The words that were searched for in place of mistyped ones; <see langword="null"/> when the query was taken as it is.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchHit> Hits, string? Instead)
{
    internal static readonly SearchAnswer Nothing = new([], null);
}

/// <summary>A place where a search found its words.</summary>
/// <param name="Address">The page's address, with the anchor of the section.</param>
/// <param name="Heading">The section's heading; empty for the beginning of a page.</param>
/// <param name="Snippet">Some words around the match, in parts.</param>
public sealed record SearchHit(string Address, string PageTitle, string Heading, IReadOnlyList<SnippetPart> Snippet);

/// <summary>A piece of a snippet.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="IsMatch">Whether it is one of the words that were searched for.</param>
public sealed record SnippetPart(string Text, bool IsMatch);

/// <summary>One entry of the index.</summary>
/// <param name="Title">The title of what is found.</param>
/// <param name="Heading">The heading of the section, if any.</param>
/// <param name="Text">The text that is searched.</param>
/// <param name="Address">Where it is.</param>
internal sealed record SearchEntry(string Title, string Heading, string Text, string Address);
