namespace IncidentTraining.Core.Curriculum.Search;

/// <summary>A place where a search found its words.</summary>
/// <param name="Address">The page's address, with the anchor of the section.</param>
/// <param name="PageTitle">The page's title.</param>
/// <param name="Heading">The section's heading; empty for the beginning of a page.</param>
/// <param name="Snippet">Some words around the match, in parts.</param>
public sealed record SearchHit(string Address, string PageTitle, string Heading, IReadOnlyList<SnippetPart> Snippet);

/// <summary>A piece of a snippet.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="IsMatch">Whether it is one of the words that were searched for.</param>
public sealed record SnippetPart(string Text, bool IsMatch);
